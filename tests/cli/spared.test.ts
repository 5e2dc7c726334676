/** Proves that nothing takes the place of what was read, whichever option writes it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from './folders.ts';
import { runHere } from './run.ts';

const FILES = {
  'faultline.yaml': 'faultline: 1\ninclude: [more.yaml]\nnodes:\n  shop: { kind: app, tier: 1, in: r }\n',
  'more.yaml': 'faultline: 1\nnodes:\n  r: { kind: region, availability: 99.9% }\n',
};

it.each([
  ['check', '--format', 'sarif=more.yaml'],
  ['availability', '--open-psa', 'more.yaml'],
])('%s %s %s %s is refused', async (...args) => {
  const cwd = folderWith(FILES);
  const { code, stdout, stderr } = await runHere(args, { cwd });
  expect(stderr).toContain('was read for this');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  for (const [file, text] of Object.entries(FILES))
    expect(readFileSync(path.join(cwd, file), 'utf8')).toBe(text);
});
