/** What a program calls, as facts: references from its packages to services, things and hosts. */
import type { EdgeClass, Finding, ReferenceFact, Where } from '../../model/fact.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Site } from '../typescript/value.ts';
import { actionOf, classOfOperation, classOfService, isSetUp } from './actions.ts';
import type { Client } from './clients.ts';
import type { HostUse, Hosts } from './hosts.ts';
import type { Operation } from './operations.ts';
import type { CodePackage } from './packages.ts';
import { type Region, actionIn, hasRegion, placeOf, regionWords, sureness } from './regions.ts';
import { namingOf } from './resources.ts';
import { textOf, entryOf, whereOf } from '../typescript/read.ts';

/** What is known around the calls. */
interface Around {
  readonly packageOf: (site: Site) => CodePackage;
  /** The line of the `catch` that bears a failure of what stands at a site, if there is one. */
  readonly guardAt: (site: Site) => number | undefined;
  /** Whether a file builds infrastructure: addresses in it are settings of that. */
  readonly isInfrastructure: (site: Site) => boolean;
}

interface Told {
  readonly references: readonly ReferenceFact[];
  readonly findings: readonly Finding[];
}

type Reference = Omit<ReferenceFact, 'from' | 'where' | 'code'> & { readonly site: Site };

/** The facts of all clients and operations, and of all hosts. */
export const factsOf = (
  clients: readonly Client[],
  operations: readonly Operation[],
  hosts: Hosts,
  around: Around,
): Told => {
  const teller = new Teller(around);
  const told = operations.map((operation) => ({ operation, ...teller.operation(operation, clients) }));
  for (const client of clients) {
    const own = told.filter(({ operation }) => operation.clients.some(({ key }) => key === client.key));
    teller.client(client, own);
  }
  for (const use of hosts.uses) teller.host(use);
  teller.open(hosts);
  return { references: teller.references(), findings: teller.findings() };
};

/** How one operation's failure is felt. */
interface Felt {
  readonly class: EdgeClass;
  /** The file and line of the `catch` that bears it. */
  readonly caught: string | undefined;
}

class Teller {
  private readonly byKey = new Map<string, ReferenceFact>();
  private readonly found = new Map<string, Finding>();
  private readonly around: Around;
  /** Files and the targets that calls in them name: texts that say the same add nothing. */
  private readonly named = new Set<string>();

  constructor(around: Around) {
    this.around = around;
  }

  references(): readonly ReferenceFact[] {
    return [...this.byKey.values()].toSorted((a, b) => byPlace(a.where, b.where));
  }

  findings(): readonly Finding[] {
    return [...this.found.values()].toSorted((a, b) => byCodePoint(a.file, b.file) || a.line! - b.line!);
  }

  client(client: Client, own: readonly Felt[]): void {
    const { site, label, prefix } = client;
    for (const region of client.regions) this.region(client, region);
    if (client.isLocal) {
      this.find(site, {
        kind: 'assumed',
        message: `${label} speaks to ${client.endpoint ?? 'this machine'}: it is taken for a stand-in of the service`,
      });
      return;
    }
    const kind = strongest(own.map(({ class: one }) => one)) ?? classOfService(prefix);
    // The client is as dispensable as all that goes through it.
    const lines = own.map(({ caught }) => caught);
    const isBorne = own.length > 0 && lines.every((line) => line !== undefined);
    const words = [
      ...client.patience,
      ...(isBorne ? [`caught at ${[...new Set(lines)].slice(0, 3).join(', ')}`] : []),
    ];
    const more = words.length === 0 ? '' : `; ${words.join(', ')}`;
    const atMost = isBorne ? ({ atMost: 'degraded' } as const) : {};
    if (client.endpoint !== undefined && !/\.amazonaws\.com|\.api\.aws/.test(client.endpoint)) {
      this.refer({
        site,
        to: { by: 'text', text: client.endpoint, as: 'host' },
        property: label,
        class: kind,
        confidence: 'documented',
        why: `${label} at ${client.endpoint}${more}`,
        ...atMost,
      });
      return;
    }
    for (const region of client.regions) {
      this.refer({
        site,
        to: actionIn(actionOf(prefix, '*'), region),
        property: label,
        class: kind,
        confidence: sureness(region),
        why: `${label}${regionWords(region)}${more}`,
        ...atMost,
      });
    }
  }

