/** Proves that shells are offered what the command line takes, by running them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manual } from '../../src/cli/manual.ts';
import { manuals } from '../../src/cli/manuals.ts';
import { bashScript } from '../../src/cli/completion/bash.ts';
import { fishScript } from '../../src/cli/completion/fish.ts';
import { zshScript } from '../../src/cli/completion/zsh.ts';
import { folderWith } from './folders.ts';
import { MAIN, runHere, runProgram } from './run.ts';

const all = await manuals();

const SCRIPTS = { bash: bashScript(all), zsh: zshScript(all), fish: fishScript(all) } as const;

type Shell = keyof typeof SCRIPTS;

const hasShell = (shell: Shell): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

const DOCUMENT = `faultline: 1
nodes:
  shop: { kind: app, dependsOn: [store, "cloud:db"] }
  store: { kind: service }
  "cloud:db": { kind: service }
  "$(touch pwned)": { kind: service }
  "\`touch pwned\`": { kind: service }
  "$(touch\${IFS}pwned)": { kind: service }
scenarios:
  store-drops: { faults: [{ fail: store }] }
`;

/** A folder with documents, and the program by its name. */
const folder = (): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } => {
  const cwd = folderWith({
    'faultline.yaml': DOCUMENT,
    'other.yaml': 'faultline: 1\nnodes: { solo: { kind: app } }\n',
  });
  const bin = path.join(cwd, '.bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'faultline'), `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`);
  chmodSync(path.join(bin, 'faultline'), 0o755);
  for (const [shell, script] of Object.entries(SCRIPTS))
    writeFileSync(path.join(cwd, `.script.${shell}`), script);
  return { cwd, env: { ...process.env, NODE_OPTIONS: '', HOME: cwd, PATH: `${bin}:${process.env['PATH']}` } };
};

const MANY = 'degraded partial outage'.split(' ');

describe('the scripts', () => {
  it('are printed by the command, and by nothing but the three shells', async () => {
    for (const shell of ['bash', 'zsh', 'fish'] as const) {
      const { code, stdout } = await runHere(['completion', shell]);
      expect({ code, stdout }).toEqual({ code: 0, stdout: SCRIPTS[shell] });
    }
    const { code, stderr } = await runHere(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(stderr).toContain('bash, zsh, fish');
  });

  it.each(Object.keys(SCRIPTS) as readonly Shell[])('for %s are correct to the shell itself', (shell) => {
    if (shell !== 'bash' && !hasShell(shell)) return console.warn(`${shell} is not installed: not tried`);
    const file = path.join(folder().cwd, `.script.${shell}`);
    expect(execFileSync(shell, ['-n', file], { encoding: 'utf8' })).toBe('');
  });

  it('stay correct, whatever descriptions say', () => {
    const nasty = `it's "a" $(touch pwned) \`touch pwned\` [b]: \\ %s {c,d} * \n`.trim();
    const manual: Manual = {
      ...all[0]!,
      summary: nasty,
      description: nasty,
      options: [{ flags: '--x <file>', long: '--x', value: 'file', description: nasty }],
    };
    const { cwd, env } = folder();
    for (const [shell, make] of [
      ['bash', bashScript],
      ['zsh', zshScript],
      ['fish', fishScript],
    ] as const) {
      if (!hasShell(shell)) continue;
      const file = path.join(cwd, shell);
      writeFileSync(file, make([manual]));
      execFileSync(shell, ['-n', file], { cwd, env });
      if (shell !== 'zsh') execFileSync(shell, ['-c', `source ./${shell}`], { cwd, env });
    }
    expect(existsSync(path.join(cwd, 'pwned'))).toBe(false);
  });
});

// —— bash ———————————————————————————————————————————————————————————————————————————————————————————————————————————

/** What bash offers for the last of the words, which it has taken apart as it does. */
const offeredByBash = (words: readonly string[], line = words.join(' ')): readonly string[] => {
  const { cwd, env } = folder();
  const driver = `source ./.script.bash
COMP_LINE=$1; COMP_POINT=\${#1}; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_faultline
[ \${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "\${COMPREPLY[@]}"`;
  const args = ['--norc', '-c', driver, 'driver', line, ...words];
  const shown = execFileSync('bash', args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  expect(existsSync(path.join(cwd, 'pwned'))).toBe(false);
  return shown.split('\n').filter((word) => word !== '');
};

describe('bash', () => {
  it('offers all commands', () => {
    const offered = offeredByBash(['faultline', '']);
    expect(offered).toEqual([...all.map(({ name }) => name), 'help', '--help', '--version']);
  });

  it.each([
    [['faultline', 'imp'], expect.arrayContaining(['impact'])],
    [['faultline', 'nope'], []],
    [['faultline', 'impact', '--st'], ['--state']],
    [['faultline', 'impact', '--state', ''], MANY],
    [['faultline', 'impact', '--state', 'p'], ['partial']],
    [['faultline', 'impact', 'shop', '--format', 'ma'], ['markdown']],
    [['faultline', 'impact', '-f', 'js'], ['json']],
    [['faultline', 'impact', '--graph', 'o'], ['other.yaml']],
    [['faultline', 'impact', '--date', ''], []],
    [
      ['faultline', 'completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['faultline', 'help', 'comp'], ['completion']],
    [['faultline', 'impact', 'sh'], ['shop']],
    [['faultline', 'why', 'shop', '--fail', 'sto'], ['store']],
    [['faultline', 'why', 'shop', '--fail', 'store', 'sh'], ['shop']],
    [['faultline', 'impact', '--scenario', ''], ['store-drops']],
    [['faultline', 'replay', 'sto'], ['store-drops']],
    [['faultline', 'impact', '--graph', 'other.yaml', ''], ['solo']],
    [['faultline', 'impact', '-g', 'none.yaml', ''], []],
  ])('%j', (words, offered) => {
    expect(offeredByBash(words)).toEqual(offered);
  });

  it('knows which part of a word it has to add, where it takes words apart', () => {
    expect(offeredByBash(['faultline', 'impact', '--state', '=', 'p'], 'faultline impact --state=p')).toEqual(
      ['partial'],
    );
    expect(offeredByBash(['faultline', 'impact', '--state', '='], 'faultline impact --state=')).toEqual(MANY);
    expect(offeredByBash(['faultline', 'impact', 'cloud', ':', 'd'], 'faultline impact cloud:d')).toEqual([
      'db',
    ]);
    // And where it does not.
    expect(offeredByBash(['faultline', 'impact', '--state=p'])).toEqual(['--state=partial']);
  });

  it('offers hostile ids as words, and runs nothing', () => {
    const offered = offeredByBash(['faultline', 'impact', '']);
    expect(offered).toContain('shop');
    // What a space is in would be two words.
    expect(offered.filter((word) => word.includes('touch'))).toEqual([String.raw`\$\(touch\$\{IFS\}pwned\)`]);
  });
});

// —— fish ———————————————————————————————————————————————————————————————————————————————————————————————————————————

describe.runIf(hasShell('fish'))('fish', () => {
  it.each([
    ['faultline imp', ['impact', 'import']],
    ['faultline impact --st', ['--state']],
    ['faultline impact --state ', MANY.toSorted()],
    ['faultline impact --state=p', ['--state=partial']],
    ['faultline completion ', ['bash', 'fish', 'zsh']],
    ['faultline impact sh', ['shop']],
    ['faultline why shop --fail sto', ['store']],
    ['faultline replay ', ['store-drops']],
    ['faultline impact --graph o', ['other.yaml']],
    ['faultline impact -g other.yaml ', ['solo']],
  ])('%s', (line, offered) => {
    const { cwd, env } = folder();
    const shown = execFileSync('fish', ['--no-config', '-c', `source .script.fish; complete -C '${line}'`], {
      cwd,
      env,
      encoding: 'utf8',
    });
    const words = shown.split('\n').map((one) => one.split('\t')[0]!);
    // A command that comes later is no mistake.
    const known = offered.filter((word) => line !== 'faultline imp' || all.some(({ name }) => name === word));
    expect(words.filter((word) => word !== '')).toEqual(known);
    expect(existsSync(path.join(cwd, 'pwned'))).toBe(false);
  });
});

// —— zsh ————————————————————————————————————————————————————————————————————————————————————————————————————————————

/** Types a line and a tab into an interactive zsh, and the line's end: tells the words that would be run. */
const typedIntoZsh = (line: string): string => {
  const { cwd, env } = folder();
  const driver = `zmodload zsh/zpty
zpty z 'zsh -f -i'
zpty -w z "PS1= RPS1=; autoload -Uz compinit; compinit -u -D; source ./.script.zsh; faultline() { print -r -- 'RA''N' \\$* 'EN''D' }; echo REA''DY"
zpty -r z shown '*READY*'
zpty -n -w z $'${line}\\t\\n'
zpty -r z shown '*RAN*END*'
print -r -- "$shown"
zpty -d z`;
  const options = { cwd, env: { ...env, TERM: 'dumb' }, encoding: 'utf8', timeout: 30_000 } as const;
  return /RAN (.*) END/.exec(execFileSync('zsh', ['-f', '-c', driver], options))?.[1] ?? '';
};

describe.runIf(hasShell('zsh'))('zsh', () => {
  it.each([
    ['faultline vali', 'validate'],
    ['faultline impact --state par', 'impact --state partial'],
    ['faultline replay sto', 'replay store-drops'],
    ['faultline impact --graph oth', 'impact --graph other.yaml'],
  ])('%s', (line, completed) => {
    expect(typedIntoZsh(line)).toBe(completed);
  });
});

it('ids for shells are told quickly and quietly, whatever is wrong', () => {
  const { cwd, env } = folder();
  writeFileSync(path.join(cwd, 'faultline.yaml'), 'faultline: 1\nnodes: [');
  const { code, stdout, stderr } = runProgram(['__complete', 'node', 'faultline', 'impact'], { cwd, env });
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  const other = runProgram(['__complete', 'node', 'faultline', 'impact', '--graph', '=', 'other.yaml'], {
    cwd,
    env,
  });
  expect(other.stdout).toBe('solo\n');
});
