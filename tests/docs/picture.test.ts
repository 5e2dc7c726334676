/** Proves that the picture shows what the program answers: drawn again, it has the same bytes. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../cli/run.ts';

const drawn = (): string =>
  execFileSync(process.execPath, ['scripts/picture.mjs', '-'], { cwd: ROOT, encoding: 'utf8' });

it('the picture is true', () => {
  const kept = readFileSync(path.join(ROOT, 'docs/picture.svg'), 'utf8');
  const again = drawn();
  // A difference of a long drawing helps nobody; the command that renews it does.
  expect(again === kept, 'docs/picture.svg is old: npm run build && node scripts/picture.mjs').toBe(true);
});

it('the picture can be read without being seen, and needs nothing from elsewhere', () => {
  const svg = drawn();
  expect(svg).toMatch(/<svg [^>]*role="img" aria-labelledby="title description"/);
  expect(svg).toMatch(/<title id="title">[^<]+<\/title>\n<desc id="description">[^<]+<\/desc>/);
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|@import|<image|<style|<script/);
});
