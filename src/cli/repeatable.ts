/** Options that may be given several times. */
import type { Option } from 'commander';

const REPEATABLE = new WeakSet<Option>();

/** Takes one value at a time, so that it does not swallow what follows. */
export const repeatable = (option: Option): Option => {
  REPEATABLE.add(option);
  return option.argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
};

/** Whether an option may be given several times, or takes several values. */
export const isRepeatable = (option: Option): boolean => option.variadic || REPEATABLE.has(option);
