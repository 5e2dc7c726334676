/** Proves that published trees are read whole: as many gates and events as their authors count, each with a probability. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readOpenPsa } from '../../../src/document/open-psa/read.ts';

it.each([
  ['baobab2', 40, 32],
  ['chinese', 36, 25],
  ['das9204', 30, 53],
  ['das9209', 73, 109],
  ['edfpa15r', 110, 88],
  ['isp9605', 40, 32],
])('%s has %d gates and %d events', (name, gates, events) => {
  const file = new URL(`../../fixtures/fault-trees/${name}.xml`, import.meta.url);
  const model = readOpenPsa([{ file: `${name}.xml`, text: readFileSync(file, 'utf8') }]);
  expect(model.gates.filter((gate) => gate.name !== undefined)).toHaveLength(gates);
  expect(model.events).toHaveLength(events);
  expect(model.events.filter(({ probability }) => probability === undefined)).toEqual([]);
  expect(model.tops).toHaveLength(1);
  expect(model.leftOut).toEqual([]);
});
