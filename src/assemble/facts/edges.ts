/** References as edges between things: what each refers to, of which class, and by which evidence. */
import type {
  CallCounts,
  EdgeClass,
  ExportFact,
  Facts,
  Finding,
  ReferenceFact,
  Target,
  Where,
} from '../../model/fact.ts';
import { CONFIDENCES, type Confidence } from '../../model/requirement.ts';
import type { State } from '../../model/state.ts';
import type { Testimony } from '../../model/testimony.ts';
import { covers } from './catalog/common.ts';
import { classOf } from './edge-class.ts';
import { exportsOf } from './exports.ts';
import type { NameIndex } from './name-index.ts';
import { type NamedEdge, ledByNames } from './named-by.ts';
import { type Outside, isThing, outsideOf } from './outside.ts';
import { regionAsked, serviceNode } from './providers.ts';
import type { Thing, Things } from './things.ts';
import { databaseArn } from './words/aws-hosts.ts';
import { mentionsIn, withoutSecrets } from './words.ts';

/** One thing needs another, or something outside of the scan, by one piece of evidence. */
export interface Edge {
  readonly from: Thing;
  readonly to: Thing | Outside;
  readonly class: EdgeClass;
  readonly property: string;
  readonly where: Where;
  readonly confidence: Confidence;
  readonly why: string;
  /** Which source says it. */
  readonly by: Pick<Testimony, 'tells' | 'realm'>;
  /** What traces counted. */
  readonly observed?: CallCounts;
  /** Made from a link of the catalog, not written in the source. */
  readonly isLink?: boolean;
  /** How bad it can get, if not as bad as the class says. */
  readonly atMost?: State;
  /** Edges of one thing with the same word are members of one group. */
  readonly group?: { readonly key: string; readonly form: 'balanced' | 'any' | 'routes' };
}

/** The two nodes of an edge, as one word. */
export const pairOf = ({ from, to }: Edge): string => `${from.id}\0${to.id}`;

export interface Resolved {
  readonly edges: readonly Edge[];
  readonly findings: readonly Finding[];
  /** How many references lead somewhere. */
  readonly resolved: number;
  /** Those that lead nowhere. */
  readonly unresolved: readonly ReferenceFact[];
}

export interface Surroundings {
  readonly things: Things;
  readonly index: NameIndex;
  readonly regionOf: (thing: Thing) => string | undefined;
  /** Whether a provider pack defines an id. */
  readonly defines: (id: string) => boolean;
  /** The region of what no source places anywhere. */
  readonly region?: string;
}

/** Resolves every reference. What leads nowhere is a finding. */
export const resolve = (facts: readonly Facts[], around: Surroundings): Resolved => {
  const exported = exportsOf(facts);
  const edges: NamedEdge<Edge>[] = [];
  const findings: Finding[] = [];
  const unresolved: ReferenceFact[] = [];
  let resolved = 0;
  for (const { references, realm = '', tells = 'declared' } of facts) {
    const by = { tells, realm };
    for (const reference of references) {
      const from = around.things.find(reference.from);
      // A scanner that refers from what it never told of has a defect; told, it can be mended.
      const ends = from === undefined ? undefined : endsOf(reference.to, from, around, exported);
      if (from === undefined || ends === undefined) {
        unresolved.push(reference);
        findings.push(nowhere(reference));
        continue;
      }
      resolved++;
      for (const [i, end] of ends.entries()) {
        if (end.to === from) continue;
        const edge = edgeOf(reference, from, end, by);
        // A resource and the service that it is of are two ends of one call.
        edges.push({
          edge: i === 0 ? edge : withoutCounts(edge),
          ...nameKeysOf(reference),
        });
      }
    }
  }
  return { edges: ledByNames(edges), findings, resolved, unresolved };
};

/** Where a reference ends, and how sure that is. */
interface End {
  readonly to: Thing | Outside;
  readonly confidence?: Confidence;
  /** One of several hosts of one setting: any of them will do. */
  readonly group?: Edge['group'];
}

/** The ends of a target; an empty list if it names nothing, undefined if what it names cannot be found. */
const endsOf = (
  target: Target,
  from: Thing,
  around: Surroundings,
  exported: ReadonlyMap<string, ExportFact>,
): readonly End[] | undefined => {
  if (target.by === 'address') {
    const to = around.things.find(target.address);
    return to === undefined ? undefined : [{ to }];
  }
  if (target.as === 'export') {
    const found = exported.get(target.text);
    return found?.to.flatMap((one) => endsOf(one, from, around, new Map()) ?? []);
  }
  return textEnds(target, from, around);
};

