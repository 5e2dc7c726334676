/** Proves what a policy asks over time: how long an app may be worse, and what it says of those that are for longer. */
import { expect, it } from 'vitest';
import { askCheck, findingsOf } from './ask-check.ts';

const messages = async (policy: string, nodes: string): Promise<readonly string[]> =>
  findingsOf(
    await askCheck(
      `policies:\n  survive: { p: { fail: "kind:region", atMost: degraded, ${policy} } }\nnodes:\n${nodes}`,
    ),
    'survive/p',
  ).map(({ message }) => message);

const TWO = `  web/east: { kind: service, in: r/east }
  web/west: { kind: service, in: r/west }
  r/east: { kind: region }
  r/west: { kind: region }
`;

const withFailover = (failover: string): string =>
  `  shop: { kind: app, dependsOn: [{ anyOf: [web/east, web/west], failover: ${failover} }] }\n${TWO}`;

it('a switch that is in time is survived', async () => {
  expect(await messages('within: 5m', withFailover('5m'))).toEqual([]);
});

it('a switch that takes longer is named', async () => {
  expect(await messages('within: 299s', withFailover('5m'))).toEqual([
    'shop is in outage for 5m if r/east is in outage: the switch of shop from web/east to web/west takes 5m (allowed: degraded at most, 4m59s after the failure)',
  ]);
});

it('a switch during which it is good enough may take its time', async () => {
  expect(await messages('within: 1m', withFailover('{ time: 1h, during: degraded }'))).toEqual([]);
});

it('without a time the switch plays no part', async () => {
  expect(await messages('severity: note', withFailover('5m'))).toEqual([]);
});

it('a switch that cannot be made is named, and never comes back', async () => {
  const dns = '  dns: { kind: control-plane, in: r/east }\n';
  expect(await messages('within: 15m', `${withFailover('{ time: 5m, requires: [dns] }')}${dns}`)).toEqual([
    'shop is in outage if r/east is: the switch to web/west needs dns, which is lost with it; it stays so (allowed: degraded at most, 15m after the failure)',
  ]);
});

it('what waits for something to start is named', async () => {
  const nodes = `  shop: { kind: app, dependsOn: [{ anyOf: [web/east, web/west], failover: 5m }, { node: images, needed: start }] }
  images: { kind: storage, in: r/east }
${TWO}`;
  expect(await messages('within: 15m', nodes)).toEqual([
    'shop is in outage if r/east is, and does not come back: shop waits for images to start again (allowed: degraded at most, 15m after the failure)',
  ]);
});

it('what an app has in store for a while does not help in the end', async () => {
  const nodes = `  shop: { kind: app, dependsOn: [{ node: web/east, after: 2h }] }\n${TWO}`;
  expect(await messages('within: 15m', nodes)).toEqual([
    'shop is in outage if r/east is: web/east runs in r/east; it stays so (allowed: degraded at most, 15m after the failure)',
  ]);
});

it('together: all that fails does so at once, as one finding', async () => {
  const nodes = `  shop: { kind: app, dependsOn: [{ anyOf: [web/east, web/west] }] }\n${TWO}`;
  expect(await messages('together: false', nodes)).toEqual([]);
  expect(await messages('together: true', nodes)).toEqual([
    'shop is in outage if r/east and r/west are: web/west should be left, but runs in r/west (allowed: degraded at most)',
  ]);
});

it('what fails can be less than an outage', async () => {
  const nodes = `  shop: { kind: app, dependsOn: [web/east] }\n${TWO}`;
  expect(await messages('state: degraded', nodes)).toEqual([]);
  expect(await messages('state: partial', nodes)).toEqual([
    'shop is partial if r/east is: web/east runs in r/east (allowed: degraded at most)',
  ]);
});

it('policies that ask for different things are different findings, with a name or without', async () => {
  const report = await askCheck(`policies:
  survive: [{ fail: r/east, atMost: degraded }, { fail: "kind:region", atMost: degraded }, { name: p, fail: r/east, atMost: degraded }]
nodes:
  shop: { kind: app, dependsOn: [web/east] }
${TWO}`);
  const prints = [...findingsOf(report, 'survive'), ...findingsOf(report, 'survive/p')].map(
    ({ fingerprint }) => fingerprint,
  );
  expect(new Set(prints).size).toBe(3);
});
