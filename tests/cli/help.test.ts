/** Proves that help and version are there, on standard output, with exit code 0, and name all there is. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANALYSES } from '../../src/analyze/index.ts';
import { REPORTERS } from '../../src/report/index.ts';
import { ROOT, runHere } from './run.ts';

const COMMANDS = [...ANALYSES.map(({ name }) => name), 'backtest', 'scan', 'schema', 'init', 'view'];

describe('help', () => {
  it.each([[['--help']], [['-h']], [['help']]])('%j lists all commands', async (args) => {
    const { code, stdout, stderr } = await runHere(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(stdout).toContain('faultline init');
  });

  it.each(COMMANDS)('of %s is the same by either way', async (command) => {
    const { code, stdout, stderr } = await runHere([command, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Usage: faultline ${command}`);
    expect(await runHere(['help', command])).toEqual({ code, stdout, stderr });
  });

  it.each(ANALYSES)('of $name tells its argument, options, formats and examples', async ({ name, load }) => {
    const { stdout } = await runHere([name, '--help'], { env: { COLUMNS: '400' } });
    const { argument, options, examples, summary } = await load();
    expect(stdout.toLowerCase()).toContain(summary.toLowerCase());
    if (argument !== undefined) expect(stdout).toContain(argument.name);
    for (const option of options) expect(stdout).toContain(`--${option.name}`);
    for (const format of REPORTERS) expect(stdout).toContain(`"${format.name}"`);
    for (const example of examples) expect(stdout).toContain(`faultline ${example}`);
  });

  it.each(ANALYSES)(
    'the list says of $name what the command says of itself',
    async ({ name, summary, load }) => {
      expect(await load()).toMatchObject({ name, summary });
    },
  );

  it('gives only examples that can be parsed', async () => {
    for (const { load } of ANALYSES) {
      const { examples } = await load();
      for (const example of examples) {
        const args = (example.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
        // The document does not exist, so whatever is complained about, it is not the usage.
        const { code, stderr } = await runHere([...args, '--graph', 'none.yaml']);
        expect({ code, stderr }).toMatchObject({ code: 2 });
        expect(stderr).toContain('does not exist');
      }
    }
  });
});

it.each([['-V'], ['--version']])('%s is the version of the package', async (flag) => {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(await runHere([flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});
