/** What can be said to `faultline view`. */
import type { ScanChoices } from '../scan/options.ts';

/** The options as they are given. */
export interface ViewOptions extends ScanChoices {
  readonly graph?: readonly string[];
  readonly scan?: readonly string[];
  readonly against?: readonly string[];
  readonly out?: string;
  readonly anonymise?: boolean;
  readonly port?: string;
  readonly date?: string;
  readonly allowOutside?: boolean;
  readonly quiet?: boolean;
}
