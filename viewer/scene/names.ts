/** What boxes are called: keys that stand in addresses, and labels that people read. */
import type { Kind } from '../../src/model/kind.ts';
import { printable } from '../../src/model/printable.ts';
import { cutTo } from '../../src/report/width.ts';

/** Columns of a label; drawings may cut it further. */
const LONGEST_LABEL = 80;
/** Characters of a text that are looked at to make a label. */
const LOOKED_AT = 400;
/** Characters of a text in a key. */
const LONGEST_KEY = 200;

/** A text of a document as a label. */
export const shownText = (text: string): string =>
  cutTo(wholeCharacters(printable(text.slice(0, LOOKED_AT))).trim(), LONGEST_LABEL, 'end');

/** Halves of characters, that can neither be drawn nor stand in an address, replaced. */
const wholeCharacters = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\ufffd');

/**
 * A key: what it is by, and the text that it is for. Very long texts are cut and told apart by a sum of all of their
 * characters.
 */
export const named = (by: string, text: string): string => {
  const whole = wholeCharacters(text);
  return whole.length <= LONGEST_KEY && whole === text
    ? `${by}:${text}`
    : `${by}:${whole.slice(0, LONGEST_KEY).replace(/\p{Surrogate}$/u, '')}~${sumOf(text)}`;
};

/** FNV-1a, over the text's units. */
const sumOf = (text: string): string => {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return (sum >>> 0).toString(16);
};

/** An id without what the box around it says already. */
export const relativeTo = (id: string, outer: string | undefined): string =>
  outer !== undefined && id.startsWith(`${outer}/`) ? id.slice(outer.length + 1) : id;

/** How many characters long what stands at a node is about: its name, or the last parts of its id that fit. */
export const labelLength = (id: string, name: string | undefined, longest: number): number => {
  if (name !== undefined) return Math.min(longest, name.length);
  let start = id.lastIndexOf('/') + 1;
  while (start > 1) {
    const further = id.lastIndexOf('/', start - 2) + 1;
    if (id.length - further > longest) break;
    start = further;
  }
  return Math.min(longest, id.length - start);
};

const PLURALS: Readonly<Record<Kind, string>> = {
  app: 'apps',
  service: 'services',
  function: 'functions',
  compute: 'compute',
  database: 'databases',
  cache: 'caches',
  queue: 'queues',
  storage: 'storage',
  cdn: 'CDNs',
  dns: 'DNS',
  network: 'networks',
  identity: 'identity',
  'control-plane': 'control planes',
  zone: 'zones',
  region: 'regions',
  provider: 'providers',
  external: 'external',
  resource: 'resources',
};

/** What several of a kind are called. */
export const kindsText = (kind: Kind): string => PLURALS[kind];
