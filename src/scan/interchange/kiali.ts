/**
 * Kiali's graph of a service mesh, `/api/namespaces/graph`: who was seen to call whom, how often, and with which errors.
 *
 * Rates are per second, over the duration that the file tells, so counts of calls are made of them. What became of the
 * callers when a call failed nobody counted: errors are told, and prove nothing.
 */
import type { Address, Finding, Plain, ReferenceFact, ResourceFact, Where } from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import { type Told, counted, told } from './graph/told.ts';
import type { ForeignText, Importer } from './importer.ts';
import { readJson, valueIn } from './json.ts';

export const kiali = {
  name: 'kiali',
  title: 'Kiali graph',
  claims: ({ text }) => {
    const value = valueIn(text);
    return (
      at(value, 'graphType') !== undefined ||
      at(value, 'elements', 'nodes', 0, 'data', 'nodeType') !== undefined
    );
  },
  read: (texts) => {
    const parts = texts.map(factsOf);
    return Promise.resolve({
      form: 'facts',
      facts: {
        realm: 'kiali',
        tells: 'observed',
        resources: parts.flatMap(({ resources }) => resources),
        references: together(parts.flatMap(({ references }) => references)),
        findings: parts.flatMap(({ findings }) => findings),
      },
      apps: 'scope',
    });
  },
} as const satisfies Importer;

interface Part {
  readonly resources: readonly ResourceFact[];
  readonly references: readonly ReferenceFact[];
  readonly findings: readonly Finding[];
}

/** Seconds that rates are taken over if the file does not say: Kiali's own default. */
const DURATION = 600;

const factsOf = (text: ForeignText): Part => {
  const json = readJson(text);
  const findings = told();
  const resources: ResourceFact[] = [];
  const addresses = new Map<string, Address>();
  const boxed = new Set<string>();
  for (const [i, element] of itemsOf(at(json.value, 'elements', 'nodes')).entries()) {
    const where = { file: text.file, line: json.line('elements/nodes', i) };
    const data = at(element, 'data');
    const id = textOf(at(data, 'id'));
    if (id === undefined) {
      findings.tell(
        'no id',
        where,
        { kind: 'unreadable' },
        (count) => `${counted(count, 'node')} without an id`,
      );
      continue;
    }
    if (textOf(at(data, 'nodeType')) === 'box' || at(data, 'isBox') !== undefined) {
      boxed.add(id);
      findings.tell(
        'box',
        where,
        { kind: 'assumed' },
        (count) => `${counted(count, 'box', 'boxes')} only drawn around others`,
      );
      continue;
    }
    const resource = resourceOf(data, where, findings);
    if (resource === undefined) continue;
    addresses.set(id, resource.address);
    resources.push(resource);
  }
  const said = textOf(at(json.value, 'duration'));
  const duration = Number(said ?? DURATION) || DURATION;
  if (said === undefined)
    findings.tell(
      'duration',
      { file: text.file, line: 1 },
      { kind: 'assumed' },
      () => `the graph says no duration: rates are taken over ${DURATION} seconds`,
    );
  const references: ReferenceFact[] = [];
  for (const [i, element] of itemsOf(at(json.value, 'elements', 'edges')).entries()) {
    const where = { file: text.file, line: json.line('elements/edges', i) };
    const data = at(element, 'data');
    const [from, to] = [textOf(at(data, 'source')), textOf(at(data, 'target'))].map((id) =>
      addresses.get(id ?? ''),
    );
    if (from === undefined || to === undefined) {
      findings.tell(
        'nowhere',
        where,
        { kind: 'unresolved' },
        (count) => `${counted(count, 'edge')} to or from no node of the graph`,
      );
      continue;
    }
    references.push(callOf(from, to, at(data, 'traffic'), duration, where));
  }
  return { resources, references, findings: findings.findings() };
};

/** What answers to nothing: calls from outside of the mesh, and to nowhere. */
const UNKNOWN = 'unknown';

