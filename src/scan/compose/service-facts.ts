/** A service of a project as facts: what it is, what it answers to, what it needs. */
import { mentionsIn } from '../../assemble/facts/words.ts';
import type {
  Address,
  EdgeClass,
  Facts,
  Finding,
  Name,
  Properties,
  ReferenceFact,
  ResourceFact,
} from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import { kindOfImage } from '../images.ts';
import type { ScanContext } from '../scanner.ts';
import { argumentFacts } from './arguments.ts';
import { type Built, codeFolder, settingFact, settingsOf } from './environment.ts';
import { type Located, type LocatedMap, items, member, members, plainOf, textAt } from './located.ts';
import type { Project } from './project.ts';

/** Kinds that are reached by other services only, whatever ports are published for those who develop. */
const BEHIND: ReadonlySet<Kind> = new Set(['database', 'cache', 'queue']);

/** What is known of a service beside its own description. */
export interface Around {
  readonly built: Built | undefined;
  /** All names that services of the project answer to. */
  readonly hosts: ReadonlySet<string>;
  /** Those that links give this one. */
  readonly aliases: readonly string[];
  /** What its files of configuration name. */
  readonly mounted: readonly ReferenceFact[];
}

export const serviceFacts = async (
  project: Project,
  name: string,
  service: LocatedMap,
  { built, hosts, aliases, mounted }: Around,
  context: ScanContext,
): Promise<Facts> => {
  const address: Address = { scope: project.scope, local: name };
  const image = textAt(member(service, 'image'));
  const kind = kindOfImage(image ?? '') ?? kindOfImage(built?.base ?? '');
  const { settings, findings } = await settingsOf(project, service, built, context);
  const declared = declaredFacts(project, address, service);
  const needs = [
    ...declared.references,
    ...settings
      .filter(({ value }) => value !== '')
      .map((setting) => settingFact(address, setting))
      .filter((fact) => kind === undefined || !isOfItself(fact, hosts)),
    ...argumentFacts(address, service),
    ...mounted,
  ];
  const isSilent = kind === undefined && !needs.some((need) => isSignal(need, hosts));
  return {
    resources: [resourceOf(project, address, service, kind, aliases)],
    references: [...needs, ...imageFacts(address, service)],
    findings: [...findings, ...declared.findings, ...(isSilent ? [silence(name, service)] : [])],
  };
};

const silence = (name: string, service: LocatedMap): Finding => ({
  kind: 'no-signal',
  ...service.where,
  message: `nothing tells what ${name} needs: neither depends_on nor links nor settings nor mounted configuration`,
  hint: 'what it needs is unknown, not nothing',
});

/**
 * A store's settings may call it by a name that nobody answers to (`MARIADB_HOST: shop`): they say what it is to be
 * called, not what it needs.
 */
const isOfItself = ({ to }: ReferenceFact, hosts: ReadonlySet<string>): boolean =>
  to.by === 'text' &&
  /^\w+$/.test(to.text) &&
  !hosts.has(to.text.toLowerCase()) &&
  mentionsIn(to).every(({ form }) => form === 'host');

/** Whether a reference leads to something: a setting only if it names something that may be called. */
const isSignal = ({ to }: ReferenceFact, hosts: ReadonlySet<string>): boolean =>
  to.by === 'address' ||
  mentionsIn(to).some((mention) =>
    mention.form === 'host' ? mention.sure || hosts.has(mention.host) : mention.form !== 'name',
  );

const resourceOf = (
  project: Project,
  address: Address,
  service: LocatedMap,
  kind: Kind | undefined,
  aliases: readonly string[],
): ResourceFact => {
  const replicas = Number(
    textAt(member(service, 'deploy', 'replicas') ?? member(service, 'scale')) ?? Number.NaN,
  );
  const profiles = items(member(service, 'profiles')).flatMap((item) => textAt(item) ?? []);
  const entry = kind !== undefined && BEHIND.has(kind) ? undefined : entryOf(service);
  const code = codeFolder(project, service);
  return {
    address,
    type: 'compose/service',
    where: service.where,
    names: [...new Set([...hostsOf(address.local, service), ...aliases])].map((text): Name => ({
      form: 'host',
      text,
      within: project.scope,
    })),
    properties: propertiesOf(service),
    ...(kind === undefined ? {} : { kind }),
    ...(Number.isInteger(replicas) && replicas >= 0 ? { count: replicas } : {}),
    ...(entry === undefined ? {} : { entry }),
    ...(code === undefined ? {} : { code: [code] }),
    ...(profiles.length === 0 ? {} : { tags: profiles.map((profile) => `profile:${profile}`) }),
  };
};

