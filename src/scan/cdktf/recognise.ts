/** What files of CDKTF look like from outside. It is asked of every file, so nothing heavy is imported here. */
import type { SourceFile } from '../scanner.ts';

/** The library under both of its names, providers as packages, and what is generated beside the program. */
const IMPORT =
  /\b(?:from|require\s*\()\s*["'](?:cdktf|cdktn|@(?:cdktf|cdktn)\/provider-[\w-]+(?:\/[\w./-]*)?|[\w./-]*\.gen\/(?:providers|modules)\/[\w./-]*)["']/;

/** A module in TypeScript or JavaScript that builds stacks; declarations, tests and what is generated build none. */
export const isProgram = ({ name, head, inside }: SourceFile): boolean =>
  /\.[cm]?[jt]s$/.test(name) &&
  !/\.d\.[cm]?ts$/.test(name) &&
  !/(?:^|\/)\.gen\//.test(inside) &&
  IMPORT.test(head);
