/**
 * Proves that bad input ends in a located error within seconds: never in a stack, a hang or a full memory.
 *
 * The bounds on time only catch hangs: they are far above what any of this takes, on any machine.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_DEEP, MOST_NESTED } from '../../src/document/limits.ts';
import { full, located, node, problemsIn, problemsOfInputs, short } from './told.ts';

/** A hang takes longer. */
const HANG = 20_000;

const LEVELS = 100_000;

/** What is told first of a text, and how many problems there are. */
const firstOf = async (text: string, file = 'd.yaml'): Promise<{ first: string; count: number }> => {
  const problems = await problemsIn(text, file);
  return { first: problems[0] === undefined ? '' : short(problems[0]), count: problems.length };
};

const groups = (levels: number, inner = 'b'): string =>
  `${'{anyOf: ['.repeat(levels)}${inner}${']}'.repeat(levels)}`;

const jsonNode = (requirement: string): string =>
  `{"faultline": 1, "nodes": {"b": {"kind": "app"}, "a": {"kind": "app", "in": ${requirement}}}}`;

describe('what nests too deeply', () => {
  const yaml = `the YAML nests deeper than ${MOST_DEEP} levels`;
  const json = `the JSON nests deeper than ${MOST_DEEP} levels`;
  it.each([
    ['brackets', '['.repeat(LEVELS), `1:${MOST_DEEP + 1} ${yaml}`],
    ['brackets that are closed', '['.repeat(LEVELS) + ']'.repeat(LEVELS), `1:${MOST_DEEP + 1} ${yaml}`],
    ['ten million brackets', '['.repeat(9_900_000), `1:${MOST_DEEP + 1} ${yaml}`],
    ['braces in nodes', `nodes: ${'{a: '.repeat(LEVELS)}`, `1:2001 ${yaml}`],
    ['dashes', '- '.repeat(LEVELS), `1:1000 ${yaml}`],
    ['question marks', '? '.repeat(LEVELS), `1:1000 ${yaml}`],
    [
      'indentation',
      Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      `500:501 ${yaml}`,
    ],
  ])(
    'YAML: %s',
    async (_, text, told) => {
      expect(await firstOf(text)).toEqual({ first: told, count: 1 });
    },
    HANG,
  );

  it.each([
    ['brackets', '['.repeat(LEVELS), `1:${MOST_DEEP + 1} ${json}`],
    ['brackets that are closed', '['.repeat(LEVELS) + ']'.repeat(LEVELS), `1:${MOST_DEEP + 1} ${json}`],
    ['a hundred million brackets', `{"a":${'['.repeat(100_000_000)}`, `1:505 ${json}`],
    ['maps in nodes', `{"nodes":${'{"a":'.repeat(LEVELS)}`, `1:2505 ${json}`],
    ['maps in policies', `{"policies":${'{"a":'.repeat(LEVELS)}1${'}'.repeat(LEVELS + 1)}`, `1:2508 ${json}`],
    ['maps in a requirement', jsonNode('{"allOf":'.repeat(LEVELS)), `1:4550 ${json}`],
    ['maps in an impact', jsonNode(`{"node":"b","impact":${'{"a":'.repeat(LEVELS)}`), `1:2578 ${json}`],
    [
      'below a key that stands twice',
      `{"a":1,"a":${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}}`,
      `1:511 ${json}`,
    ],
  ])(
    'JSON: %s',
    async (_, text, told) => {
      expect(await firstOf(text, 'd.json')).toEqual({ first: told, count: 1 });
    },
    HANG,
  );

  it('brackets inside texts do not count', async () => {
    const title = JSON.stringify(`${'['.repeat(1000)}"\\`);
    expect(await problemsIn(`{"faultline": 1, "title": ${title}}`, 'd.json')).toEqual([]);
    expect(await problemsIn(`faultline: 1\ntitle: ${title}\n`)).toEqual([]);
  });

  it('brackets that are closed again do not count', async () => {
    const lists = `[${Array.from({ length: 2000 }, () => '[]').join()}]`;
    const told = ['unknown key "a"'];
    const messagesIn = async (...args: Parameters<typeof problemsIn>): Promise<readonly string[]> =>
      (await problemsIn(...args)).map(({ message }) => message);
    expect(await messagesIn(`{"faultline": 1, "policies": {"a": ${lists}}}`, 'd.json')).toEqual(told);
    expect(await messagesIn(`faultline: 1\npolicies: {a: ${lists}}\n`)).toEqual(told);
  });

  it(`groups nest ${MOST_NESTED} levels and no deeper, and the group that is one too many is shown`, async () => {
    const told = [`groups nest deeper than ${MOST_NESTED} levels`];
    expect(await problemsIn(node(`in: ${groups(MOST_NESTED)}`))).toEqual([]);
    const [problem, ...others] = await problemsIn(node(`in: ${groups(MOST_NESTED + 1)}`));
    expect([problem?.message, others]).toEqual([...told, []]);
    expect(problem?.place).toEqual({
      file: 'd.yaml',
      line: 5,
      column: 22 + '{anyOf: ['.length * MOST_NESTED,
    });
    const inJson = await problemsIn(jsonNode(`${'{"anyOf":['.repeat(65)}"b"${']}'.repeat(65)}`), 'd.json');
    expect(inJson.map(({ message }) => message)).toEqual(told);
  });

  it('groups in what a failover requires count as deep as the group', async () => {
    const failovers = (levels: number): string =>
      `${'{anyOf: [b], failover: {time: 1s, requires: ['.repeat(levels)}b${']}}'.repeat(levels)}`;
    expect(await problemsIn(node(`in: ${failovers(MOST_NESTED)}`))).toEqual([]);
    expect((await firstOf(node(`in: ${failovers(MOST_NESTED + 1)}`))).first).toMatch(/groups nest deeper/);
  });

  it('a mistake below many groups is told as itself', async () => {
    const deep = await problemsIn(node(`in: ${groups(200, '3')}`));
    expect(deep.map(({ message }) => message)).toEqual([
      'an entry of "anyOf" must be an id or a requirement, not 3',
    ]);
  });
});

