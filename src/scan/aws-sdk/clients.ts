/** Clients of AWS's services that a program makes: of which service, for which region, and how patient they are. */
import { choicesOf, entryOf, libraryOf, textOf } from '../typescript/read.ts';
import type { Trace } from '../typescript/trace.ts';
import type { Library, Made, Site, Value } from '../typescript/value.ts';
import { hostIn, isNowhere, saidIn } from './addresses.ts';
import { type Region, regionsOf } from './regions.ts';
import { clientPackage, prefixOf, prefixOfSecond } from './services.ts';

export interface Client {
  /** The same for all that one place of the code makes. */
  readonly key: string;
  /** `S3Client`, `AWS.S3`: as the code calls it. */
  readonly label: string;
  /** What its actions begin with: `s3`. */
  readonly prefix: string;
  readonly site: Site;
  readonly regions: readonly Region[];
  /** Parameters that are part of every call of it (the second version's `params`). */
  readonly bound?: Value;
  /** Another host than the service's own. */
  readonly endpoint?: string;
  /** It speaks to a stand-in of the service on the same machine, whatever the code runs in. */
  readonly isLocal: boolean;
  /** Attempts and time limits that the code gives it, in words. */
  readonly patience: readonly string[];
  readonly made: Made;
}

/** The clients of a program, and how to find the client that a value is. */
export class Clients {
  /** In the order of making; those of one site that are alike once. */
  readonly all: readonly Client[];
  private readonly byMade = new Map<Made, Client>();

  constructor(trace: Trace, shared: ReadonlyMap<string, string>) {
    const bySite = new Map<string, Client>();
    for (const made of trace.made) {
      const kind = clientKind(made.class);
      if (kind === undefined) continue;
      const client = clientOf(made, kind, shared);
      const known = bySite.get(client.key);
      bySite.set(client.key, known === undefined ? client : united(known, client));
      this.byMade.set(made, client);
    }
    this.all = [...bySite.values()];
    // A factory makes one for each region. Of one made without anything known, what others are told counts.
    for (const [made, client] of this.byMade) {
      const all = bySite.get(client.key)!;
      const isKnown = client.regions.some(({ form }) => form !== 'unknown');
      this.byMade.set(made, isKnown ? { ...client, isLocal: all.isLocal } : all);
    }
  }

  /** The clients that a value may be; none if it is no client. */
  of(value: Value | undefined): readonly Client[] {
    const found = choicesOf(value).flatMap((arm) => {
      const made = arm.kind === 'made' ? arm.made : arm.kind === 'instance' ? arm.made : undefined;
      const own = made === undefined ? undefined : this.byMade.get(made);
      if (own !== undefined) return [own];
      // A document client stands on the client that it is given.
      return made === undefined ? wrappedBy(arm).flatMap((inner) => this.of(inner)) : this.of(made.args[0]);
    });
    return distinct(found);
  }
}

/** Those of one place that are made for the same regions are one. */
const distinct = (clients: readonly Client[]): readonly Client[] => [
  ...new Map(clients.map((client) => [JSON.stringify([client.key, client.regions]), client])).values(),
];

/** What a call wraps: `DynamoDBDocumentClient.from(client)`, `getClient(new S3Client())` of a package. */
const wrappedBy = (value: Value): readonly Value[] =>
  value.kind === 'result' && /^(?:from|wrap|capture|trace|instrument)/i.test(value.call.name)
    ? value.call.args.slice(0, 1)
    : [];

interface ClientKind {
  readonly label: string;
  readonly prefix: string;
  readonly isSecond: boolean;
}

/** What a class of a library is a client of; undefined if it is none. */
const clientKind = ({ module, path }: Library): ClientKind | undefined => {
  if (module === 'aws-sdk' || module.startsWith('aws-sdk/')) return secondKind(module, path);
  if (module === 'amazon-dax-client' || module === '@amazon-dax-sdk/client-dax')
    return { label: path.at(-1) ?? 'AmazonDaxClient', prefix: 'dax', isSecond: true };
  const name = path.at(-1);
  const service = module.startsWith('@aws-sdk/client-') ? clientPackage(module) : undefined;
  if (name === undefined || service === undefined) return undefined;
  const bare = name.toLowerCase();
  const isClient = name.endsWith('Client') || bare === service.replaceAll('-', '') || AGGREGATED.has(name);
  return isClient ? { label: name, prefix: prefixOf(service), isSecond: false } : undefined;
};

