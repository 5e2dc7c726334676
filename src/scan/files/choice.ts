/** Which files `--include` and `--exclude` leave. */
import { globMatcher } from '../../model/glob.ts';

export interface Choice {
  /** Globs; none: all files. */
  readonly include?: readonly string[];
  /** Globs; they win over those that include. */
  readonly exclude?: readonly string[];
}

/** Takes the paths by which a file may be called: first the one inside of what is scanned. */
export type Chooses = (paths: readonly [string, ...string[]]) => boolean;

/**
 * A test by globs. One without a slash means any file or folder of that name, wherever it lies; one with a slash is a
 * path. What means a folder means all that is in it.
 *
 * @throws UserError if the braces of a glob make too many alternatives.
 */
export const chooserOf = ({ include = [], exclude = [] }: Choice): Chooses => {
  const wanted = include.map(matcherOf);
  const unwanted = exclude.map(matcherOf);
  return (paths) =>
    (wanted.length === 0 || wanted.some((matches) => matches(paths))) &&
    !unwanted.some((matches) => matches(paths));
};

const matcherOf = (glob: string): Chooses => {
  const path = glob.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
  // A glob of no name at all (`.`, `/`) means everything.
  if (path === '' || path === '.') return () => true;
  if (!path.includes('/')) {
    const matches = globMatcher(path);
    return ([inside]) => inside.split('/').some(matches);
  }
  // `**` takes no segment, too: the path itself, and all that lies in it.
  const matches = globMatcher(`${path}/**`);
  return (paths) => paths.some(matches);
};
