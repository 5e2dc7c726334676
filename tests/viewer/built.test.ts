/** What the build leaves for `faultline view`: one page without data. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAIN } from '../cli/run.ts';

const FOLDER = path.join(path.dirname(MAIN), '../viewer');
const page = (): string => readFileSync(path.join(FOLDER, 'index.html'), 'utf8');

describe('the page that is built', () => {
  it('is one file, and the licences of what is in it', () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(['index.html', 'licenses.md']);
    const licenses = readFileSync(path.join(FOLDER, 'licenses.md'), 'utf8');
    for (const name of ['cytoscape', 'preact', 'graphology', 'string-width']) {
      expect(licenses).toContain(`## ${name} - `);
      expect(page()).toContain(`## ${name} - `);
    }
  });

  it('is no larger than 3 MB', () => {
    expect(statSync(path.join(FOLDER, 'index.html')).size).toBeLessThan(3_000_000);
  });

  it('loads nothing from anywhere', () => {
    const [before] = page().split('<script');
    expect(before).not.toMatch(/https?:/);
    expect(page()).not.toMatch(/<(?:script|link|img|iframe)[^>]+(?:src|href)="(?!data:)/);
  });

  it('has no script that HTML would not see the end of', () => {
    // After "<!--", a "<script" within a script makes its end tag no end.
    const scripts = [...page().matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, script]) => script!);
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(/<!--[^]*<script/i.test(script)).toBe(false);
  });
});
