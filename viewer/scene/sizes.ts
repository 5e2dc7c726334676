/** How much room things take, and where in the layers they belong by their kind. */
import type { Kind } from '../../src/model/kind.ts';

/** A node's shape, drawn around its centre; the label stands below. */
const NODE_WIDTH = 48;
export const NODE_HEIGHT = 48;
/** A label's line below a node. */
export const LABEL_HEIGHT = 20;
/** Characters of a label; longer ones are cut. */
export const LABEL_LENGTH = 18;
/** Characters of an open box's label. */
const OPEN_LABEL_LENGTH = 40;
/** A box that stands for all that is in it: its label, and counts by state. */
export const CLOSED_WIDTH = 150;
export const CLOSED_HEIGHT = 64;

/** A character of a label is about so wide. */
const CHARACTER = 6.4;
const LABEL_PADDING = 8;

/** The width that a node takes with a label of so many characters. */
export const widthWith = (characters: number): number =>
  Math.max(NODE_WIDTH, Math.ceil(Math.min(characters, LABEL_LENGTH) * CHARACTER) + LABEL_PADDING);

/** The least width of an open box: its label stands in it. */
export const openWidth = (characters: number): number =>
  Math.ceil(Math.min(characters, OPEN_LABEL_LENGTH) * CHARACTER) + 2 * LABEL_PADDING;

/** What users see is on top, what everything stands on is at the bottom. */
const TIERS: Readonly<Record<Kind, number>> = {
  app: 0,
  service: 1,
  function: 2,
  compute: 2,
  resource: 2,
  cache: 3,
  queue: 3,
  database: 4,
  storage: 4,
  cdn: 5,
  dns: 5,
  network: 5,
  identity: 5,
  'control-plane': 5,
  zone: 6,
  region: 7,
  provider: 7,
  external: 5,
};

/** 0 (apps) to 7 (regions, providers, what is outside). */
export const tierOf = (kind: Kind): number => TIERS[kind];
