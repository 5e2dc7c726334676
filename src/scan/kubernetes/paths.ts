/** Paths with `/`, put together as a shell would. */

/** `deploy/base` and `../x.yaml` make `deploy/x.yaml`; what climbs above the working folder keeps its `..`. */
export const joined = (folder: string, relative: string): string => {
  const steps: string[] = [];
  for (const step of `${folder}/${relative}`.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  const path = steps.join('/');
  return folder.startsWith('/') ? `/${path}` : path === '' ? '.' : path;
};