describe('aliases', () => {
  const list = (length: number, item: string): string => `[${Array<string>(length).fill(item).join(', ')}]`;

  it('a bomb of aliases of aliases', async () => {
    const lines = Array.from({ length: 30 }, (_, i) => `  a${i + 1}: &a${i + 1} ${list(9, `*a${i}`)}`);
    const { first, count } = await firstOf(`faultline: 1\npolicies:\n  a0: &a0 [x]\n${lines.join('\n')}\n`);
    expect(first).toBe(
      '9:42 the aliases up to here stand for more than 1000000 values\n  hint: use fewer of them',
    );
    expect(count).toBe(1);
  });

  it('a long list that is aliased in every node', async () => {
    const nodes = Array.from({ length: 900 }, (_, i) => `  n${i}: {kind: app, dependsOn: *x}`);
    const { first } = await firstOf(`${node(`dependsOn: &x ${list(20_000, 'b')}`)}${nodes.join('\n')}\n`);
    expect(first).toMatch(/^55:\d+ the aliases up to here stand for more than 1000000 values/);
  });

  it('a chain of aliases, each in a list', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `  a${i + 1}: &a${i + 1} [*a${i}]`);
    const { first } = await firstOf(`faultline: 1\npolicies:\n  a0: &a0 [x]\n${lines.join('\n')}\n`);
    expect(first).toMatch(/^50\d:\d+ the YAML nests deeper than 500 levels/);
  });

  it('an alias inside its own anchor', async () => {
    expect((await firstOf(node('dependsOn: &x [{anyOf: *x}]'))).first).toMatch(/stands inside what it means/);
    expect((await firstOf('faultline: 1\npolicies: &x\n  a: *x\n')).first).toMatch(
      /stands inside what it means/,
    );
  });

  it('many aliases of one anchor are no bomb', async () => {
    const nodes = Array.from({ length: 5000 }, (_, i) => `  n${i}: {<<: *d, tier: 1}`);
    expect(await problemsIn(`faultline: 1\nnodes:\n  d: &d {kind: app}\n${nodes.join('\n')}\n`)).toEqual([]);
  });
});

