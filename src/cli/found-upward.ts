/** The document that is meant where none is named. */
import { existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['faultline.yaml', 'faultline.yml', 'faultline.json'] as const;

/** The document that lies nearest, as far up as the repository goes; none if there is none. */
export const foundUpward = (from: string): readonly [string] | undefined => {
  for (let folder = from; ; folder = path.dirname(folder)) {
    for (const name of NAMES) {
      const file = path.join(folder, name);
      if (existsSync(file)) return [file];
    }
    if (existsSync(path.join(folder, '.git')) || folder === path.dirname(folder)) return undefined;
  }
};