const textEnds = (
  target: Target & { readonly by: 'text' },
  from: Thing,
  around: Surroundings,
): readonly End[] => {
  const ends = new Map<Thing | Outside, End>();
  const mentions = mentionsIn(target);
  if (mentions.length === 0 && target.as === 'action') return unlistedService(target, from, around);
  for (const mention of mentions) {
    // A service is what is left of a text whose resource nobody here knows.
    if (mention.form === 'service' && [...ends.keys()].some(isThing)) continue;
    const end = mentionEnd(mention, target, from, around);
    if (end !== undefined && !ends.has(end.to)) ends.set(end.to, end);
  }
  const hosts = [...ends.values()].filter(({ to }) => isThing(to) || to.kind === 'external');
  // `a:9092,b:9092`: clients are given several so that one is enough.
  const isList = target.as === 'env' && hosts.length > 1 && /^[^\s{[]+,[^\s{[]+$/.test(target.text);
  return isList
    ? hosts.map((end) => ({ ...end, group: { key: `list ${target.key ?? ''}`, form: 'balanced' as const } }))
    : [...ends.values()];
};

/** Actions that use no service that could fail apart: who one is, what is tagged, the agents' own channels. */
const NO_SERVICE: ReadonlySet<string> = new Set(
  'iam sts tag xray ssmmessages ec2messages organizations account support aws-marketplace resource-groups pi'.split(
    ' ',
  ),
);

/** A service that no pack lists, by the prefix of its actions: `rekognition:DetectLabels`. */
const unlistedService = (
  target: Target & { readonly by: 'text' },
  from: Thing,
  around: Surroundings,
): readonly End[] => {
  const service = /^([a-z][a-z0-9-]+):[A-Za-z*]/.exec(target.text)?.[1];
  if (service === undefined || NO_SERVICE.has(service)) return [];
  const region = target.region ?? around.regionOf(from) ?? regionAsked('aws', around.region, around.defines);
  return [{ to: serviceNode('aws', service, region, around.defines), confidence: 'inferred' }];
};

const mentionEnd = (
  mention: ReturnType<typeof mentionsIn>[number],
  target: Target & { readonly by: 'text' },
  from: Thing,
  around: Surroundings,
): End | undefined => {
  const { index } = around;
  switch (mention.form) {
    case 'host': {
      const arn = databaseArn(mention.host);
      const to = index.host(mention.host, from) ?? (arn === undefined ? undefined : index.arn(arn, from));
      if (to !== undefined) return { to, confidence: mention.sure ? 'documented' : 'inferred' };
      break;
    }
    case 'arn': {
      const to = index.arn(mention.arn, from);
      if (to !== undefined) return { to };
      break;
    }
    case 'name': {
      // What only sets something names what it sets: nobody stands on that.
      if (from.role !== 'part') return undefined;
      const to = index.name(mention.text, mention.kinds, from);
      return to === undefined ? undefined : { to, confidence: 'inferred' };
    }
    case 'service':
    case 'registry':
  }
  const to = outsideOf(mention, target, from, around);
  return to === undefined
    ? undefined
    : { to, ...(to.confidence === undefined ? {} : { confidence: to.confidence }) };
};

const edgeOf = (
  reference: ReferenceFact,
  from: Thing,
  { to, confidence, group }: End,
  by: Edge['by'],
): Edge => {
  const edgeClass = classOf(reference, from, to);
  const member = group ?? groupOf(reference, from, to, edgeClass);
  return {
    from,
    to,
    class: edgeClass,
    property: reference.property,
    where: reference.where,
    confidence: weaker(reference.confidence, confidence),
    why: evidenceOf(reference),
    by,
    ...(reference.observed === undefined ? {} : { observed: reference.observed }),
    ...(reference.atMost === undefined ? {} : { atMost: reference.atMost }),
    ...(member === undefined ? {} : { group: member }),
  };
};

const nameKeysOf = ({ to }: ReferenceFact): Pick<NamedEdge<Edge>, 'nameKeys'> =>
  to.by === 'text' && to.nameKeys !== undefined ? { nameKeys: to.nameKeys } : {};

const withoutCounts = (edge: Edge): Edge => {
  const { observed, ...others } = edge;
  return observed === undefined ? edge : others;
};

/** Those that a selector finds share the work; what a router leads to by its paths serves one path each. */
const groupOf = (
  { property }: ReferenceFact,
  { row }: Thing,
  to: Thing | Outside,
  edgeClass: EdgeClass,
): Edge['group'] =>
  property === 'selector'
    ? { key: 'selector', form: 'balanced' }
    : isThing(to) &&
        (edgeClass === 'call' || edgeClass === 'data') &&
        row?.routes !== undefined &&
        covers(row.routes, property)
      ? { key: 'call', form: 'routes' }
      : undefined;

/** What was seen is seen, however the name of its end was understood. */
const weaker = (a: Confidence, b: Confidence | undefined): Confidence =>
  a !== 'observed' && b !== undefined && CONFIDENCES.indexOf(b) > CONFIDENCES.indexOf(a) ? b : a;

/** What was written, without what must not be told. */
const evidenceOf = ({ why, to, property }: ReferenceFact): string => {
  if (why !== undefined) return withoutSecrets(why);
  if (to.by === 'address' || to.as === 'image') return property;
  return to.key === undefined ? property : `${to.key}=${told(to.text)}`;
};

/** A text as it may be shown. Secrets go first: a password that is cut in the middle is no longer seen to be one. */
const told = (text: string): string => {
  const safe = withoutSecrets(text);
  return safe.length <= 80 ? safe : `${safe.slice(0, 77)}…`;
};

const nowhere = ({ to, where, property }: ReferenceFact): Finding => ({
  kind: 'unresolved',
  message: `${property}: ${wordsOf(to)} is not among what was scanned`,
  file: where.file,
  line: where.line,
});

const wordsOf = (to: Target): string =>
  to.by === 'address'
    ? [to.address.scope, to.address.local].filter((part) => part !== '').join('/')
    : told(to.text);
