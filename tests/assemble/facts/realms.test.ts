import { expect, test } from 'vitest';
import { facts, nodeOf, onTarget, refers, resource, scanned } from '../../support/facts.ts';

const cluster = facts([resource('web', 'apps/Deployment')], [], { realm: 'kubernetes' });
const project = facts(
  [resource('web', 'compose/service'), resource('db', 'compose/service', { kind: 'database' })],
  [refers('web', 'db', 'depends_on'), refers('db', 'web', 'links')],
  { realm: 'compose' },
);

test('two kinds of sources with one address tell of two things', () => {
  const out = scanned([cluster, project]);
  expect(nodeOf(out, 'shop/web').tags).toEqual(['apps/Deployment']);
  expect(nodeOf(out, 'shop/web').dependsOn).toEqual([]);
  expect(nodeOf(out, 'shop/web.compose').tags).toEqual(['compose/service']);
  expect(onTarget(nodeOf(out, 'shop/web.compose'), 'shop/db')).toHaveLength(1);
  expect(onTarget(nodeOf(out, 'shop/db'), 'shop/web.compose')).toHaveLength(1);
});

test('an address that nobody else has keeps its name', () => {
  expect([...scanned([project]).document.nodes.keys()]).toEqual(['shop/db', 'shop/web']);
});

test('a configuration and its plan tell of one thing', () => {
  const of = (property: string) =>
    facts([resource('aws_sqs_queue.q', 'aws_sqs_queue', { properties: { [property]: 'x' } })], [], {
      realm: 'terraform',
    });
  expect([...scanned([of('name'), of('tags')]).document.nodes.keys()]).toContain('shop/aws_sqs_queue.q');
  expect(scanned([of('name'), of('tags')]).counts.resources).toBe(1);
});
