/** Proves that files that are broken, cut off or strange cost only what is broken, and are told of. */
import { describe, expect, it } from 'vitest';
import { JsonWalk, type Visitor } from '../../../src/scan/traces/json-walk.ts';
import { edgesOf, factsOf, findingsOf, jaeger, otlp, span } from './writers.ts';

const CALL = [span('web/1'), span('cart/2<1')];
const EDGE = 'web -> cart call parent 1/0/0';
const line = (id: number): string => JSON.stringify(otlp([span(`web/${id}1`), span(`cart/${id}2<${id}1`)]));

describe('a file of lines', () => {
  it.each([
    ['cut in the midst', line(2).slice(0, -40)],
    ['cut within a string', line(2).slice(0, 60)],
    ['with brackets left over', `${line(2)}}`],
    ['that is prose', 'and so on'],
    ['without a comma', line(2).replace(',', ' ')],
  ])('loses only the line %s', async (_, broken) => {
    const facts = await factsOf({ 'a.jsonl': [line(1), broken, line(3), ''].join('\n') });
    const [edge] = edgesOf(facts);
    expect(Number(/(\d+)\/0\/0$/.exec(edge!)![1])).toBeGreaterThanOrEqual(2);
    expect(findingsOf(facts).filter((finding) => finding.startsWith('unreadable'))).toEqual([
      'unreadable 2: it is no JSON here; the rest of what was read stands',
    ]);
  });

  it('may begin with a broken one', async () => {
    const facts = await factsOf({ 'a.jsonl': [line(1).slice(0, -5), line(2), line(3)].join('\n') });
    expect(edgesOf(facts)).toEqual(['web -> cart call parent 3/0/0']);
    expect(findingsOf(facts)).toEqual(['unreadable 1: it is no JSON here; the rest of what was read stands']);
  });

  it('with several broken ones tells how many', async () => {
    const facts = await factsOf({ 'a.json': [line(1), '{x', '{y', line(2)].join('\n') });
    expect(edgesOf(facts)).toEqual(['web -> cart call parent 2/0/0']);
    expect(findingsOf(facts)).toEqual([
      'unreadable 2: it is no JSON here and in 1 more places; the rest of what was read stands',
    ]);
  });
});

describe('one object', () => {
  const TEXT = JSON.stringify(otlp(CALL), null, 1);

  it('that is cut off gives what stood before', async () => {
    const facts = await factsOf({ 'a.json': TEXT.slice(0, -20) });
    expect(edgesOf(facts)).toEqual([EDGE]);
    expect(findingsOf(facts)).toEqual([
      `unreadable ${TEXT.slice(0, -20).split('\n').length}: it ends in the midst; what was read before stands`,
    ]);
  });

  it('that is broken tells at which line', async () => {
    const second = TEXT.indexOf('{', TEXT.indexOf('"scopeSpans"'));
    const broken = `${TEXT.slice(0, second)}:${TEXT.slice(second)}`;
    const facts = await factsOf({ 'a.json': broken });
    expect(findingsOf(facts)[0]).toBe(
      `unreadable ${TEXT.slice(0, second).split('\n').length}: it is no JSON here; the rest of what was read stands`,
    );
  });

  it('whose span is no JSON loses that span', async () => {
    const facts = await factsOf({
      'a.json': JSON.stringify(otlp([...CALL, span('cart/3<1')])).replace('"some work"', 'some'),
    });
    expect(edgesOf(facts)).toEqual([]);
    expect(findingsOf(facts)[0]).toMatch(/^unreadable 1: it is no JSON here/);
  });

  it('of Jaeger whose processes were cut off leaves spans without a service', async () => {
    const facts = await factsOf({ 'a.json': JSON.stringify(jaeger(CALL)).replace(/"processes".*/, '') });
    expect(edgesOf(facts)).toEqual([]);
    expect(findingsOf(facts)).toEqual([
      'unreadable 1: it ends in the midst; what was read before stands',
      'unresolved 1: 2 spans of no service: neither resource nor process has a name for it',
    ]);
  });

  it('with what is no span is told', async () => {
    const text = JSON.stringify([...(jaeger(CALL) as { data: object[] }).data, { nothing: 1 }, 7]);
    expect(findingsOf(await factsOf({ 'a.json': text }))).toEqual(['skipped 1: 1 object that is no span']);
  });

  it('may be nested as deeply as it likes', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const text = JSON.stringify(otlp(CALL));
    const facts = await factsOf({
      'a.json': text.replace('"some work"', deep),
      'b.json': `${text}\n${deep}\n`,
      'c.json': `${text}\n${'{"data":'.repeat(100_000)}1${'}'.repeat(100_000)}\n`,
    });
    expect(edgesOf(facts)).toEqual([EDGE]);
  });
});

/** What a walk tells, as texts. */
const told = (pieces: readonly string[], isLines = false): readonly string[] => {
  const all: string[] = [];
  const visitor: Visitor = {
    list: (key) => void all.push(`[${key}`),
    enter: () => void all.push('{'),
    leave: () => void all.push('}'),
    member: (key, value) => void all.push(`${key}=${JSON.stringify(value)}`),
    item: (value, at) => void all.push(`${at}: ${JSON.stringify(value)}`),
    lost: (at, why) => void all.push(`${at}: ${why}`),
  };
  const walk = new JsonWalk(visitor, { isLines });
  for (const piece of pieces) walk.feed(piece);
  walk.end();
  return all;
};

describe('the walk', () => {
  it('holds only what it tells', () => {
    expect(
      told(['{"a":{"spans":[1]},"resource":{"b":1},"spans":[{"c":"}\\"]"},\n{"spans":[2]}],"d":[{}]}']),
    ).toEqual(['{', 'resource={"b":1}', '[spans', '1: {"c":"}\\"]"}', '2: {"spans":[2]}', '}']);
  });

  it('tells of objects without lists as they are', () => {
    expect(told(['[{"a":1}, {"data":[{"b":"\\\\"}]}, true]\n'])).toEqual([
      '[',
      '{',
      '}',
      '1: {"a":1}',
      '{',
      '[data',
      '{',
      '}',
      '1: {"b":"\\\\"}',
      '}',
    ]);
  });

  it('gives up what is too long, and goes on', () => {
    const long = 'x'.repeat(1_000_000);
    const pieces = ['{"spans":[{"a":"', ...Array<string>(12).fill(long), '"},{"b":1}]}'];
    expect(told(pieces)).toEqual(['{', '[spans', '1: long', '1: {"b":1}', '}']);
    const bare = ['[{"a":"', ...Array<string>(12).fill(long), '"},{"b":1}]'];
    expect(told(bare)).toEqual(['[', '{', '}', '1: long', '{', '}', '1: {"b":1}']);
  });

  it('ends a key that never ends', () => {
    expect(told(['{"', ...Array<string>(12).fill('x'.repeat(1_000_000))])).toEqual(['{', '1: broken', '}']);
  });

  it.each(['{]', '{"a" 1}', '{1:2}', '[1 2]', '{"a":1,}', '[1,]', '"a\nb"', '[nul!]'])(
    '%s is broken',
    (text) => {
      expect(told([text]).some((one) => /broken|cut/.test(one))).toBe(true);
    },
  );

  it.each(['{"a":[', '{"a":"', '[1', '{"a"', '{"a":1'])('%s is cut', (text) => {
    expect(told([text]).at(text.includes('{') ? -2 : -1)).toBe('1: cut');
  });
});