describe('lines of 100 MB', () => {
  const long = 'x'.repeat(100_000_000);

  it(
    'YAML is too large',
    async () => {
      expect(await firstOf(`title: ${long}`)).toEqual({
        first:
          'd.yaml is too large for YAML: 100 MB, and 10 MB can be read\n' +
          '  hint: write it as JSON, which is read a hundred times faster, or split it with "include"',
        count: 1,
      });
    },
    HANG,
  );

  it(
    'JSON is read',
    async () => {
      expect(await problemsIn(`{"faultline":1,"title":"${long}"}`, 'd.json')).toEqual([]);
    },
    HANG,
  );

  it(
    'a mistake in JSON is shown with little of the line',
    async () => {
      const [problem] = await problemsIn(`{"faultline":1,"titel":"${long}"}`, 'd.json');
      expect(full(problem!)).toBe(
        [
          '1:16 unknown key "titel"',
          '  hint: did you mean "title"?',
          `> 1 | {"faultline":1,"titel":"${'x'.repeat(76)}…`,
          `    | ${' '.repeat(15)}^`,
        ].join('\n'),
      );
    },
    HANG,
  );

  it.each([
    [
      'a text without an end',
      `{"faultline":1,"title":"${long}`,
      '1:24 the JSON cannot be read: a closing quote is missing',
    ],
    ['a word', `{"faultline":1,${long}`, '1:16 the JSON cannot be read: a word without double quotes'],
    [
      'spaces',
      `{"faultline":1,${' '.repeat(5_000_000)}`,
      '1:5000016 the JSON cannot be read: a key in double quotes is missing',
    ],
    ['a key', `{"faultline":1,"${long}":1}`, `1:16 unknown key "${'x'.repeat(100)}…"`],
  ])(
    'JSON: %s',
    async (_, text, told) => {
      const problems = await problemsIn(text, 'd.json');
      expect(problems.map(short)[0]!.split('\n')[0]).toBe(told);
      expect(full(problems[0]!).length).toBeLessThan(800);
    },
    HANG,
  );

  it(
    'a place at the end of the line is shown with what is before it',
    async () => {
      const [problem] = await problemsIn(`{"faultline":1,"title":"${long}","titel":1}`, 'd.json');
      expect(problem?.place?.column).toBe(100_000_027);
      const [line, marker] = problem!.frame!.split('\n');
      expect(line).toBe(`> 1 | …${'x'.repeat(47)}","titel":1}`);
      expect(line!.slice(marker!.indexOf('^'))).toBe('"titel":1}');
    },
    HANG,
  );
});

describe('long words', () => {
  const long = 'k'.repeat(10_000);
  const cut = `"${'k'.repeat(100)}…"`;
  it.each([
    ['a key', node(`${long}: 1`), `unknown key ${cut}`],
    ['a key of JSON', `{"faultline": 1, "${long}": 1}`, `unknown key ${cut}`],
    ['an id', `faultline: 1\nnodes: {"${long}!": {kind: app}}\n`, `${cut} is not an id`],
    ['a kind', `faultline: 1\nnodes: {a: {kind: ${long}}}\n`, `unknown kind ${cut}`],
    ['a node', node(`in: ${long}`), `unknown node ${cut}`],
    ['a duration', node(`in: {node: b, after: ${long}}`), `"after" must be a duration, not ${cut}`],
    ['a key that stands twice', `? ${long}\n: 1\n? ${long}\n: 2\n`, `${cut} stands twice in the same map`],
    ['an alias', `a: *${long}\n`, `unknown alias "*${'k'.repeat(99)}…"`],
    [
      'an id without a kind',
      `faultline: 1\nnodes: {? ${long} : {}}\n`,
      `${cut} has no kind, here or in another document`,
    ],
  ])('%s is cut', async (_, text, told) => {
    const [problem] = await problemsIn(text);
    expect(problem?.message).toBe(told);
    expect(problem?.hint?.length ?? 0).toBeLessThan(300);
  });

  it.each(['a', '*', '{a,', '[', '"', ' a', '!', 'in:a ', '**/', '(a|'])(
    'a selection of ten million %s',
    async (part) => {
      const fail = JSON.stringify(part.repeat(Math.ceil(10_000_000 / part.length)));
      const text = `{"faultline":1,"nodes":{"a":{"kind":"app"}},"scenarios":{"s":{"faults":[{"fail":${fail}}]}}}`;
      const [problem] = await problemsIn(text, 'd.json');
      expect(problem?.message).toMatch(/^the selection ".{100}…" is too long$/s);
    },
    HANG,
  );

  it.each(['*', '{a,b}', '[ab]', '**/', '?', '*(a', '{a,{', '\\'])(
    'a selection of many %s is matched or refused',
    async (part) => {
      const fail = JSON.stringify(`${part.repeat(900)}!`);
      const id = 'a'.repeat(300);
      const text = `{"faultline":1,"nodes":{"${id}":{"kind":"app"}},"scenarios":{"s":{"faults":[{"fail":${fail}}]}}}`;
      expect((await firstOf(text, 'd.json')).first).toMatch(/nothing matches|more than 1000 alternatives/);
    },
    HANG,
  );
});

