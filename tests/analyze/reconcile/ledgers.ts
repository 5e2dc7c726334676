/** Ledgers written shortly: who says what, as the assembly of a scan would tell it. */
import { type Reconciled, reconcile } from '../../../src/analyze/reconcile.ts';
import type { PartialNode } from '../../../src/model/document.ts';
import type { CallCounts, TestimonyKind } from '../../../src/model/fact.ts';
import type { Kind } from '../../../src/model/kind.ts';
import type { Sighting, Testimony } from '../../../src/model/testimony.ts';

const REALMS: Readonly<Record<TestimonyKind, string>> = {
  declared: 'kubernetes',
  code: 'aws-sdk',
  catalog: 'backstage',
  observed: 'traces',
};

const TYPES: Readonly<Record<TestimonyKind, string>> = {
  declared: 'apps/Deployment',
  code: 'code/package',
  catalog: 'backstage/Component',
  observed: 'trace/service',
};

/** A source tells of a node. */
export const sighting = (node: string, tells: TestimonyKind, more: Partial<Sighting> = {}): Sighting => ({
  node,
  tells,
  realm: REALMS[tells],
  type: TYPES[tells],
  local: node.slice(node.lastIndexOf('/') + 1),
  where: { file: `${tells}.yaml`, line: 1 },
  isPart: true,
  ...more,
});

/** A source tells of an edge: `web -> db`. */
export const testimony = (edge: string, tells: TestimonyKind, more: Partial<Testimony> = {}): Testimony => {
  const [from, to] = edge.split(' -> ') as [string, string];
  return {
    from,
    to,
    tells,
    realm: REALMS[tells],
    class: 'call',
    confidence: tells === 'observed' ? 'observed' : 'documented',
    why: `${tells} says so`,
    where: { file: `${tells}.yaml`, line: 2 },
    atMost: 'outage',
    isLink: false,
    ...more,
  };
};

/** Calls that were seen. */
export const seen = (
  edge: string,
  { calls = 100, errors = 0, propagated = 0 }: Partial<CallCounts> = {},
  more: Partial<Testimony> = {},
): Testimony => testimony(edge, 'observed', { observed: { calls, errors, propagated }, ...more });

/** A node as a scan makes it. */
export const node = (id: string, kind: Kind = 'service', more: Partial<PartialNode> = {}): PartialNode => ({
  id,
  kind,
  tags: [],
  dependsOn: [],
  origins: [],
  ...more,
});

/** What is compared: nodes that are not given are services. */
export const compared = (
  sightings: readonly Sighting[],
  testimonies: readonly Testimony[],
  nodes: readonly PartialNode[] = [],
): Reconciled => {
  const given = new Map(nodes.map((one) => [one.id, one]));
  const ids = new Set([
    ...sightings.map((one) => one.node),
    ...testimonies.flatMap(({ from, to }) => [from, to]),
  ]);
  const all = [...ids].toSorted().map((id) => given.get(id) ?? node(id));
  return reconcile({
    document: { use: [], include: [], nodes: new Map(all.map((one) => [one.id, one])), scenarios: new Map() },
    ledger: { sightings, testimonies },
  });
};

/** Both ends of something, as one word. */
export const edgeOf = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  `${from} -> ${to}`;
