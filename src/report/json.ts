/** The stable result: versioned, deterministic, described by the schemas in `schema/`. */
import type { Reporter } from './reporter.ts';

export const json: Reporter = {
  name: 'json',
  render: ({ command, data }) => `${JSON.stringify({ faultline: 1, command, ...data() }, null, 2)}\n`,
};
