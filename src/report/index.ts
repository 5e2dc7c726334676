/** The list of formats. A new one is its file and its line here. */
import type { Need } from './needed.ts';
import type { Reporter } from './reporter.ts';

export interface Listed {
  readonly name: string;
  /** What a report must have for it; left out: any will do. */
  readonly needs?: Need;
  /** Names of files that end so are written in it, if no format is named. */
  readonly ending?: string;
  /** A file that is there already is continued, not replaced. */
  readonly appends?: true;
  readonly load: () => Promise<Reporter>;
}

/** The formats, in the order of the help: name, what each needs, and how to load it. */
export const REPORTERS: readonly Listed[] = [
  { name: 'text', ending: '.txt', load: async () => (await import('./text.ts')).text },
  { name: 'json', ending: '.json', load: async () => (await import('./json.ts')).json },
  { name: 'markdown', ending: '.md', load: async () => (await import('./markdown.ts')).markdown },
  { name: 'html', ending: '.html', load: async () => (await import('./html.ts')).html },
  {
    name: 'sarif',
    needs: 'checked',
    ending: '.sarif',
    load: async () => (await import('./sarif.ts')).sarif,
  },
  { name: 'junit', needs: 'checked', ending: '.xml', load: async () => (await import('./junit.ts')).junit },
  { name: 'gitlab', needs: 'checked', load: async () => (await import('./gitlab.ts')).gitlab },
  { name: 'github', needs: 'checked', load: async () => (await import('./github.ts')).github },
  { name: 'github-summary', appends: true, load: async () => (await import('./markdown.ts')).githubSummary },
  { name: 'csv', needs: 'table', ending: '.csv', load: async () => (await import('./csv.ts')).csv },
  { name: 'dot', needs: 'graph', ending: '.dot', load: async () => (await import('./dot.ts')).dot },
  {
    name: 'mermaid',
    needs: 'graph',
    ending: '.mmd',
    load: async () => (await import('./mermaid.ts')).mermaid,
  },
  {
    name: 'graphml',
    needs: 'graph',
    ending: '.graphml',
    load: async () => (await import('./graphml.ts')).graphml,
  },
  { name: 'cytoscape', needs: 'graph', load: async () => (await import('./cytoscape.ts')).cytoscape },
];
