/** Paths with `/`, without asking a file system. */

/** `a/b` and `../c` make `a/c`; `.` is the working folder. What climbs above it keeps its `..`. */
export const joined = (folder: string, relative: string): string => {
  const isAbsolute = folder.startsWith('/');
  const segments: string[] = [];
  for (const segment of `${folder}/${relative}`.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && segments.length > 0 && segments.at(-1) !== '..') segments.pop();
    else segments.push(segment);
  }
  return (isAbsolute ? '/' : '') + (segments.join('/') || (isAbsolute ? '' : '.'));
};

/**
 * The way from a folder to a path, both from the same start: from `a/b` to `a/c/d` it is `../c/d`. None if it would lead
 * down into folders above the start: nobody knows what those are called.
 */
export const relativeTo = (folder: string, path: string): string | undefined => {
  const from = segmentsOf(folder);
  const to = segmentsOf(path);
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  if (from.slice(same).includes('..')) return undefined;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/') || '.';
};

const segmentsOf = (path: string): readonly string[] =>
  normal(path)
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.');

/** The one spelling of a path: `./a/../b` is `b`. */
export const normal = (path: string): string => joined(path, '');

/** The folder of a path; '' at the top. */
export const folderOf = (inside: string): string => {
  const slash = inside.lastIndexOf('/');
  return slash < 0 ? '' : inside.slice(0, slash);
};
