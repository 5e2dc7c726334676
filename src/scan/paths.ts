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

/** The one spelling of a path: `./a/../b` is `b`. */
export const normal = (path: string): string => joined(path, '');

/** The folder of a path; '' at the top. */
export const folderOf = (inside: string): string => {
  const slash = inside.lastIndexOf('/');
  return slash < 0 ? '' : inside.slice(0, slash);
};