  /** Tells of regions that do not follow the deployment. */
  private region({ site, label }: Client, region: Region): void {
    switch (region.form) {
      case 'literal':
        this.find(site, {
          kind: 'assumed',
          message: `hard-coded region ${region.region}: ${label} calls it wherever the code runs`,
          hint: 'take the region from AWS_REGION or a setting, unless it is meant to stay',
        });
        break;
      case 'default':
        this.find(site, {
          kind: 'assumed',
          message: `region default ${region.region}: ${label} calls it unless ${region.key ?? 'the caller'} says another one`,
          hint: 'without a default, a missing setting is seen at the start',
        });
        break;
      case 'own':
        if (region.fallback !== undefined)
          this.find(site, {
            kind: 'assumed',
            message: `region default ${region.fallback}: ${label} calls it only where nothing says the region that the code runs in`,
          });
        break;
      case 'unknown':
        this.find(site, {
          kind: 'unknown-value',
          message: `the region of ${label} is not known${region.text === undefined ? '' : `: ${region.text}`}`,
          hint: 'it is taken for the region that the code runs in',
        });
        break;
      case 'key':
    }
  }

  operation(operation: Operation, all: readonly Client[]): Felt {
    const { prefix, name, site, inputs, isPresigned, by } = operation;
    const clients = operation.clients.length > 0 ? operation.clients : this.likely(operation, all);
    const isEvent = inputs.some((input) => textOf(entryOf(input, 'InvocationType')) === 'Event');
    const isStart = operation.around.length > 0 && operation.around.every((one) => isSetUp(name, one));
    const kind = isStart ? 'start-up' : classOfOperation(prefix, name, isEvent);
    const caught = this.caught(operation);
    const felt: Felt = { class: kind, caught };
    if (clients.length > 0 && clients.every(({ isLocal }) => isLocal)) return felt;
    const regions = distinctRegions(clients);
    const literal = regions.length === 1 && regions[0]!.form === 'literal' ? regions[0]!.region : undefined;
    const { things, keys } = namingOf(prefix, name, inputs, literal);
    const label = clients[0]?.label ?? by ?? prefix;
    const evidence = [
      ...(isPresigned ? ['only signed here'] : []),
      ...(keys.length > 0 && things.length === 0 ? [`named by ${keys.join(', ')}`] : []),
      ...(caught === undefined ? [] : [`caught at ${caught}`]),
    ];
    const more = evidence.length === 0 ? '' : `; ${evidence.join(', ')}`;
    const words = (region: Region | undefined): string =>
      `${label}${region === undefined ? '' : regionWords(region)}: ${name}`;
    const atMost = caught === undefined ? {} : ({ atMost: 'degraded' } as const);
    for (const thing of things) {
      this.named.add(`${site.inside}\0${thing.target.text}`);
      this.refer({
        site,
        // What says no region itself is asked for where the client calls.
        to: { ...thing.target, ...(hasRegion(thing.target.text) ? {} : placeOf(regions[0])) },
        property: name,
        class: kind,
        confidence: thing.isDefault
          ? 'assumed'
          : thing.target.text.includes('${')
            ? 'inferred'
            : 'documented',
        why: `${words(regions[0])}, ${thing.words}${thing.isDefault ? ' (default)' : ''}${more}`,
        ...atMost,
      });
    }
    if (things.length > 0) return felt;
    for (const region of regions.length === 0 ? [undefined] : regions) {
      this.refer({
        site,
        to: { ...actionIn(actionOf(prefix, name), region), ...(keys.length === 0 ? {} : { nameKeys: keys }) },
        property: name,
        class: kind,
        confidence: region === undefined ? 'documented' : sureness(region),
        why: `${words(region)}${more}`,
        ...atMost,
      });
    }
    return felt;
  }

