/**
 * What scanners find, in the words of the source: resources, what these refer to, and what was not understood.
 *
 * A scanner reads one format and decides nothing about other files: an ARN stays an ARN, a host name a host name, a
 * Terraform address an address. What they mean, and which of them mean the same, is resolved later and for all
 * sources at once (`assemble/facts`). Each fact has its file and line.
 */
import type { Kind } from './kind.ts';
import type { Confidence } from './requirement.ts';
import type { State } from './state.ts';

/** Where a fact was read. The file as the user would write it, with `/`; the line from 1. */
export interface Where {
  readonly file: string;
  readonly line: number;
}

/** Which thing, in the source's own words: unique among all facts of one scan. */
export interface Address {
  /**
   * What the address is unique in, as a path: a root module's folder, a stack, a compose project, a namespace.
   * Empty for the folder that is scanned. It becomes the front of the node's id, and the things in it an app.
   */
  readonly scope: string;
  /** `module.vpc.aws_subnet.private`, `OrdersTable`, `frontend`. It becomes the last segment of the node's id. */
  readonly local: string;
}

/** A plain value, as far as it is known: what is not known is left out. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** Properties of a resource by name. */
export type Properties = Readonly<Record<string, Plain>>;

/**
 * A name that a resource answers to.
 *
 * `host`: a DNS name, lower case, without port; `within` if it is only known there (the compose project, the
 * namespace). `arn`: an ARN, of which region and account may be empty (`arn:aws:sqs:::orders`): then they match any.
 * `name`: what its makers call it (a table, a bucket, a function), known to those that say which type they mean.
 */
export interface Name {
  readonly form: 'host' | 'arn' | 'name';
  readonly text: string;
  readonly within?: string;
}

/** There is a thing. */
export interface ResourceFact {
  readonly address: Address;
  /** The source's own type: `aws_db_instance`, `AWS::RDS::DBInstance`, `apps/Deployment`, `compose/service`. */
  readonly type: string;
  readonly where: Where;
  /** What people call it, if it is not the address. */
  readonly name?: string;
  /** If the source knows better than the catalog of types does. */
  readonly kind?: Kind;
  /** What the source says that it answers to; what follows from type and properties the catalog adds. */
  readonly names?: readonly Name[];
  /** The region that it is deployed to, in its provider's words, if the source says it. */
  readonly region?: string;
  /** Properties by the source's own names, as far as they are known; those of the first instance. */
  readonly properties?: Properties;
  /** How many there are of it, if that is known: `count`, `replicas`. 0: it is switched off. */
  readonly count?: number;
  /** Where instances differ (`count`, `for_each`): the properties of each, at most 100. */
  readonly instances?: readonly Properties[];
  /** The zones that it runs in, by name, if the source says them itself (node affinity). */
  readonly zones?: readonly string[];
  /** How many of `count` must be there for it to be no worse than degraded: from a PodDisruptionBudget. */
  readonly minAvailable?: number;
  /** The app that it belongs to, if the source says so (`app.kubernetes.io/part-of`); else its scope. */
  readonly app?: string;
  /** Why people reach the app through it ("internet-facing"), if the source knows; the catalog knows others. */
  readonly entry?: string;
  readonly owner?: string;
  readonly tags?: readonly string[];
  /** It is read, not made, by this source: `data` blocks, imports. */
  readonly isForeign?: boolean;
  /** The files and folders whose code it runs, as `SourceFile.inside` gives them: what that code needs, it needs. */
  readonly code?: readonly string[];
  /** It is how this source sees a thing that another one may describe better: see `View`. */
  readonly view?: View;
}

/**
 * How a catalog, a trace or a package of code calls something that a manifest may declare.
 *
 * If just one thing of the other sources answers to the first of these names that anything answers to, both are one
 * node: the other one's. Else it is a node of its own.
 */
export interface View {
  /** Most telling first: `checkout`, `shop/checkout`. Compared as written, then without case, dashes and "service". */
  readonly names: readonly string[];
  /** The namespace, stack or project that it should be in, if the source says it; looked into first. */
  readonly within?: string;
  /** What it may be; left out: whatever runs. */
  readonly kinds?: readonly Kind[];
}

/** Why something refers to something; it decides how far a failure passes by default. */
export const EDGE_CLASSES = [
  'call',
  'data',
  'asynchronous',
  'telemetry',
  'flags',
  'start-up',
  'permission',
  'key',
  'network',
  'placement',
  'config',
] as const;

/** One of `EDGE_CLASSES`. */
export type EdgeClass = (typeof EDGE_CLASSES)[number];

/**
 * What a reference says.
 *
 * `address`: a thing of a scanned source. `text`: words to be understood, and how to read them: `env` the value of a
 * setting, whose `key` tells what kind of value it may be; `host` a host, with or without port, or a URL; `image` a
 * container image; `arn` an ARN or a pattern of one; `action` an IAM action (`dynamodb:PutItem`), of which nothing
 * but the service is known; `export` the name of a stack's output.
 */