/** The names that a service is reached by within its project. */
export const hostsOf = (name: string, service: LocatedMap): readonly string[] => {
  const aliases = members(member(service, 'networks')).flatMap(([, network]) =>
    items(member(network, 'aliases')),
  );
  const own = [member(service, 'container_name'), member(service, 'hostname'), ...aliases].map(
    (value) => textAt(value) ?? '',
  );
  const hosts = [name, ...own].map((host) => host.toLowerCase());
  return [...new Set(hosts)].filter((host) => host !== '' && !host.includes('${'));
};

/** Settings may hold secrets and stay out. */
const PROPERTIES = ['image', 'container_name', 'ports', 'restart', 'profiles', 'deploy'];

const propertiesOf = (service: LocatedMap): Properties =>
  Object.fromEntries(
    PROPERTIES.flatMap((key) => {
      const value = member(service, key);
      return value === undefined ? [] : [[key, plainOf(value)] as const];
    }),
  );

/** Ports with a number outside: one left to chance is not how people get in. */
const entryOf = (service: LocatedMap): string | undefined => {
  const ports = items(member(service, 'ports')).flatMap((item) => {
    const published =
      item.kind === 'map'
        ? textAt(item.entries.get('published'))
        : /^(?:[^:]*:|\[[^\]]*\]:)?(\d+)(?:-\d+)?:\d+(?:-\d+)?(?:\/\w+)?$/.exec(textAt(item) ?? '')?.[1];
    return published ?? [];
  });
  const [first, ...others] = new Set(ports);
  if (first === undefined) return undefined;
  return others.length === 0
    ? `publishes port ${first}`
    : `publishes ports ${[first, ...others].slice(0, 4).join(', ')}`;
};

/** `depends_on`, `links`, `volumes_from`, `network_mode: service:x`. */
const declaredFacts = (
  project: Project,
  from: Address,
  service: LocatedMap,
): { readonly references: readonly ReferenceFact[]; readonly findings: readonly Finding[] } => {
  const wishes: { property: string; to: string; at: Located; class: EdgeClass; isOptional?: boolean }[] = [];
  for (const [to, condition] of members(member(service, 'depends_on'))) {
    const isOptional = textAt(member(condition, 'required')) === 'false';
    wishes.push({ property: 'depends_on', to, at: condition, class: 'start-up', isOptional });
  }
  for (const { to, at } of linksOf(service)) wishes.push({ property: 'links', to, at, class: 'call' });
  for (const item of items(member(service, 'volumes_from'))) {
    const to = (textAt(item) ?? '').split(':')[0]!;
    wishes.push({ property: 'volumes_from', to, at: item, class: 'data' });
  }
  const network = member(service, 'network_mode');
  const [kind, to] = (textAt(network) ?? '').split(':');
  if (network !== undefined && kind === 'service' && to !== undefined) {
    wishes.push({ property: 'network_mode', to, at: network, class: 'network' });
  }
  const known = wishes.filter((wish) => wish.to !== from.local && project.services.has(wish.to));
  return {
    references: known.map((wish) => ({
      from,
      to: { by: 'address', address: { scope: from.scope, local: wish.to } },
      property: wish.property,
      where: wish.at.where,
      confidence: 'documented',
      class: wish.class,
      why: `${wish.property}: ${wish.to}`,
    })),
    findings: wishes
      .filter((wish) => !project.services.has(wish.to) && wish.isOptional !== true && wish.to !== 'container')
      .map((wish) => ({
        kind: 'unresolved',
        ...wish.at.where,
        message: `${from.local} names ${wish.to} in ${wish.property}, but there is no such service`,
      })),
  };
};

interface Link {
  readonly to: string;
  readonly alias: string | undefined;
  readonly at: Located;
}

/** `db:database`: the service, and what it is called by the one that holds the link. */
export const linksOf = (service: LocatedMap): readonly Link[] =>
  items(member(service, 'links')).flatMap((at) => {
    const [to = '', alias] = (textAt(at) ?? '').split(':');
    return to === '' ? [] : [{ to, alias, at }];
  });

/** An image is pulled when a container starts; one that is built here is not pulled. */
const imageFacts = (from: Address, service: LocatedMap): readonly ReferenceFact[] => {
  const image = member(service, 'image');
  const text = textAt(image);
  if (image === undefined || text === undefined || member(service, 'build') !== undefined) return [];
  return [
    {
      from,
      to: { by: 'text', as: 'image', text },
      property: 'image',
      where: image.where,
      confidence: 'documented',
      class: 'start-up',
      why: `image: ${text}`,
    },
  ];
};
