/** Proves that a property's name tells the class of what it refers to, and how patterns of properties are read. */
import { describe, expect, it } from 'vitest';
import { COMMON_PROPERTIES, classOfProperty, covers } from '../../../../src/assemble/facts/catalog/common.ts';
import type { TypeRow } from '../../../../src/assemble/facts/catalog.ts';
import { EDGE_CLASSES } from '../../../../src/model/fact.ts';

describe('a pattern covers', () => {
  it.each([
    ['role', 'role', true],
    ['role', 'roles', false],
    ['role|roles', 'roles', true],
    ['Policies', 'Policies.PolicyDocument.Statement.Resource', true],
    ['Policies.PolicyDocument', 'Policies', false],
    ['Events.*.Properties.Queue', 'Events.Orders.Properties.Queue', true],
    ['Events.*.Properties.Queue', 'Events.Orders.Properties.Topic', false],
    ['Events.*.Properties.Queue', 'Events.Properties.Queue', false],
    ['*', 'anything.at.all', true],
  ])('%s: %s is %s', (pattern, property, expected) => {
    expect(covers(pattern, property)).toBe(expected);
  });
});

describe('the class by name', () => {
  const ROW: TypeRow = {
    types: ['x_thing'],
    kind: 'resource',
    properties: {
      'target|Target': 'config',
      'target.role_arn': 'permission',
      'target.*.queue': 'asynchronous',
    },
  };

  it.each([
    ['target', 'config'],
    ['Target.Arn', 'config'],
    ['target.role_arn', 'permission'],
    ['target.first.queue', 'asynchronous'],
    ['kms_key_id', 'key'],
    ['encryption.kms_key_id', 'key'],
    ['vpc_config.whatever', 'network'],
    // The last word says most.
    ['vpc_config.role_arn', 'permission'],
    ['unheard_of', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    // Keys below these are of the maker's choice.
    ['environment.variables.policy', undefined],
    ['Environment.Variables.Role', undefined],
  ])('%s is %s', (property, expected) => {
    expect(classOfProperty(ROW, property)).toBe(expected);
  });

  it('is known without a row, too', () => {
    expect(classOfProperty(undefined, 'DependsOn')).toBe('start-up');
    expect(classOfProperty(undefined, 'unheard_of')).toBeUndefined();
  });

  it('is the row’s word for all else before the common one, and after its own', () => {
    const all: TypeRow = { ...ROW, properties: { '*': 'telemetry', role: 'permission' } };
    expect(classOfProperty(all, 'role')).toBe('permission');
    expect(classOfProperty(all, 'kms_key_id')).toBe('telemetry');
  });
});

it('every common name has a class', () => {
  expect(Object.keys(COMMON_PROPERTIES).length).toBeGreaterThan(100);
  for (const of of Object.values(COMMON_PROPERTIES)) expect(EDGE_CLASSES).toContain(of);
});