/** Classes with all operations as methods that are not called as their package is. */
const AGGREGATED: ReadonlySet<string> = new Set(['OpenSearch', 'LexRuntimeV2', 'ElasticLoadBalancingV2']);

/** `new AWS.S3()`, `new AWS.DynamoDB.DocumentClient()`, `import S3 from 'aws-sdk/clients/s3'`. */
const secondKind = (module: string, path: readonly string[]): ClientKind | undefined => {
  const words = path.filter((word) => word !== 'default');
  const file = /^aws-sdk\/clients\/([a-z0-9]+)/.exec(module)?.[1];
  const [name, part] = file === undefined ? words : [undefined, words.at(-1)];
  const service = file ?? name;
  if (service === undefined) return undefined;
  const prefix =
    file === undefined
      ? prefixOfSecond(service)
      : prefixOfSecond(service[0]!.toUpperCase() + service.slice(1));
  if (prefix === undefined) return undefined;
  if (
    part !== undefined &&
    !/^(?:DocumentClient|ManagedUpload)$/.test(part) &&
    prefixOfSecond(part) !== prefix
  )
    return undefined;
  return { label: [file === undefined ? 'AWS' : service, ...words].join('.'), prefix, isSecond: true };
};

const clientOf = (
  made: Made,
  { label, prefix, isSecond }: ClientKind,
  shared: ReadonlyMap<string, string>,
): Client => {
  const [settings] = made.args;
  const own = regionsOf(settings);
  // `AWS.config.update({region})` holds for all clients of the second version that do not say one themselves.
  const common = isSecond ? shared.get(made.site.inside) : undefined;
  const regions: readonly Region[] =
    common !== undefined && own.every(({ form }) => form === 'own')
      ? [{ form: 'literal', region: common }]
      : own;
  const endpoints = saidIn(entryOf(settings, 'endpoint')).filter(({ text }) => text !== undefined);
  const bound = entryOf(settings, 'params');
  const [endpoint] = endpoints;
  const isSure = endpoints.length === 1 && !endpoint!.isDefault && isAlways(entryOf(settings, 'endpoint'));
  return {
    key: JSON.stringify([made.site.inside, made.site.line, label]),
    label,
    prefix,
    site: made.site,
    regions,
    isLocal: isSure && isNowhere(endpoint!.text!),
    patience: patienceOf(settings),
    made,
    ...(bound === undefined ? {} : { bound }),
    ...(isSure && hostIn(endpoint!.text!) !== undefined ? { endpoint: endpoint!.text! } : {}),
  };
};

/** Whether a value is one text in each case: not only where a condition holds. */
const isAlways = (value: Value | undefined): boolean => value !== undefined && value.kind !== 'either';

const united = (one: Client, other: Client): Client => {
  const regions = [...one.regions, ...other.regions];
  const distinct = [...new Map(regions.map((region) => [JSON.stringify(region), region])).values()];
  const known = distinct.filter(({ form }) => form !== 'unknown');
  return { ...one, isLocal: one.isLocal && other.isLocal, regions: known.length > 0 ? known : distinct };
};

/** Settings that tell how long a call may take; by the words of the SDK. */
const PATIENCE: readonly (readonly string[])[] = [
  ['maxAttempts'],
  ['retryMode'],
  ['maxRetries'],
  ['httpOptions', 'timeout'],
  ['httpOptions', 'connectTimeout'],
  ['requestHandler', 'requestTimeout'],
  ['requestHandler', 'connectionTimeout'],
  ['requestHandler', 'socketTimeout'],
];

const patienceOf = (settings: Value | undefined): readonly string[] => {
  const handler = entryOf(settings, 'requestHandler');
  // `new NodeHttpHandler({requestTimeout: 3000})`
  const given =
    handler?.kind === 'made' && libraryOf(handler) !== undefined ? handler.made.args[0] : undefined;
  return PATIENCE.flatMap((path) => {
    const name = path.at(-1)!;
    const text = textOf(
      path[0] === 'requestHandler' && given !== undefined ? entryOf(given, name) : entryOf(settings, ...path),
    );
    return text === undefined ? [] : [`${name} ${text}`];
  });
};