const resourceOf = (data: Plain | undefined, where: Where, findings: Told): ResourceFact | undefined => {
  const said = (key: string): string | undefined => {
    const text = textOf(at(data, key));
    return text === undefined || text === '' || text === UNKNOWN ? undefined : text;
  };
  const namespace = said('namespace');
  const type = said('nodeType') ?? 'app';
  const isEntry = at(data, 'isServiceEntry') !== undefined && at(data, 'isServiceEntry') !== false;
  const [workload, app, service, version] = ['workload', 'app', 'service', 'version'].map(said);
  const name =
    type === 'service'
      ? service
      : type === 'workload'
        ? (workload ?? app)
        : type === 'aggregate'
          ? (said('aggregate') ?? app)
          : (workload ?? (app !== undefined && version !== undefined ? `${app}-${version}` : app) ?? service);
  if (name === undefined) {
    findings.tell(
      UNKNOWN,
      where,
      { kind: 'assumed' },
      (count) => `${counted(count, 'node')} that the mesh does not know: whoever calls from outside of it`,
    );
    // Whoever calls needs to be somebody.
    return { address: { scope: '', local: UNKNOWN }, type: 'kiali/unknown', kind: 'external', where };
  }
  // A service is an address in the cluster; what runs behind it has its name from the workload.
  const local = type === 'service' ? `service.${name}` : name;
  const kind: Kind = isEntry ? 'external' : type === 'service' ? 'network' : 'service';
  const isRoot = at(data, 'isRoot') === true;
  return {
    address: { scope: namespace ?? '', local },
    type: `kiali/${isEntry ? 'service-entry' : type}`,
    kind,
    where,
    name,
    ...(app === undefined || kind !== 'service' ? {} : { app }),
    ...(isRoot && kind === 'service' ? { entry: 'traffic enters the mesh here' } : {}),
    ...healthOf(at(data, 'healthData')),
    ...(isEntry ? { names: [{ form: 'host' as const, text: name.toLowerCase() }] } : {}),
    view: {
      names: [...new Set([name, ...(app === undefined ? [] : [app])])],
      ...(namespace === undefined ? {} : { within: namespace }),
      kinds: kind === 'service' ? ['app', 'service', 'function', 'compute'] : [kind],
    },
  };
};

/** Replicas as the mesh last saw them. */
const healthOf = (health: Plain | undefined): Pick<ResourceFact, 'count'> => {
  const replicas = at(health, 'workloadStatus', 'desiredReplicas');
  return typeof replicas === 'number' && Number.isInteger(replicas) && replicas > 0
    ? { count: replicas }
    : {};
};

const callOf = (
  from: Address,
  to: Address,
  traffic: Plain | undefined,
  duration: number,
  where: Where,
): ReferenceFact => {
  const protocol = textOf(at(traffic, 'protocol')) ?? 'tcp';
  const rates = new Map(
    entriesOf(at(traffic, 'rates')).map(([name, rate]) => [name, Number(textOf(rate) ?? 0) || 0]),
  );
  // Of TCP bytes are counted, not calls.
  const calls = protocol === 'tcp' ? 0 : Math.round((rates.get(protocol) ?? 0) * duration);
  const share = rates.get(`${protocol}PercentErr`) ?? 0;
  const errors = Math.round((calls * share) / 100);
  const why =
    calls === 0
      ? `${protocol} traffic seen in ${duration} s`
      : `seen to call ${calls} times in ${duration} s over ${protocol}${errors === 0 ? '' : `, ${errors} with an error`}`;
  return {
    from,
    to: { by: 'address', address: to },
    property: 'traffic',
    where,
    confidence: 'observed',
    class: 'call',
    why,
    observed: { calls, errors: 0, propagated: 0 },
  };
};

/** Calls between the same two over several protocols, and in several files, are one dependency; each is told. */
const together = (references: readonly ReferenceFact[]): readonly ReferenceFact[] => {
  const pairs = new Map<string, ReferenceFact>();
  for (const reference of references) {
    const { from, to } = reference;
    const target = to.by === 'address' ? to.address : undefined;
    const key = [from.scope, from.local, target?.scope, target?.local].join('\0');
    const known = pairs.get(key);
    pairs.set(
      key,
      known === undefined
        ? reference
        : {
            ...known,
            why: known.why === reference.why ? known.why! : `${known.why!}; ${reference.why!}`,
            observed: {
              calls: known.observed!.calls + reference.observed!.calls,
              errors: 0,
              propagated: 0,
            },
          },
    );
  }
  return [...pairs.values()];
};
