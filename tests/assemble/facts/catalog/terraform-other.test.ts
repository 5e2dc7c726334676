/** Proves what resources of Terraform's other providers come to in a graph. */
import { describe, expect, it } from 'vitest';
import { rowOf } from '../../../../src/assemble/facts/catalog/index.ts';
import { classOfProperty } from '../../../../src/assemble/facts/catalog/common.ts';

describe('resources in a cluster', () => {
  it.each(['deployment', 'stateful_set', 'pod', 'service', 'ingress', 'secret', 'config_map', 'namespace'])(
    'kubernetes_%s means the same with a version',
    (word) => {
      expect(rowOf(`kubernetes_${word}`)).toBeDefined();
      expect(rowOf(`kubernetes_${word}_v1`)).toBe(rowOf(`kubernetes_${word}`));
    },
  );

  it('what runs falls with the cluster that its provider is configured with', () => {
    for (const type of ['kubernetes_deployment', 'kubernetes_manifest', 'helm_release']) {
      expect(rowOf(type)?.role ?? 'part').toBe('part');
      expect(classOfProperty(rowOf(type), 'provider')).toBe('placement');
    }
  });

  it('a service needs what it selects, at any time; an image only at the start', () => {
    expect(classOfProperty(rowOf('kubernetes_service'), 'spec.selector')).toBe('call');
    expect(classOfProperty(rowOf('kubernetes_service'), 'metadata.namespace')).toBe('config');
    expect(classOfProperty(rowOf('kubernetes_deployment'), 'spec.template.spec.container.image')).toBe(
      'start-up',
    );
  });
});

it.each(['grafana_dashboard', 'datadog_monitor', 'pagerduty_service'])('%s only watches', (type) => {
  expect(rowOf(type)).toMatchObject({ role: 'setting', asTarget: 'telemetry' });
  expect(classOfProperty(rowOf(type), 'anything')).toBe('telemetry');
});

it.each([
  ['cloudflare_record', 'dns'],
  ['mongodbatlas_cluster', 'database'],
  ['cloudflare_workers_script', 'function'],
])('%s is of the kind %s', (type, kind) => {
  expect(rowOf(type)).toMatchObject({ kind });
  expect(rowOf(type)?.role).toBeUndefined();
});

it('nobody guesses at what nobody wrote down', () => {
  expect(rowOf('kubernetes_unheard_of')).toBeUndefined();
  expect(rowOf('litellm_team')).toBeUndefined();
});
