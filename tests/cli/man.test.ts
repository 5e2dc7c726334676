/** Proves that the man page says all that the command line takes, in roff that tools read without a warning. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manPage } from '../../src/cli/man.ts';
import type { Manual } from '../../src/cli/manual.ts';
import { manuals } from '../../src/cli/manuals.ts';
import { folderWith } from './folders.ts';

const all = await manuals();

const RELEASE = { version: '1.2.3', date: '2026-11-23' };

const page = manPage(all, RELEASE);

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

/** What groff makes of it, and what it warns of. */
const formatted = (text: string): { readonly shown: string; readonly warned: string } => {
  const file = path.join(folderWith(), 'faultline.1');
  writeFileSync(file, text);
  // Without escapes for bold, and as wide as anything in it.
  const args = ['-man', '-Tutf8', '-ww', '-P-c', '-P-b', '-P-u', '-P-o', '-rLL=1000n', file];
  const { stdout, stderr } = spawnSync('groff', args, { encoding: 'utf8' });
  return { shown: stdout, warned: stderr };
};

const MANUAL: Manual = {
  name: 'x',
  summary: 's',
  description: '.TH is no request here, nor is\n\'br, nor \\fBthis, nor "that"',
  usage: 'x [options]',
  arguments: [{ name: '.file', description: '. a dot', required: true, many: false }],
  options: [
    {
      flags: '-a, --b-c <d"e>',
      long: '--b-c',
      value: 'd"e',
      description: "'quoted ’ … — ü 日 \\n",
      choices: ['.a', '-b'],
    },
  ],
  examples: ['faultline x "a b" \\', "faultline x 'y'"],
};

describe('the man page', () => {
  it('is the same each time, and names the release', async () => {
    expect(manPage(await manuals(), RELEASE)).toBe(page);
    expect(page.split('\n')[0]).toBe('.TH FAULTLINE 1 "2026-11-23" "faultline 1.2.3" "User Commands"');
  });

  it('is ASCII, with every hyphen a minus, and no line that could be a request by accident', () => {
    for (const text of [page, manPage([MANUAL], RELEASE)]) {
      expect(text).toMatch(/^[\n -~]*$/);
      const body = text.split('\n').slice(1);
      expect(body.filter((line) => /(?<!\\)-/.test(line))).toEqual([]);
      const requests = body.filter((line) => /^[.']/.test(line)).map((line) => line.split(' ')[0]!);
      expect(new Set(requests)).toEqual(new Set([...new Set(requests)].filter((one) => KNOWN.has(one))));
    }
  });

  it.runIf(has('groff'))('shows every command, option and choice, without a warning', () => {
    const { shown, warned } = formatted(page);
    expect(warned).toBe('');
    for (const { usage, options, arguments: takes } of all) {
      expect(shown).toContain(`faultline ${usage}`);
      for (const { flags, choices = [] } of options) {
        expect(shown).toContain(flags);
        for (const choice of choices) expect(shown).toContain(choice);
      }
      for (const { description } of takes) expect(shown).toContain(description.replaceAll(/\s+/g, ' '));
    }
    for (const heading of ['EXIT STATUS', 'FILES', 'ENVIRONMENT', 'EXAMPLES'])
      expect(shown).toContain(`\n${heading}\n`);
  });

  it.runIf(has('groff'))('shows texts as they are, whatever they would mean to roff', () => {
    const { shown, warned } = formatted(manPage([MANUAL], RELEASE));
    expect(warned).toBe('');
    expect(shown).toContain(`.TH is no request here, nor is 'br, nor \\fBthis, nor "that"`);
    expect(shown).toContain('-a, --b-c <d"e>');
    expect(shown).toContain("'quoted ’ ... — ü 日 \\n (choices: .a, -b)");
    expect(shown).toContain('faultline x "a b" \\\n');
  });
});

const KNOWN = new Set(['.nh', '.ad', '.SH', '.SS', '.B', '.I', '.TP', '.PP', '.nf', '.fi', '.RS', '.RE']);