describe('names that mean something in JavaScript', () => {
  const words = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
  const cases = words.flatMap((word) => [
    [word, 'YAML', 'd.yaml'] as const,
    [word, 'JSON', 'd.json'] as const,
  ]);
  /** Flow style that YAML and JSON both read. */
  const text = (parts: Record<string, string>): string =>
    `{"faultline": 1, ${Object.entries(parts)
      .map(([key, value]) => `"${key}": ${value}`)
      .join(', ')}}`.replaceAll("'", '"');
  const withNode = (properties: string): string => text({ nodes: `{'b': {'kind': 'app', ${properties}}}` });
  const withScenario = (properties: string): string =>
    text({ nodes: `{'b': {'kind': 'app'}}`, scenarios: `{'s': {'faults': [{'fail': 'b'}], ${properties}}}` });

  it.each(cases)('%s is an id like any other in %s', async (word, _, file) => {
    const right = text({
      nodes: `{'${word}': {'kind': 'app'}, 'b': {'kind': 'app', 'dependsOn': ['${word}', {'anyOf': ['${word}']}]}}`,
      scenarios: `{'${word}': {'faults': [{'fail': '${word}'}], 'observed': {'${word}': {'state': 'partial'}}}}`,
      policies:
        word === '__proto__'
          ? '{}'
          : `{'survive': {'${word}': {'fail': '${word}', 'atMost': 'partial', 'apps': '${word}'}}}`,
    });
    expect(await problemsIn(right, file)).toEqual([]);
  });

  it.each(cases)('%s is unknown where it is not known in %s', async (word, _, file) => {
    const told = async (source: string): Promise<readonly string[]> =>
      (await problemsIn(source, file)).map(({ message }) => message);
    const key = [`unknown key "${word}"`];
    expect(await told(text({ [word]: '3' }))).toEqual(key);
    expect(await told(text({ policies: `{'${word}': 3}` }))).toEqual(key);
    expect(await told(text({ policies: `{'rules': {'${word}': 'off'}}` }))).toEqual(key);
    expect(await told(text({ policies: `{'survive': {'${word}': 3}}` }))).toEqual([
      word === '__proto__' ? '"__proto__" is not a name' : `"${word}" must be a map, not 3`,
    ]);
    expect(await told(withNode(`'${word}': 3`))).toEqual(key);
    expect(await told(withNode(`'in': {'node': 'b', '${word}': 3}`))).toEqual(key);
    expect(await told(withNode(`'in': {'anyOf': ['b'], '${word}': 3}`))).toEqual(key);
    expect(await told(withNode(`'in': {'node': 'b', 'impact': {'${word}': 'partial'}}`))).toEqual(key);
    expect(await told(withNode(`'in': {'of': ['b'], 'atLeast': {'operational': 1, '${word}': 1}}`))).toEqual(
      key,
    );
    expect(await told(withNode(`'in': {'anyOf': ['b'], 'failover': {'time': '1s', '${word}': 1}}`))).toEqual(
      key,
    );
    expect(await told(withScenario(`'${word}': 3`))).toEqual(key);
    expect(await told(withScenario(`'observed': {'b': {'state': 'partial', '${word}': 3}}`))).toEqual(key);
    expect(await told(withNode(`'in': '${word}'`))).toEqual([`unknown node "${word}"`]);
    expect(await told(withNode(`'in': {'node': 'b', 'impact': '${word}'}`))).toEqual([
      `unknown impact "${word}"`,
    ]);
    expect(await told(withNode(`'in': {'${word}': 'b'}`))).toEqual([
      'a requirement needs one of node, allOf, anyOf or atLeast',
    ]);
    expect(await told(text({ nodes: `{'b': {'kind': '${word}'}}` }))).toEqual([`unknown kind "${word}"`]);
    expect(await told(text({ nodes: `{'${word}': 3}` }))).toEqual([
      `the node "${word}" must be a map, not 3`,
    ]);
    expect(await told(text({ scenarios: `{'${word}': 3}` }))).toEqual([
      `the scenario "${word}" must be a map, not 3`,
    ]);
    expect(await told(withScenario(`'observed': {'${word}': {'state': 'partial'}}`))).toEqual([
      `unknown node "${word}"`,
    ]);
    expect(await told(withScenario(`'observed': {'${word}': {'state': 'down'}}`))).toEqual([
      'unknown state "down"',
    ]);
    expect(await told(withScenario(`'observed': {'${word}': {'state': 'partial', 'x': 1}}`))).toEqual([
      'unknown key "x"',
    ]);
    expect(await told(withScenario(`'observed': {'${word}': {'state': 'partial', 'accept': [3]}}`))).toEqual([
      'an entry of "accept" must be a text, not 3',
    ]);
  });

  it('nothing gets into the prototype of all objects', async () => {
    await problemsIn(
      text({ policies: `{'__proto__': {'polluted': 1}}`, nodes: `{'__proto__': {'polluted': 1}}` }),
    );
    await problemsIn('faultline: 1\npolicies: {__proto__: {polluted: 1}, <<: {__proto__: {polluted: 1}}}\n');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('many mistakes', () => {
  const COUNT = 20_000;
  const EVERY = 40;
  const ids = Array.from({ length: COUNT }, (_, i) => `svc/${String(i).padStart(5, '0')}`);

  it(
    '500 in 20,000 keys of YAML, each at its line',
    async () => {
      const lines = ids.map((id, i) => `  ${id}: {kind: app${i % EVERY === 0 ? ', teir: 1' : ''}}`);
      const problems = await problemsIn(`faultline: 1\nnodes:\n${lines.join('\n')}\n`);
      const expected = ids.flatMap((_, i) =>
        i % EVERY === 0 ? [`d.yaml:${i + 3}:26 unknown key "teir"`] : [],
      );
      expect(problems.map(located)).toEqual(expected);
    },
    HANG,
  );

  it(
    '500 in 20,000 keys of JSON, each at its line',
    async () => {
      const nodes = Object.fromEntries(
        ids.map((id, i) => [id, { kind: 'app', ...(i % EVERY === 0 ? { teir: 1 } : {}) }]),
      );
      const text = JSON.stringify({ faultline: 1, nodes }, null, 2);
      const expected = text
        .split('\n')
        .flatMap((line, i) => (line.includes('teir') ? [`d.json:${i + 1}:7 unknown key "teir"`] : []));
      expect(expected).toHaveLength(COUNT / EVERY);
      expect((await problemsIn(text, 'd.json')).map(located)).toEqual(expected);
    },
    HANG,
  );

  it(
    '5,000 unknown references among 20,000 nodes',
    async () => {
      const names = Array.from({ length: COUNT }, (_, i) => `service-number-${i}`);
      const nodes = names.map((id, i) => [
        id,
        { kind: 'app', dependsOn: i % 4 === 0 ? [id.replace('mb', 'bm')] : [] },
      ]);
      const problems = await problemsIn(
        JSON.stringify({ faultline: 1, nodes: Object.fromEntries(nodes) }),
        'd.json',
      );
      expect(problems).toHaveLength(COUNT / 4);
      expect(problems[1]).toMatchObject({
        message: 'unknown node "service-nubmer-4"',
        hint: 'did you mean "service-number-4"?',
      });
      // The last of so many are told without a nearest word.
      expect(problems.at(-1)?.hint).toBe('no document describes it');
    },
    HANG,
  );

  it(
    '20,000 nodes without a kind',
    async () => {
      const nodes = Object.fromEntries(ids.map((id) => [id, {}]));
      expect(await problemsIn(JSON.stringify({ faultline: 1, nodes }), 'd.json')).toHaveLength(COUNT);
    },
    HANG,
  );

  it(
    '150,000 wrong entries of one list',
    async () => {
      const dependsOn = Array<number>(150_000).fill(3);
      const text = JSON.stringify({ faultline: 1, nodes: { a: { kind: 'app', dependsOn } } });
      expect(await problemsIn(text, 'd.json')).toHaveLength(150_000);
    },
    HANG,
  );

  it(
    '150,000 keys that stand twice',
    async () => {
      expect(await problemsIn(`{${'"a": 1,\n'.repeat(150_000)}"a": 1}`, 'd.json')).toHaveLength(150_000);
    },
    HANG,
  );

  it(
    'of YAML that cannot be read the first hundred are told',
    async () => {
      expect(await problemsIn('\ta: 1\n'.repeat(20_000))).toHaveLength(100);
      expect(await problemsIn('a: 1\n'.repeat(20_000))).toHaveLength(100);
    },
    HANG,
  );
});

describe('numbers, words and nothing where texts are expected', () => {
  const cases = [
    ['3', '3'],
    ['3.5', '3.5'],
    ['0x10', '16'],
    ['1e3', '1000'],
    ['.inf', 'Infinity'],
    ['.nan', 'NaN'],
    ['123456789012345678901234567890', '1.2345678901234568e+29'],
    ['true', 'true'],
    ['null', 'empty'],
    ['~', 'empty'],
  ] as const;
  it.each(cases)('%s', async (written, told) => {
    const hint = told === 'empty' ? '' : '\n  hint: put it in quotes';
    expect((await firstOf(`faultline: 1\ntitle: ${written}\n`)).first).toBe(
      `2:8 "title" must be a text, not ${told}${hint}`,
    );
  });

  it.each(['2017-02-28', 'yes', 'no', 'on', '1_000', '12:30:45', '0o8', '99.95%', '1.2.3'])(
    '%s is a text in YAML 1.2, whatever the document says of itself',
    async (written) => {
      expect(await problemsIn(`faultline: 1\ntitle: ${written}\n`)).toEqual([]);
      expect(await problemsIn(`%YAML 1.1\n---\nfaultline: 1\ntitle: ${written}\n`)).toEqual([]);
    },
  );

  it('ids that look like numbers are kept as they are written', async () => {
    const text =
      'faultline: 1\nnodes:\n  007: {kind: app}\n  1e3: {kind: app, in: "007"}\n  0x10: {kind: app, in: "1e3"}\n';
    expect(await problemsIn(text)).toEqual([]);
  });
});

describe('line ends and characters', () => {
  it('CRLF keeps places right', async () => {
    const text = 'faultline: 1\r\nnodes:\r\n  a:\r\n    kind: app\r\n    teir: 1\r\n';
    expect((await problemsIn(text)).map(full)).toEqual([
      '5:5 unknown key "teir"\n  hint: did you mean "tier"?\n  4 |     kind: app\n> 5 |     teir: 1\n    |     ^\n  6 |',
    ]);
    const json = '{\r\n"faultline": 1,\r\n"titel": 1}';
    expect((await firstOf(json, 'd.json')).first).toMatch(/^3:1 unknown key "titel"/);
  });

  it('CR alone is named as what is wrong', async () => {
    const { first } = await firstOf('faultline: 1\rnodes:\r  a: {kind: app}\r');
    expect(first).toMatch(/^1:12 |^1:13 /);
    expect((await problemsIn('faultline: 1\rnodes: {}\r')).map(short).join('\n')).toContain(
      '1:13 this line ends in CR alone\n  hint: save the file with LF or CRLF line ends',
    );
  });

  it('escape sequences do not reach the terminal', async () => {
    const [problem] = await problemsIn('{"faultline": 1, "\\u001b[31mred\u202e": 1}', 'd.json');
    for (const harmful of ['\u001b', '\u202e']) expect(problem?.frame).not.toContain(harmful);
  });
});

describe('files', () => {
  let folder = '';
  const told = async (name: string): Promise<readonly string[]> =>
    (await problemsOfInputs([name], { cwd: folder })).map(short);
  const write = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(path.join(folder, name), bytes);
    return name;
  };
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'faultline-hostile-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const right = 'faultline: 1\ntitle: Größe\n';

  it('a UTF-8 byte order mark is passed over, and columns count without it', async () => {
    expect(await told(write('bom.yaml', `\ufeff${right}`))).toEqual([]);
    expect(await told(write('bom.json', '\ufeff{"faultline": 1, "x": 1}'))).toEqual([
      expect.stringMatching(/^1:18 unknown key "x"/),
    ]);
  });

  it.each([
    ['little-endian', Buffer.from(`\ufeff${right}`, 'utf16le')],
    ['big-endian', Buffer.from(`\ufeff${right}`, 'utf16le').swap16()],
  ])('UTF-16, %s', async (_, bytes) => {
    expect(await told(write('utf16.yaml', bytes))).toEqual([
      'utf16.yaml is UTF-16\n  hint: save it as UTF-8',
    ]);
  });

  it('UTF-16 without a mark', async () => {
    expect(await told(write('utf16.yaml', Buffer.from(right, 'utf16le')))).toEqual([
      '2:20 this is not UTF-8\n  hint: save the file as UTF-8',
    ]);
    expect(await told(write('ascii16.yaml', Buffer.from('faultline: 1\n', 'utf16le')))).toEqual([
      '1:2 a NUL character: this is no text file\n  hint: is it binary, or UTF-16?',
    ]);
  });

  it('Latin-1', async () => {
    const problems = await problemsOfInputs([write('latin1.yaml', Buffer.from(right, 'latin1'))], {
      cwd: folder,
    });
    expect(problems.map(full)).toEqual([
      '2:10 this is not UTF-8\n  hint: save the file as UTF-8\n  1 | faultline: 1\n> 2 | title: Gr\ufffd\ufffde\n    |          ^\n  3 |',
    ]);
  });

  it('a NUL character', async () => {
    expect(await told(write('nul.yaml', 'faultline: 1\ntitle: a\0b\n'))).toEqual([
      '2:9 a NUL character: this is no text file\n  hint: is it binary, or UTF-16?',
    ]);
  });

  it('a file that is not there', async () => {
    expect(await told('no-such.yaml')).toEqual([
      'no-such.yaml does not exist\n  hint: is the name right, and the working folder?',
    ]);
  });

  it('a path through a file', async () => {
    write('file.yaml', right);
    expect(await told('file.yaml/x.yaml')).toEqual([
      'file.yaml/x.yaml does not exist\n  hint: a part of its path is a file',
    ]);
  });

  it('a folder', async () => {
    mkdirSync(path.join(folder, 'folder.yaml'));
    expect(await told('folder.yaml')).toEqual([
      'folder.yaml is a folder\n  hint: name a document in it, such as faultline.yaml',
    ]);
    expect(await told('.')).toEqual(['. is a folder\n  hint: name a document in it, such as faultline.yaml']);
  });

  it('a name that is too long', async () => {
    const [problem] = await told(`${'x'.repeat(300)}.yaml`);
    expect(problem).toMatch(/x\.yaml has a name that is too long\n {2}hint: name a file$/);
  });

  it('a name with a NUL character', async () => {
    expect((await told('a\0b'))[0]).toMatch(/cannot be read/);
  });

  it('links in a circle', async () => {
    symlinkSync('loop-b', path.join(folder, 'loop-a'));
    symlinkSync('loop-a', path.join(folder, 'loop-b'));
    expect(await told('loop-a')).toEqual(['loop-a cannot be read\n  hint: its links lead in a circle']);
  });

  it('nothing: /dev/null, and an empty file', async () => {
    const empty = 'the document is empty\n  hint: "faultline init" writes one to start from';
    expect(await told(write('empty.yaml', ''))).toEqual([`1:1 ${empty}`]);
    expect(await told(write('empty.json', ''))).toEqual([`1:1 ${empty}`]);
    if (process.platform !== 'win32') expect(await told('/dev/null')).toEqual([`1:1 ${empty}`]);
  });

  it.skipIf(process.platform === 'win32')('a pipe', async () => {
    const pipe = path.join(folder, 'pipe');
    execFileSync('sh', [
      '-c',
      `mkfifo "$0" && (printf 'faultline: 1\\nx: 1\\n' > "$0") > /dev/null 2>&1 &`,
      pipe,
    ]);
    expect(await told('pipe')).toEqual([expect.stringMatching(/^2:1 unknown key "x"/)]);
  });

  it.skipIf(process.platform === 'win32')('a socket', async () => {
    const server = net.createServer().listen(path.join(folder, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      expect(await told('socket')).toEqual(['socket cannot be read\n  hint: the system says ENXIO']);
    } finally {
      server.close();
    }
  });

  // Root may read everything, so root tries it as nobody; a thread of its own may not change who it is.
  const mayBecomeNobody = process.getuid?.() !== 0 || (process.seteuid !== undefined && isMainThread);
  it.skipIf(process.platform === 'win32' || !mayBecomeNobody)('a file that may not be read', async () => {
    chmodSync(folder, 0o755);
    const name = write('secret.yaml', right);
    chmodSync(path.join(folder, name), 0o000);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid!(65_534);
    try {
      expect(await told(name)).toEqual(['secret.yaml cannot be read\n  hint: you have no permission to']);
    } finally {
      if (isRoot) process.seteuid!(0);
    }
  });
});
