/** The services that spans are of, each once, with what their resources say of where and as what they run. */
import type { ResourceFact, View, Where } from '../../model/fact.ts';
import { byCodePoint } from '../../model/order.ts';
import { type Attributes, textAt } from './attributes.ts';

/** Names under which a manifest may know a service, most telling first. */
const NAMES = [
  'k8s.deployment.name',
  'k8s.statefulset.name',
  'k8s.daemonset.name',
  'k8s.cronjob.name',
  'k8s.job.name',
  'aws.ecs.service.name',
  'aws.ecs.task.family',
  'faas.name',
  'gcp.cloud_run.service.name',
  'container.name',
  'k8s.container.name',
] as const;

export const RESOURCE_KEYS: ReadonlySet<string> = new Set([
  ...NAMES,
  'service.name',
  'service.namespace',
  'k8s.namespace.name',
  'host.name',
  'host.id',
  'cloud.platform',
  'cloud.region',
  'cloud.availability_zone',
]);

/**
 * What libraries of OpenTelemetry write where nobody said a name: `unknown_service:node` is every such program at once.
 */
const UNNAMED = /^(?:unknown_service(?::.*)?)?$/s;

/** Values of one kind that are kept of a service: those of a thousand pods tell no more. */
const MOST_VALUES = 20;

interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly file: string;
  readonly line: number;
  /** By key: names, regions, zones. */
  readonly values: Map<string, Set<string>>;
}

/** Services by numbers, in the order in which they came. */
export class Services {
  private readonly all: Service[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of a service; undefined if nothing names it. `name`: where it is not among the attributes. */
  number(attributes: Attributes, file: string, line: number, name?: string): number | undefined {
    const given = name ?? textAt(attributes, 'service.name') ?? '';
    const called = UNNAMED.test(given) ? textAt(attributes, ...NAMES) : given;
    if (called === undefined || called === '') return undefined;
    const namespace = textAt(attributes, 'service.namespace') ?? '';
    const key = `${namespace}\0${called}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.all.length;
      this.numbers.set(key, number);
      this.all.push({ name: called, namespace, file, line, values: new Map() });
    }
    const { values } = this.all[number]!;
    for (const about of attributes.keys()) {
      const text = textAt(attributes, about);
      if (text === undefined) continue;
      const there = values.get(about);
      if (there === undefined) values.set(about, new Set([text]));
      else if (there.size < MOST_VALUES) there.add(text);
    }
    return number;
  }

  get size(): number {
    return this.all.length;
  }

  addressOf(number: number): ResourceFact['address'] {
    const { name, namespace } = this.all[number]!;
    return { scope: namespace, local: name };
  }

  /** The service of that name: the caller's neighbour, or the only one. */
  named(name: string, caller: number): number | undefined {
    const near = this.numbers.get(`${this.all[caller]!.namespace}\0${name}`);
    if (near !== undefined) return near;
    const byName = (this.byName ??= namesOf(this.all));
    const found = byName.get(name.toLowerCase());
    return found?.length === 1 ? found[0] : undefined;
  }

  private byName: ReadonlyMap<string, readonly number[]> | undefined;

  /** Those of several regions. */
  wanderers(): readonly {
    readonly name: string;
    readonly regions: readonly string[];
    readonly where: Where;
  }[] {
    return this.all
      .map(({ name, values, file, line }) => ({
        name,
        regions: valuesOf(values, 'cloud.region'),
        where: { file, line },
      }))
      .filter(({ regions }) => regions.length > 1);
  }

  facts(): readonly ResourceFact[] {
    return this.all
      .map(factOf)
      .toSorted(
        (a, b) =>
          byCodePoint(a.address.scope, b.address.scope) || byCodePoint(a.address.local, b.address.local),
      );
  }
}

const namesOf = (all: readonly Service[]): ReadonlyMap<string, readonly number[]> => {
  const names = new Map<string, number[]>();
  for (const [number, { name }] of all.entries()) {
    const there = names.get(name.toLowerCase());
    if (there === undefined) names.set(name.toLowerCase(), [number]);
    else there.push(number);
  }
  return names;
};

const factOf = ({ name, namespace, file, line, values }: Service): ResourceFact => {
  const [region, ...others] = valuesOf(values, 'cloud.region');
  const zones = valuesOf(values, 'cloud.availability_zone');
  return {
    address: { scope: namespace, local: name },
    type: 'trace/service',
    kind: 'service',
    where: { file, line },
    view: viewOf(name, namespace, values),
    ...(region === undefined || others.length > 0 ? {} : { region }),
    ...(zones.length === 0 || others.length > 0 ? {} : { zones }),
  };
};

const viewOf = (name: string, namespace: string, values: Service['values']): View => {
  const hosts = valuesOf(values, 'cloud.platform').includes('aws_ec2') ? ['host.name', 'host.id'] : [];
  const names = [...NAMES, ...hosts].flatMap((key) => valuesOf(values, key));
  const [home, ...others] = valuesOf(values, 'k8s.namespace.name');
  const within = others.length > 0 ? undefined : (home ?? (namespace === '' ? undefined : namespace));
  return { names: [...new Set([...names, name])], ...(within === undefined ? {} : { within }) };
};

const valuesOf = (values: Service['values'], key: string): readonly string[] =>
  [...(values.get(key) ?? [])].toSorted(byCodePoint);
