/** Proves that the maps of the documentation are whole: every page can be reached, every rule is listed as it is. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXCUSE_RULES } from '../../src/analyze/check/excuse-rules.ts';
import { CHECK_RULES } from '../../src/analyze/check/rules/index.ts';
import { SURVIVE_RULE } from '../../src/analyze/check/survive.ts';
import { PAGES, type Page } from './pages.ts';

const RULES = [...CHECK_RULES.map(({ rule }) => rule), ...Object.values(EXCUSE_RULES), SURVIVE_RULE];

const pageNamed = (name: string): Page => PAGES.find((page) => page.name === name)!;

/** The pages that a page links to, by name. */
const linkedFrom = ({ name, text }: Page): readonly string[] =>
  [...text.matchAll(/\]\(([^)\s#]+\.md)(?:#[^)\s]*)?\)/g)].map(([, target = '']) =>
    path.posix.normalize(path.posix.join(path.posix.dirname(name), target)),
  );

it('every page can be reached from the README by links', () => {
  const reached = new Set(['README.md']);
  for (const name of reached) {
    const page = PAGES.find((one) => one.name === name);
    for (const target of page === undefined ? [] : linkedFrom(page)) reached.add(target);
  }
  expect(PAGES.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([]);
});

it('the map names every page of the folder', () => {
  const named = new Set(linkedFrom(pageNamed('docs/README.md')));
  const pages = PAGES.map(({ name }) => name).filter((name) => /^docs\/[^/]+\.md$/.test(name));
  expect(pages.filter((name) => name !== 'docs/README.md' && !named.has(name))).toEqual([]);
});

describe('the rules', () => {
  const rows = new Map(
    [...pageNamed('docs/rules/README.md').text.matchAll(/^\| \[([\w-]+)\]\(\1\.md\) +\| (\w+) +\|/gm)].map(
      ([, id, severity]) => [id!, severity!],
    ),
  );

  it('are all in their map, with the severity that they have', () => {
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(RULES.map(({ id, severity }) => [id, severity])),
    );
  });

  it.each(RULES.map(({ id }) => id))('%s has a page like the others', (id) => {
    const headings = [...pageNamed(`docs/rules/${id}.md`).text.matchAll(/^##? (.*)$/gm)].map(
      ([, one]) => one,
    );
    expect(headings).toEqual(
      expect.arrayContaining([id, 'Why', 'An example that fails', 'What to do', 'Options']),
    );
  });
});
