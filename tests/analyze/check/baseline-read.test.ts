/** What is no baseline is told to be none, and why, whatever it is; a baseline is read as it was written. */
import { expect, it } from 'vitest';
import { baselineText, readBaseline } from '../../../src/analyze/check/baseline.ts';

const ENTRY = { fingerprint: 'f', rule: 'single-zone', node: 'shop', message: 'm', since: '2026-01-02' };
const WRITING = { day: '2026-01-02', findings: 1 };
const RIGHT = { faultlineBaseline: 1, history: [WRITING], findings: [ENTRY] };

it('what was written is read', () => {
  const { since: _, ...finding } = ENTRY;
  const { history, entries } = readBaseline('b.json', baselineText([finding], '2026-01-02', undefined));
  expect(history).toEqual([WRITING]);
  expect([...entries]).toEqual([['f', ENTRY]]);
  expect(readBaseline('b.json', JSON.stringify(RIGHT))).toEqual({ history, entries });
});

it.each<[string, unknown]>([
  ['"faultlineBaseline": 1 is missing', null],
  ['"faultlineBaseline": 1 is missing', []],
  ['"faultlineBaseline": 1 is missing', 'x'],
  ['"faultlineBaseline": 1 is missing', { ...RIGHT, faultlineBaseline: 2 }],
  ['"history" and "findings" must be lists', { ...RIGHT, history: {} }],
  ['"history" and "findings" must be lists', { ...RIGHT, findings: null }],
  ['entry 2 of "findings" is "null"', { ...RIGHT, findings: [ENTRY, null] }],
  ['entry 1 of "findings" is', { ...RIGHT, findings: [{ ...ENTRY, fingerprint: 1 }] }],
  ['entry 1 of "findings" is', { ...RIGHT, findings: [{ ...ENTRY, rule: undefined }] }],
  ['entry 1 of "findings" is', { ...RIGHT, findings: [{ ...ENTRY, node: 7 }] }],
  ['entry 1 of "findings" is', { ...RIGHT, findings: [{ ...ENTRY, message: {} }] }],
  ['entry 1 of "findings" is', { ...RIGHT, findings: [{ ...ENTRY, since: 2026 }] }],
  ['entry 1 of "findings" is', { ...RIGHT, findings: [{ ...ENTRY, since: '2026-13-01' }] }],
  ['an entry of "history" is "null"', { ...RIGHT, history: [null] }],
  ['an entry of "history" is', { ...RIGHT, history: [{ ...WRITING, day: 'today' }] }],
  ['an entry of "history" is', { ...RIGHT, history: [{ ...WRITING, day: 1 }] }],
  ['an entry of "history" is', { ...RIGHT, history: [{ ...WRITING, findings: 1.5 }] }],
])('%s', (why, value) => {
  expect(() => readBaseline('b.json', JSON.stringify(value))).toThrow(`b.json is no baseline: ${why}`);
});

it('what is no JSON is none', () => {
  expect(() => readBaseline('b.json', '{')).toThrow('b.json is no baseline: it is no JSON');
});
