/** The commands of this program as data, for those that describe it from outside: pages, the man page, tests. */
import { type Manual, manualsOf } from './manual.ts';
import { program } from './program.ts';

/** All commands, in the order of the help. Loads every one of them. */
export const manuals = async (): Promise<readonly Manual[]> => manualsOf(await program([], { whole: true }));
