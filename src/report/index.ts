/** The list of formats. A new one is its file and its line here. */
import type { Reporter } from './reporter.ts';

export interface Listed {
  readonly name: string;
  readonly load: () => Promise<Reporter>;
}

export const REPORTERS: readonly Listed[] = [
  { name: 'text', load: async () => (await import('./text.ts')).text },
  { name: 'json', load: async () => (await import('./json.ts')).json },
  { name: 'markdown', load: async () => (await import('./markdown.ts')).markdown },
];
