/** Functions of templates whose result is known as soon as their arguments are. */
import { type Value, areEqual, isOpen, itemsOf, list, patternOf, plain, text, valueOf } from './value.ts';

type Known = (args: readonly Value[]) => Value | undefined;

const numberOf = (value: Value | undefined): number | undefined => {
  const pattern = value === undefined ? undefined : patternOf(value);
  return pattern !== undefined && /^-?\d+(?:\.\d+)?$/.test(pattern) ? Number(pattern) : undefined;
};

/** Of numbers alone. */
const ofNumbers =
  (count: (a: number, b: number) => number): Known =>
  ([a, b]) => {
    const [one, other] = [numberOf(a), numberOf(b)];
    if (one === undefined || other === undefined) return undefined;
    const result = count(one, other);
    return Number.isFinite(result) ? plain(result) : undefined;
  };

const compared =
  (holds: (a: number, b: number) => boolean): Known =>
  ([a, b]) => {
    const [one, other] = [numberOf(a), numberOf(b)];
    return one === undefined || other === undefined ? undefined : plain(holds(one, other));
  };

/** Of one text, known or not in all its parts. */
const ofText =
  (change: (text: string) => string): Known =>
  ([value]) => {
    const pattern = value === undefined ? undefined : patternOf(value);
    return pattern === undefined ? undefined : text(change(pattern));
  };

/** Changes what is known of a text, and leaves the gaps. */
const aroundGaps =
  (change: (text: string) => string) =>
  (pattern: string): string =>
    pattern.replaceAll(/\$\{[^}]*\}|[^$]+|\$/g, (part) => (part.startsWith('${') ? part : change(part)));

const closed = (value: Value | undefined): string | undefined => {
  const pattern = value === undefined ? undefined : patternOf(value);
  return pattern === undefined || isOpen(pattern) ? undefined : pattern;
};

/** Items that a range may have: a loop over more is a mistake, or an attack. */
const MOST_ITEMS = 1_000;

/** Truth of a value, if it is known. */
export const truthOf = (value: Value | undefined): boolean | undefined => {
  const pattern = value === undefined ? undefined : patternOf(value)?.toLowerCase();
  return pattern === 'true' ? true : pattern === 'false' ? false : undefined;
};

const every: Known = (args) => {
  const truths = args.map(truthOf);
  return truths.includes(false)
    ? plain(false)
    : truths.every((one) => one === true)
      ? plain(true)
      : undefined;
};

const some: Known = (args) => {
  const truths = args.map(truthOf);
  return truths.includes(true)
    ? plain(true)
    : truths.every((one) => one === false)
      ? plain(false)
      : undefined;
};

const isEmpty: Known = ([value]) => {
  if (value === undefined) return undefined;
  if (value.is === 'list') return plain(value.items.length === 0);
  if (value.is === 'map') return plain(value.entries.size === 0);
  if (value.is === 'plain') return plain(value.plain === null);
  return value.is === 'text' && !isOpen(value.text) ? plain(value.text === '') : undefined;
};

const contains: Known = ([whole, part]) => {
  const sought = closed(part);
  if (whole === undefined || sought === undefined) return undefined;
  if (whole.is === 'map')
    return plain([...whole.entries.keys()].some((key) => key.toLowerCase() === sought.toLowerCase()));
  if (whole.is === 'list') {
    const found = new Set(whole.items.map((item) => areEqual(item, part!)));
    return found.has(true) ? plain(true) : found.has(undefined) ? undefined : plain(false);
  }
  const pattern = closed(whole);
  return pattern === undefined ? undefined : plain(pattern.includes(sought));
};

/** Maps are merged, lists put together without what is there twice. */
const union: Known = (args) => {
  if (args.every((arg) => arg.is === 'map'))
    return {
      is: 'map',
      line: 0,
      entries: new Map(args.flatMap((arg) => (arg.is === 'map' ? [...arg.entries] : []))),
    };
  return args.every((arg) => arg.is === 'list') ? list(args.flatMap((arg) => itemsOf(arg)!)) : undefined;
};

/** Keys and values in turn. */
const createObject: Known = (args) => {
  const entries = args.flatMap((key, i) => {
    const value = args[i + 1];
    const name = patternOf(key);
    return i % 2 === 1 || value === undefined || name === undefined
      ? []
      : [[name, { value, line: 0, refs: [] }] as const];
  });
  return { is: 'map', line: 0, entries: new Map(entries) };
};

const lengthOf: Known = ([value]) => {
  if (value?.is === 'list') return plain(value.items.length);
  if (value?.is === 'map') return plain(value.entries.size);
  const known = closed(value);
  return known === undefined ? undefined : plain(known.length);
};

const range: Known = ([from, count]) => {
  const [start, size] = [numberOf(from), numberOf(count)];
  return start === undefined || size === undefined || size > MOST_ITEMS
    ? undefined
    : list(Array.from({ length: Math.max(0, size) }, (_, i) => plain(start + i)));
};

const split: Known = ([value, by]) => {
  const [whole, mark] = [closed(value), closed(by)];
  return whole === undefined || mark === undefined
    ? undefined
    : list(whole.split(mark).map((part) => text(part)));
};

const joined: Known = ([items, by]) => {
  const parts = itemsOf(items)?.map(patternOf);
  const mark = closed(by);
  return parts === undefined || mark === undefined || parts.includes(undefined)
    ? undefined
    : text(parts.join(mark));
};

