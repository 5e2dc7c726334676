/** Where the project's files can be read, from the package itself; undefined as long as it names no place. */
import { readFileSync } from 'node:fs';

const PACKAGE = new URL('../../../package.json', import.meta.url);

/** The address that the pages of rules stand below. */
export const homeOf = (): string | undefined =>
  (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { readonly homepage?: string }).homepage;