  /** The clients that an operation may go through whose client is passed in from elsewhere: the only ones there are. */
  private likely({ prefix, site }: Operation, all: readonly Client[]): readonly Client[] {
    const ofService = all.filter((client) => client.prefix === prefix);
    const near = ofService.filter((client) => client.site.inside === site.inside);
    if (near.length > 0) return near;
    const { address } = this.around.packageOf(site);
    const beside = ofService.filter((client) => this.around.packageOf(client.site).address === address);
    return distinctRegions(beside).length === 1 ? beside.slice(0, 1) : [];
  }

  private caught({ around, site }: Pick<Operation, 'around' | 'site'>): string | undefined {
    const isGuarded = around.length > 0 && around.every(({ guard }) => guard !== undefined);
    const line = isGuarded ? this.around.guardAt(site) : undefined;
    return line === undefined ? undefined : `${site.file}:${line}`;
  }

  host(use: HostUse): void {
    const { target, site, by, isDefault, isText } = use;
    if (this.around.isInfrastructure(site)) return;
    if (isText && this.named.has(`${site.inside}\0${target.text}`)) return;
    this.named.add(`${site.inside}\0${target.text}`);
    const caught = this.caught({ around: use.around === undefined ? [] : [use.around], site });
    const shown = target.text.length > 120 ? `${target.text.slice(0, 117)}…` : target.text;
    const more = caught === undefined ? '' : `; caught at ${caught}`;
    this.refer({
      site,
      to: target,
      property: by,
      class: use.class,
      confidence: isDefault ? 'assumed' : isText || target.text.includes('${') ? 'inferred' : 'documented',
      why: `${by}${isDefault && target.key !== undefined ? ` ${target.key}` : ''} ${shown}${isDefault ? ' (default)' : ''}${more}`,
      ...(caught === undefined ? {} : { atMost: 'degraded' }),
    });
  }

  /** Of calls whose address is in the environment alone: one for each variable of a package. */
  open({ open }: Hosts): void {
    const told = new Set<string>();
    for (const { key, site, by } of open) {
      const slot = `${this.around.packageOf(site).folder}\0${key}`;
      if (told.has(slot) || this.around.isInfrastructure(site)) continue;
      told.add(slot);
      this.find(site, {
        kind: 'unknown-value',
        message: `where ${by} leads is said by ${key}: the environment of what runs it decides`,
      });
    }
  }

  private refer({ site, ...reference }: Reference): void {
    const { address: from } = this.around.packageOf(site);
    const fact: ReferenceFact = { from, where: whereOf(site), ...reference, code: site.inside };
    const key = JSON.stringify([fact.where, fact.property, fact.to]);
    if (!this.byKey.has(key)) this.byKey.set(key, fact);
  }

  private find({ file, line }: Site, finding: Omit<Finding, 'file' | 'line'>): void {
    this.found.set(JSON.stringify([file, line, finding.message]), { ...finding, file, line });
  }
}

const byPlace = (a: Where, b: Where): number => byCodePoint(a.file, b.file) || a.line - b.line;

const distinctRegions = (clients: readonly Client[]): readonly Region[] => [
  ...new Map(
    clients.flatMap(({ regions }) => regions).map((region) => [JSON.stringify(region), region] as const),
  ).values(),
];

/** By how much depends on them, the most first. */
const BY_WEIGHT: readonly EdgeClass[] = ['data', 'call', 'key', 'asynchronous', 'start-up', 'telemetry'];

const strongest = (classes: readonly EdgeClass[]): EdgeClass | undefined =>
  BY_WEIGHT.find((one) => classes.includes(one));
