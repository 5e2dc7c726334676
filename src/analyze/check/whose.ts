/** Whose word something is: a provider's that a pack ships, that of files a scan read, or that of people. */
import type { Node } from '../../model/node.ts';
import type { Requirement } from '../../model/requirement.ts';
import { sourceFile } from './source-file.ts';

/** Described by nothing but packs that came with the program: nobody here can change it. */
export const isShipped = ({ origins }: Node): boolean =>
  origins.length > 0 && origins.every(({ source }) => source.isShipped === true);

/** In files of infrastructure a role or a policy is a setting: it does not fail by itself, the service behind it does. */
export const isSetting = ({ kind, source }: Node): boolean =>
  kind === 'identity' && sourceFile(source) !== undefined;

/** Read from a line of a file: what is there is certain, how bad its loss is was concluded. */
export const isScanned = ({ source, confidence }: Requirement): boolean =>
  confidence !== undefined && sourceFile(source) !== undefined;
