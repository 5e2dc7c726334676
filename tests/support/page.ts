/** The example of a scanner's page: what goes in, and the nodes that it says come out. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { assembleFacts } from '../../src/assemble/facts/index.ts';
import { writeYaml } from '../../src/document/write.ts';
import type { Facts } from '../../src/model/fact.ts';

/** The files of the example, by path. */
export const inputsOf = (page: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from(textOf(page).matchAll(/<!-- input: (\S+) -->\n\n```\w+\n([^]*?)\n```/g), ([, path, text]) => [
      path!,
      text!,
    ]),
  );

/** Asserts that the nodes that the page shows are what becomes of the facts. Gives their ids, as they stand there. */
export const expectShown = (page: string, facts: Facts): readonly string[] => {
  const { document } = assembleFacts([facts], { defines: () => false, apps: 'none' });
  const made = parse(writeYaml(document));
  const shown = parse(/<!-- result -->\n\n```yaml\n([^]*?)\n```/.exec(textOf(page))![1]!);
  for (const [id, node] of Object.entries(shown.nodes)) expect(made.nodes[id], id).toEqual(node);
  return Object.keys(shown.nodes);
};

const textOf = (page: string): string => readFileSync(`docs/scanners/${page}.md`, 'utf8');
