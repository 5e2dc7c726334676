/**
 * Where the code of a function begins, as manifests say it: a folder and a handler. For `ResourceFact.code`, by which
 * what code calls comes to what runs it.
 */
import { joined } from '../paths.ts';

/** Folders that builds write to; what they are made from lies in `src`. */
const BUILT = /(^|\/)(?:dist|build|out|lib)(?=\/|$)/;

/**
 * The files, without their endings, in which a handler (`src/app.handler`) may be; the folder itself, if there is none.
 * `inside`: the folder of the manifest; `folder`: of the code, relative to that. Empty for what lies elsewhere.
 */
export const entriesAt = (inside: string, folder: string, handler?: string): readonly string[] => {
  if (!isLocal(folder)) return [];
  const at = joined(inside, folder);
  // What climbs out of the scan is no file of it.
  if (at.startsWith('..') || at.startsWith('/')) return [];
  const stem = handler === undefined ? undefined : stemOf(handler);
  if (stem === undefined) return [at];
  const entry = at === '.' ? joined('', stem) : joined(at, stem);
  const source = entry.replace(BUILT, '$1src');
  return source === entry ? [entry] : [entry, source];
};

/** `src/app.handler` without the name of the function; none of what is no file's (Java's `shop.Orders::handle`). */
const stemOf = (handler: string): string | undefined => {
  if (/[:${}\s]/.test(handler)) return undefined;
  const slash = handler.lastIndexOf('/');
  const dot = handler.indexOf('.', slash + 1);
  return dot > slash + 1 ? handler.slice(0, dot) : undefined;
};

/** A path in the repository: no bucket, no address, nothing that is only known later. */
const isLocal = (path: string): boolean =>
  path !== '' &&
  !path.includes('${') &&
  !/^[a-z][a-z0-9+.-]*:\/\//i.test(path) &&
  !path.startsWith('/') &&
  !/\.(?:zip|jar)$/.test(path);
