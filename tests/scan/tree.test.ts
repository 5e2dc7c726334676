import { describe, expect, test } from 'vitest';
import { at, entriesOf, itemsOf, parseTrees, textOf } from '../../src/scan/tree.ts';

const values = (text: string) => parseTrees(text).trees.map(({ value }) => value);

describe('reading', () => {
  test('every document of a file, empty ones left out', () => {
    expect(values('a: 1\n---\n---\nb: 2\n---\n# nothing\n')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test('a document that cannot be read costs only itself', () => {
    const { trees, problems } = parseTrees('a: 1\n---\nb: [1\n---\nc: 3\n');
    expect(trees.map(({ value }) => value)).toContainEqual({ a: 1 });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]!.line).toBeGreaterThanOrEqual(3);
  });

  test('of keys given twice the last one counts', () => {
    expect(values('a: 1\na: 2\n')).toEqual([{ a: 2 }]);
  });

  test('aliases and merge keys, what stands in the map winning', () => {
    expect(values('x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3\nz:\n  <<: [*x, {a: 9, c: 4}]\n')).toEqual([
      { x: { a: 1, b: 2 }, y: { a: 1, b: 3 }, z: { a: 1, b: 2, c: 4 } },
    ]);
  });

  test('numbers that would lose digits stay texts', () => {
    expect(values('account: 012345678901\nid: 12345678901234567890\nport: 80\n')).toEqual([
      { account: '012345678901', id: '12345678901234567890', port: 80 },
    ]);
  });

  test('tags as the caller reads them, or dropped', () => {
    const tag = (name: string, value: unknown) => ({ [name.slice(1)]: value as string });
    expect(parseTrees('a: !Ref b\nc: !Sub [x, {}]\n', { tag }).trees[0]!.value).toEqual({
      a: { Ref: 'b' },
      c: { Sub: ['x', {}] },
    });
    expect(values('a: !Ref b\n')).toEqual([{ a: 'b' }]);
    // A tag says nothing of the value's type: what stands behind it is a text, a map or a list.
    expect(values('a: !X 12\nb: !X {c: 1}\nd: !X [1]\ne: !X\n  - f: 2\n')).toEqual([
      { a: '12', b: { c: 1 }, d: [1], e: [{ f: 2 }] },
    ]);
  });

  test('keys of any name are own members', () => {
    const [value] = values('__proto__: {a: 1}\nconstructor: 2\n');
    expect(at(value, '__proto__', 'a')).toBe(1);
    expect(at(value, 'constructor')).toBe(2);
    expect(at({}, 'constructor')).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe('what is not tried', () => {
  test('a bomb of aliases', () => {
    const rows = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 10; i++) {
      const before = String.fromCharCode(96 + i);
      const name = String.fromCharCode(97 + i);
      rows.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`);
    }
    const { trees, problems } = parseTrees(rows.join('\n'));
    expect(trees).toEqual([]);
    expect(problems[0]!.message).toContain('aliases');
  });

  test('an alias inside of what it means, and one of nothing', () => {
    expect(parseTrees('a: &a\n  b: *a\n').problems).toHaveLength(1);
    expect(parseTrees('a: *b\n').problems).toEqual([{ line: 1, message: 'unknown alias *b' }]);
  });

  test('nesting without an end', () => {
    expect(parseTrees('['.repeat(5000)).problems).toHaveLength(1);
    expect(parseTrees('- '.repeat(5000)).problems).toHaveLength(1);
  });

  test('JSON that nests without an end, told with its line', () => {
    const { trees, problems } = parseTrees(`{\n"a]":\n${'[\n'.repeat(5000)}1${']'.repeat(5000)}}`);
    expect(trees).toEqual([]);
    expect(problems).toEqual([{ line: 202, message: 'it nests deeper than 200 levels' }]);
  });
});

describe('lines', () => {
  const yaml = 'a:\n  - x\n  -\n    b: !Ref y\n    c:\n      d: 1\n';

  test('of a value, through lists', () => {
    const [tree] = parseTrees(yaml, { tag: (name, value) => ({ [name]: value }) }).trees;
    expect(tree!.line(['a', 0])).toBe(2);
    expect(tree!.line(['a', 1, 'b'])).toBe(4);
    expect(tree!.line(['a', 1, 'c', 'd'])).toBe(6);
  });

  test('a step that a tag stands for is no step of the text', () => {
    const [tree] = parseTrees(yaml).trees;
    expect(tree!.line(['a', 1, 'b', 'Ref'])).toBe(4);
  });

  test('a path that leads nowhere has the line of its nearest ancestor', () => {
    const [tree] = parseTrees(yaml).trees;
    expect(tree!.line(['a', 1, 'c', 'nothing'])).toBe(5);
  });

  test('of a key given twice, the last one', () => {
    expect(parseTrees('a: 1\nb: 2\na: 3\n').trees[0]!.line(['a'])).toBe(3);
    expect(parseTrees('{"a": 1,\n"b": 2,\n"a": 3}').trees[0]!.line(['a'])).toBe(3);
  });

  test('of a key that is merged in, where it stands', () => {
    const [tree] = parseTrees('x: &x\n  a: 1\ny:\n  <<: *x\n  b: 2\n').trees;
    expect(tree!.line(['y', 'a'])).toBe(2);
    expect(tree!.line(['y', 'b'])).toBe(5);
  });

  test('in a map of many members, each asked for', () => {
    const names = Array.from({ length: 5_000 }, (_, i) => `k${i}`);
    const asked = (text: string): number => {
      const [tree] = parseTrees(text).trees;
      return names.reduce((sum, name) => sum + tree!.line([name, 'x']), 0);
    };
    const expected = names.reduce((sum, _, i) => sum + i + 1, 0);
    expect(asked(names.map((name) => `${name}: {x: 1}`).join('\n'))).toBe(expected);
    expect(asked(`{${names.map((name) => `"${name}": {"x": 1}`).join(',\n')}}`)).toBe(expected);
  });

  test('in JSON, of the key', () => {
    const [tree] = parseTrees('{\n  "a": [\n    {\n      "b": 1\n    }\n  ]\n}').trees;
    expect(tree!.line(['a', 0, 'b'])).toBe(4);
    expect(tree!.line(['a', 7])).toBe(2);
  });
});

test('helpers take any value', () => {
  expect(entriesOf([1])).toEqual([]);
  expect(entriesOf({ a: 1 })).toEqual([['a', 1]]);
  expect(itemsOf('x')).toEqual(['x']);
  expect(itemsOf(null)).toEqual([]);
  expect(textOf(80)).toBe('80');
  expect(textOf({})).toBeUndefined();
});
