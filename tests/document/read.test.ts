/** Proves what a text is taken for, YAML or JSON, and which of its mistakes hide others. */
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/document/read.ts';

const read = async (text: string, file = 'd.yaml') => {
  const { document, problems, whole } = await readDocument({ file, text });
  return {
    title: document?.title,
    nodes: document === undefined ? undefined : [...document.nodes.keys()],
    told: problems.map(({ message }) => message),
    whole,
  };
};

describe('YAML or JSON', () => {
  const right = { title: 'x', nodes: ['a'], told: [], whole: true };
  it.each([
    ['JSON in a .json file', '{"faultline": 1, "title": "x", "nodes": {"a": {}}}', 'd.json'],
    ['JSON in a .yaml file', '{"faultline": 1, "title": "x", "nodes": {"a": {}}}', 'd.yaml'],
    ['JSON after empty lines', '\n\n  {"faultline": 1, "title": "x", "nodes": {"a": {}}}\n', '<stdin>'],
    [
      'JSON after very many spaces',
      `${' '.repeat(2000)}{"faultline": 1, "title": "x", "nodes": {"a": {}}}`,
      '<stdin>',
    ],
    ['YAML in flow style that begins like JSON', '{"faultline": 1, title: x, nodes: {a: {},},}', 'd.yaml'],
    ['the same from standard input', '{"faultline": 1, title: x, nodes: {a: {},},}', '<stdin>'],
    ['YAML', 'faultline: 1\ntitle: x\nnodes: {a: {}}\n', 'd.yml'],
    ['YAML after the mark of a document', '---\nfaultline: 1\ntitle: x\nnodes: {a: {}}\n...\n', 'd.yaml'],
  ])('%s', async (_, text, file) => {
    expect(await read(text, file)).toEqual(right);
  });

  it.each([
    ['d.json', 'the JSON cannot be read: a value is missing'],
    ['d.yaml', 'the YAML cannot be read: flow map must end with a }'],
    ['<stdin>', 'the JSON cannot be read: a value is missing'],
  ])('what is neither is what its name says, or what it looks like: %s', async (file, told) => {
    const { told: messages, nodes, whole } = await read('{"faultline": 1, "nodes": {"a": }', file);
    expect(messages).toContain(told);
    expect({ nodes, whole }).toEqual({ nodes: undefined, whole: false });
  });

  it('YAML in a .json file is no JSON', async () => {
    expect((await read('faultline: 1\n', 'd.json')).told).toEqual([
      'the JSON cannot be read: a word without double quotes',
    ]);
  });

  it('a list of 20 MB is told as a list, not as YAML that is too large', async () => {
    expect((await read(`["${'x'.repeat(20_000_000)}"]`, '<stdin>')).told).toEqual([
      'a document must be a map, not a list',
    ]);
  });

  it('JSON that is broken and too large for YAML is told as JSON', async () => {
    expect((await read(`{"faultline": 1, "title": "${'x'.repeat(20_000_000)}",}`, '<stdin>')).told).toEqual([
      'the JSON cannot be read: a key in double quotes is missing',
    ]);
  });
});

describe('what can be read beside a mistake', () => {
  it('a node with a mistake is still one that others may name', async () => {
    expect(await read('faultline: 1\nnodes: {a: {knd: app}, b: {kind: app}}\n')).toEqual({
      title: undefined,
      nodes: ['a', 'b'],
      told: ['unknown key "knd"'],
      whole: true,
    });
  });

  it.each([
    ['a mistake in the frame leaves nodes and includes', 'title: 3\ninclude: [x]', ['a'], true],
    ['without the list of includes, ids may be unknown', 'include: x', ['a'], false],
    ['without the list of packs too', 'use: x', ['a'], false],
    ['a mistake in an entry of it too', 'include: [3]', ['a'], false],
    ['a scenario with a mistake hides nothing', 'scenarios: {s: 3}', ['a'], true],
  ])('%s', async (_, line, nodes, whole) => {
    const result = await read(`faultline: 1\nnodes: {a: {kind: app}}\n${line}\n`);
    expect({ nodes: result.nodes, whole: result.whole, count: result.told.length }).toEqual({
      nodes,
      whole,
      count: 1,
    });
  });

  it('without its nodes a document is not whole', async () => {
    expect(await read('faultline: 1\nnodes: [a]\n')).toMatchObject({ nodes: [], whole: false });
    expect(await read('- a\n')).toMatchObject({ nodes: [], whole: false });
  });
});