export type Target =
  | { readonly by: 'address'; readonly address: Address }
  | {
      readonly by: 'text';
      readonly text: string;
      readonly as: 'env' | 'host' | 'image' | 'arn' | 'action' | 'export';
      readonly key?: string;
      /** Of an action: the region that is called, in the provider's words; left out: the caller's own. */
      readonly region?: string;
      /** Of an action: the environment variable of whoever runs the code that says the region; it comes before `region`. */
      readonly regionKey?: string;
      /** Of an action: the environment variables of whoever runs the code that name the resource. */
      readonly nameKeys?: readonly string[];
    };

/** What traces tell of a dependency: counts of calls. */
export interface CallCounts {
  readonly calls: number;
  /** Calls that ended with an error at the callee, of those where it was seen what became of the caller. */
  readonly errors: number;
  /** Of those with an error, how many made the caller's own work end with an error as well. */
  readonly propagated: number;
}

/** A thing refers to another one. */
export interface ReferenceFact {
  readonly from: Address;
  readonly to: Target;
  /** The property that holds it, by the source's own names, without indexes: `environment.variables.TABLE`. */
  readonly property: string;
  readonly where: Where;
  readonly confidence: Confidence;
  /** If the source knows; else type and property decide. */
  readonly class?: EdgeClass;
  /** Evidence in the words of the source, secrets left out: `REDIS_ADDR=redis-cart:6379`. */
  readonly why?: string;
  /** How bad it can get, if the source shows it: a fallback, a `catch` that goes on. */
  readonly atMost?: State;
  /** The file whose code says it, as `SourceFile.inside` gives it: whoever runs that file refers. */
  readonly code?: string;
  readonly observed?: CallCounts;
}

/** A stack's output that others may import by name. */
export interface ExportFact {
  readonly name: string;
  /** What the value refers to, if it refers to anything. */
  readonly to: readonly Target[];
  readonly where: Where;
}

/**
 * Members of which fewer than all are needed, where the source says so: DNS records with failover, weighted targets.
 * It becomes a node of its own, which has the group as its requirement.
 */
export interface GroupFact {
  readonly address: Address;
  readonly name?: string;
  readonly kind: Kind;
  readonly where: Where;
  readonly members: readonly Address[];
  /** `failover`: the first unless it fails; `balanced`: all of them share the work. */
  readonly form: 'failover' | 'balanced';
  /** Seconds that a failover takes, if the source says it (a health check's interval and threshold, a TTL). */
  readonly failover?: number;
  /** Ids of provider packs that the switch itself needs: `aws/route53/health-checks`. */
  readonly requires?: readonly string[];
  readonly names?: readonly Name[];
}

/** What was not understood, and why: the reader of a graph must know what is not in it. */
export const FINDING_KINDS = [
  /** The file cannot be read at all. */
  'unreadable',
  /** A template that must be rendered first (Helm, kustomize patches, Jinja). */
  'unrendered',
  /** Not looked into: too large, binary, encrypted, outside of the folder. */
  'skipped',
  /** A resource whose type means nothing to the catalog: it is a node, but of unknown meaning. */
  'unknown-type',
  /** A reference that leads nowhere. */
  'unresolved',
  /** An expression whose value depends on what is not in the files. */
  'unknown-value',
  /** A workload of which nothing says what it needs: unknown, not independent. */
  'no-signal',
  /** The same thing is described more than once. */
  'described-twice',
  /** Taken for granted, because nothing said better. */
  'assumed',
] as const;

/** One of `FINDING_KINDS`. */
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something that a scan did not understand, or took for granted. */
export interface Finding {
  readonly kind: FindingKind;
  readonly message: string;
  readonly file: string;
  /** From 1; left out: the file as a whole. */
  readonly line?: number;
  readonly hint?: string;
}

/**
 * What kind of source says something: what is to be (manifests, infrastructure code), what the program calls, what
 * people say of it, and what was seen.
 */
export const TESTIMONIES = ['declared', 'code', 'catalog', 'observed'] as const;

/** One of `TESTIMONIES`. */
export type TestimonyKind = (typeof TESTIMONIES)[number];

/** All that one scanner found. */
export interface Facts {
  /** Facts of one realm mean the same by the same address: a configuration and its plan. */
  readonly realm?: string;
  /** Left out: `declared`. */
  readonly tells?: TestimonyKind;
  /** Of code: the files that each file brings with it by its imports, through others too; all as `inside` gives them. */
  readonly reaches?: ReadonlyMap<string, readonly string[]>;
  readonly resources: readonly ResourceFact[];
  readonly references: readonly ReferenceFact[];
  readonly exports?: readonly ExportFact[];
  readonly groups?: readonly GroupFact[];
  readonly findings: readonly Finding[];
}
