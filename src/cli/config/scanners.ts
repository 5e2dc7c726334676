/** All scanners: those of plug-ins, which know what they are for, before ours. */
import type { Plugin } from '../../plugin/plugin.ts';
import { SCANNERS } from '../../scan/index.ts';
import type { Scanner } from '../../scan/scanner.ts';

/** In the order in which they are asked whether a file is theirs. */
export const scannersWith = (plugins: readonly Plugin[] = []): readonly Scanner[] => [
  ...plugins.flatMap(({ scanners = [] }) => scanners),
  ...SCANNERS,
];
