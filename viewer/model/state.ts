/**
 * What the page shows, as one immutable value: all of it stands in the address, so that a link is the state.
 *
 * Nothing here is an answer; answers follow from this and the documents.
 */
import type { State } from '../../src/model/state.ts';

/** What is said to fail: a selection as on the command line, and how badly. */
export interface FaultSpec {
  readonly selection: string;
  /** Never operational. */
  readonly state: State;
}

/** How boxes are drawn around nodes: by where they run, by the first part of their ids, by who owns them, or not. */
export const GROUPINGS = ['place', 'namespace', 'owner', 'kind', 'none'] as const;

export type Grouping = (typeof GROUPINGS)[number];

/** Apps on top and what they stand on below, or apps at the left and the rest to the right. */
export const DIRECTIONS = ['down', 'right'] as const;

export type Direction = (typeof DIRECTIONS)[number];

/** How much is drawn before boxes are closed: what can be read at a glance, what fits a screen, or all that can be drawn. */
export const DETAILS = ['overview', 'usual', 'fine'] as const;

export type Detail = (typeof DETAILS)[number];

export const PANELS = ['apps', 'node', 'sweep', 'time', 'edits', 'compare', 'about'] as const;

export type Panel = (typeof PANELS)[number];

/** What is asked of the selected node. */
export const TOPICS = ['why', 'needs', 'dependents', 'spof', 'cut-sets', 'availability'] as const;

export type Topic = (typeof TOPICS)[number];

export const THEMES = ['light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

/** `after` is the document with the edits; `before` is the one without them, or the one it is compared with. */
export const SIDES = ['after', 'before'] as const;

export type Side = (typeof SIDES)[number];

/** An arrow: from what requires to what is required. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

export type Selected =
  | { readonly type: 'node'; readonly id: string }
  | { readonly type: 'edge'; readonly from: string; readonly to: string }
  /** A box, by its key. */
  | { readonly type: 'box'; readonly key: string };

/** A change that is tried in the page. */
export type Edit =
  /** The dependency can do no worse than `impact` (never outage); `operational`: it no longer matters. */
  | { readonly type: 'soften'; readonly from: string; readonly to: string; readonly impact: State }
  /** The dependency is taken away. */
  | { readonly type: 'remove'; readonly from: string; readonly to: string }
  /** A new dependency. */
  | { readonly type: 'add'; readonly from: string; readonly to: string; readonly impact?: State }
  /** `from` needs any one of `to` and the others, where it needed `to`. */
  | { readonly type: 'group'; readonly from: string; readonly to: string; readonly others: readonly string[] }
  /** A copy of `node` in another place (`place`: an id), and whoever needs the node then needs either. */
  | { readonly type: 'replica'; readonly node: string; readonly place: string };

/** How the table of apps is sorted. */
export const SORTS = ['state', 'name', 'tier', 'owner', 'cost', 'wave'] as const;

export type Sort = (typeof SORTS)[number];

export interface ViewState {
  readonly faults: readonly FaultSpec[];
  /** A scenario of the document, played over time. */
  readonly scenario?: string;
  /** Seconds after the scenario's first fault; left out: its worst, as `impact --scenario` has it. */
  readonly at?: number;
  /** Rounds of the cascade that are shown; left out: all. Not with `at`. */
  readonly wave?: number;
  readonly side: Side;
  readonly selected?: Selected;
  readonly panel: Panel;
  readonly topic: Topic;
  readonly by: Grouping;
  readonly direction: Direction;
  readonly detail: Detail;
  /** Only what is affected, and what it stands in. */
  readonly isAffectedOnly: boolean;
  /** Keys of boxes that were opened although they would be closed, and the other way round; sorted. */
  readonly opened: readonly string[];
  readonly closed: readonly string[];
  /** A selection that is lit; '': none. */
  readonly find: string;
  /** Selections that are not drawn. */
  readonly hide: readonly string[];
  /** Only this node and what it stands on and what stands on it, so many steps away. */
  readonly focus?: { readonly id: string; readonly steps: number };
  readonly edits: readonly Edit[];
  readonly sort: Sort;
  readonly isDescending: boolean;
  /** A word that rows of tables must have; '': all. */
  readonly filter: string;
  /** What the ranking of failures is by (`node`, `region`, `zone`, `service`, `owner`, …). */
  readonly each: string;
  /** Left out: the system's. */
  readonly theme?: Theme;
}

export const START: ViewState = {
  faults: [],
  side: 'after',
  panel: 'apps',
  topic: 'why',
  by: 'place',
  direction: 'down',
  detail: 'usual',
  isAffectedOnly: false,
  opened: [],
  closed: [],
  find: '',
  hide: [],
  edits: [],
  sort: 'state',
  isDescending: false,
  filter: '',
  each: 'node',
};
