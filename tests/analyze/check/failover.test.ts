/** Which failures a switch is said not to outlive: the outermost ones, and how they take it. */
import { expect, it } from 'vitest';
import type { Finding } from '../../../src/model/finding.ts';
import { askCheck, findingsOf } from './ask-check.ts';

const foundIn = async (nodes: string): Promise<readonly Finding[]> =>
  findingsOf(
    await askCheck(`
nodes:
  shop:
    kind: app
    dependsOn:
      - anyOf: [web/east, web/west]
        failover: { time: 5m, requires: [dns] }
  web/west: { kind: service }
${nodes}`),
    'control-plane-in-recovery',
  );

const HEAD = 'the switch of shop from web/east to web/west needs dns, which';

it('of a region and what it takes, the region', async () => {
  const [found, ...more] = await foundIn(`
  web/east: { kind: service, in: r/east, dependsOn: [net] }
  dns: { kind: control-plane, in: r/east, dependsOn: [net] }
  net: { kind: service, in: r/east }
  r/east: { kind: region }
`);
  expect(more).toEqual([]);
  expect(found?.message).toBe(`${HEAD} r/east takes together with web/east: dns runs in r/east`);
  expect(found?.remedy).toContain('outlives r/east,');
});

it('of two that take each other, the first', async () => {
  const [found, ...more] = await foundIn(`
  web/east: { kind: service, dependsOn: [left] }
  dns: { kind: control-plane, dependsOn: [right] }
  right: { kind: service, dependsOn: [left] }
  left: { kind: service, dependsOn: [right] }
`);
  expect(more).toEqual([]);
  expect(found?.message).toBe(`${HEAD} left takes together with web/east: dns → right needs left`);
});

it('of two that have nothing to do with each other, both, and how the first does it', async () => {
  const [found, ...more] = await foundIn(`
  web/east: { kind: service, dependsOn: [power, water] }
  dns: { kind: control-plane, dependsOn: [power, water] }
  power: { kind: service }
  water: { kind: service }
`);
  expect(more).toEqual([]);
  expect(found?.message).toBe(`${HEAD} power and water take together with web/east: dns needs power`);
  expect(found?.related.map(({ message, node }) => [message, node])).toEqual([['dns needs power', 'dns']]);
});

it('shows what becomes of the app, and where the app is spared, of what the switch needs', async () => {
  const nodes = `
  web/east: { kind: service, dependsOn: [power] }
  dns: { kind: control-plane, dependsOn: [power] }
  power: { kind: service }
`;
  const endOf = (found: Finding | undefined) => {
    const last = found?.flows[0]?.at(-1);
    return [last?.node, last?.state];
  };
  const [found] = await foundIn(nodes);
  expect(endOf(found)).toEqual(['shop', 'outage']);
  const spared = findingsOf(
    await askCheck(`
nodes:
  shop:
    kind: app
    dependsOn:
      - anyOf:
          - anyOf: [web/east, web/west]
            failover: { time: 5m, requires: [dns] }
          - paper
  paper: { kind: service }
  web/west: { kind: service }
${nodes}`),
    'control-plane-in-recovery',
  );
  expect(endOf(spared[0])).toEqual(['dns', 'outage']);
});

it.each([
  ['counts to start only', ', needed: start'],
  ['does not count any more', ', validUntil: 2020-01-01'],
  ['does not count yet', ', validFrom: 2030-01-01'],
])('of a group that %s there is nothing to say', async (_, more) => {
  const nodes = (terms: string): string => `
nodes:
  shop:
    kind: app
    dependsOn:
      - { anyOf: [web/east, web/west], failover: { time: 5m, requires: [dns] }${terms} }
  web/west: { kind: service }
  web/east: { kind: service, dependsOn: [power] }
  dns: { kind: control-plane, dependsOn: [power] }
  power: { kind: service }
`;
  const rule = 'control-plane-in-recovery';
  expect(findingsOf(await askCheck(nodes('')), rule)).toHaveLength(1);
  expect(findingsOf(await askCheck(nodes(more)), rule)).toEqual([]);
});

it('where one member alone counts there is nothing to switch to', async () => {
  const nodes = (terms: string): string => `
nodes:
  shop:
    kind: app
    dependsOn:
      - anyOf: [web/east, { node: web/west${terms} }]
        failover: { time: 5m, requires: [dns] }
  web/west: { kind: service }
  web/east: { kind: service, dependsOn: [power] }
  dns: { kind: control-plane, dependsOn: [power] }
  power: { kind: service }
`;
  const rule = 'control-plane-in-recovery';
  expect(findingsOf(await askCheck(nodes('')), rule)).toHaveLength(1);
  expect(findingsOf(await askCheck(nodes(', validUntil: 2020-01-01')), rule)).toEqual([]);
});
