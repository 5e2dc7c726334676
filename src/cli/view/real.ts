/** Paths as the system knows them, without links. */
import { realpathSync } from 'node:fs';

/** The real path; the one that is given, if there is nothing. */
export const realOf = (file: string): string => {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
};
