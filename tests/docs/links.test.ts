/** Proves that what the pages point to is there. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../cli/run.ts';
import { PAGES } from './pages.ts';

/** As code-hosting sites name the anchors of headings. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

const withoutCode = (text: string): string =>
  text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`]*`/g, '');

const links = PAGES.flatMap(({ name, text }) =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ name, text, target })),
);

it.each(links.filter(({ target }) => !/^https?:/.test(target)))(
  '$name: $target',
  ({ name, text, target }) => {
    const [file = '', anchor] = target.split('#');
    const absolute = file === '' ? undefined : path.resolve(ROOT, path.dirname(name), file);
    if (absolute !== undefined) expect(existsSync(absolute), `${target} does not exist`).toBe(true);
    if (anchor === undefined) return;
    const there =
      absolute === undefined || statSync(absolute).isDirectory() ? text : readFileSync(absolute, 'utf8');
    expect(anchorsOf(there)).toContain(anchor);
  },
);

it('no page names a folder of the machine that it was written on', () => {
  const found = PAGES.filter(({ text }) => /(?<![\w.])\/(?:tmp|work|root|home|Users)\//.test(text));
  expect(found.map(({ name }) => name)).toEqual([]);
});