/** `{0}-db` with what belongs there. */
const format: Known = ([pattern, ...rest]) => {
  const whole = closed(pattern);
  const parts = rest.map(patternOf);
  if (whole === undefined) return undefined;
  return text(
    whole.replaceAll(/\{\{|\}\}|\{(\d{1,3})(?::[^}]*)?\}/g, (gap, at: string | undefined) =>
      at === undefined ? gap[0]! : (parts[Number(at)] ?? `\${item ${at}}`),
    ),
  );
};

const concat: Known = (args) => {
  if (args.some((arg) => arg.is === 'list'))
    return args.every((arg) => arg.is === 'list') ? list(args.flatMap((arg) => itemsOf(arg)!)) : undefined;
  const parts = args.map((arg) => patternOf(arg));
  return parts.includes(undefined) ? undefined : text(parts.join(''));
};

const substring: Known = ([value, from, length]) => {
  const [whole, start] = [closed(value), numberOf(from)];
  return whole === undefined || start === undefined
    ? undefined
    : text(whole.substring(start, start + (numberOf(length) ?? whole.length)));
};

const take: Known = ([value, count]) => {
  const size = numberOf(count);
  if (size === undefined) return undefined;
  if (value?.is === 'list') return list(value.items.slice(0, size));
  const known = closed(value);
  return known === undefined ? undefined : text(known.slice(0, size));
};

const first: Known = ([value]) => {
  if (value?.is === 'list') return value.items[0];
  const known = closed(value);
  return known === undefined ? undefined : text(known.slice(0, 1));
};

const last: Known = ([value]) => {
  if (value?.is === 'list') return value.items.at(-1);
  const known = closed(value);
  return known === undefined ? undefined : text(known.slice(-1));
};

const replaced: Known = ([value, from, to]) => {
  const pattern = value === undefined ? undefined : patternOf(value);
  const [old, instead] = [closed(from), closed(to)];
  return pattern === undefined || old === undefined || instead === undefined || old === ''
    ? undefined
    : text(aroundGaps((part) => part.replaceAll(old, instead))(pattern));
};

const parsed: Known = ([value]) => {
  const known = closed(value);
  if (known === undefined) return undefined;
  try {
    return valueOf(JSON.parse(known) as Parameters<typeof valueOf>[0]);
  } catch {
    return undefined;
  }
};

const uri: Known = ([base, relative]) => {
  const [one, other] = [base, relative].map((value) => (value === undefined ? undefined : patternOf(value)));
  return one === undefined || other === undefined
    ? undefined
    : text(`${one.replace(/\/$/, '')}/${other.replace(/^\//, '')}`);
};

/** Hosts of Azure's public cloud end so: learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-deployment. */
const environment: Known = () =>
  valueOf({
    name: 'AzureCloud',
    resourceManager: 'https://management.azure.com/',
    suffixes: {
      storage: 'core.windows.net',
      sqlServerHostname: '.database.windows.net',
      keyvaultDns: '.vault.azure.net',
      acrLoginServer: '.azurecr.io',
    },
  });

/** By name in lower case. */
export const FUNCTIONS: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['concat', concat],
  ['format', format],
  ['environment', environment],
  [
    'equals',
    ([a, b]) => {
      const equal = a === undefined || b === undefined ? undefined : areEqual(a, b);
      return equal === undefined ? undefined : plain(equal);
    },
  ],
  ['and', every],
  ['or', some],
  [
    'not',
    ([value]) => {
      const truth = truthOf(value);
      return truth === undefined ? undefined : plain(!truth);
    },
  ],
  ['empty', isEmpty],
  ['contains', contains],
  ['string', ofText((value) => value)],
  [
    'int',
    ([value]) => {
      const number = numberOf(value);
      return number === undefined ? undefined : plain(number);
    },
  ],
  [
    'bool',
    ([value]) => {
      const truth = truthOf(value);
      return truth === undefined ? undefined : plain(truth);
    },
  ],
  ['tolower', ofText(aroundGaps((value) => value.toLowerCase()))],
  ['toupper', ofText(aroundGaps((value) => value.toUpperCase()))],
  ['trim', ofText((value) => value.trim())],
  ['replace', replaced],
  ['split', split],
  ['join', joined],
  ['substring', substring],
  ['take', take],
  ['first', first],
  ['last', last],
  ['length', lengthOf],
  ['range', range],
  ['createarray', (args) => list(args)],
  ['createobject', createObject],
  ['array', ([value]) => (value === undefined ? undefined : value.is === 'list' ? value : list([value]))],
  ['union', union],
  ['json', parsed],
  ['uri', uri],
  ['null', () => plain(null)],
  ['true', () => plain(true)],
  ['false', () => plain(false)],
  ['add', ofNumbers((a, b) => a + b)],
  ['sub', ofNumbers((a, b) => a - b)],
  ['mul', ofNumbers((a, b) => a * b)],
  ['div', ofNumbers((a, b) => Math.trunc(a / b))],
  ['mod', ofNumbers((a, b) => a % b)],
  ['less', compared((a, b) => a < b)],
  ['lessorequals', compared((a, b) => a <= b)],
  ['greater', compared((a, b) => a > b)],
  ['greaterorequals', compared((a, b) => a >= b)],
]);
