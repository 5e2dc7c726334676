/** Options that may be given several times. */
import type { Option } from 'commander';

/** Takes one value at a time, so that it does not swallow what follows. */
export const repeatable = (option: Option): Option =>
  option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
