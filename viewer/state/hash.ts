/**
 * The state as the fragment of an address, and back: `#fail=aws/us-east-1/s3&node=shop&topic=why`.
 *
 * Written to be read: what has its usual value is left out, keys stand in one order, and what ids and selections are
 * made of is not escaped. What is not understood is passed over, so that a link of another version still opens.
 */
import { STATES } from '../../src/model/state.ts';
import {
  DETAILS,
  DIRECTIONS,
  type Edit,
  type FaultSpec,
  GROUPINGS,
  PANELS,
  SIDES,
  SORTS,
  START,
  type Selected,
  THEMES,
  TOPICS,
  type ViewState,
} from '../model/state.ts';

/** The fragment of a state, without `#`; '' for the first one. */
export const toHash = (state: ViewState): string =>
  partsOf(state)
    .map(([key, value]) => `${key}=${escaped(value)}`)
    .join('&');

type Part = readonly [key: string, value: string];

const partsOf = (state: ViewState): readonly Part[] => [
  ...state.faults.map((fault): Part => [
    `fail${fault.state === 'outage' ? '' : `.${fault.state}`}`,
    fault.selection,
  ]),
  ...optional('scenario', state.scenario),
  ...optional('at', state.at?.toString()),
  ...optional('wave', state.wave?.toString()),
  ...unless('side', state.side, START.side),
  ...selectedParts(state.selected),
  ...unless('panel', state.panel, START.panel),
  ...unless('topic', state.topic, START.topic),
  ...unless('by', state.by, START.by),
  ...unless('to', state.direction, START.direction),
  ...unless('detail', state.detail, START.detail),
  ...unless('show', state.isAffectedOnly ? 'affected' : 'all', 'all'),
  ...state.opened.map((key): Part => ['open', key]),
  ...state.closed.map((key): Part => ['close', key]),
  ...unless('find', state.find, ''),
  ...state.hide.map((selection): Part => ['hide', selection]),
  ...(state.focus === undefined ? [] : [['focus', `${state.focus.id},${state.focus.steps}`] as const]),
  ...state.edits.map((edit): Part => ['try', editText(edit)]),
  ...unless('sort', state.sort, START.sort),
  ...unless('order', state.isDescending ? 'down' : 'up', 'up'),
  ...unless('filter', state.filter, ''),
  ...unless('each', state.each, START.each),
  ...optional('theme', state.theme),
];

const optional = (key: string, value: string | undefined): readonly Part[] =>
  value === undefined ? [] : [[key, value]];

const unless = (key: string, value: string, usual: string): readonly Part[] =>
  value === usual ? [] : [[key, value]];

const selectedParts = (selected: Selected | undefined): readonly Part[] => {
  if (selected === undefined) return [];
  if (selected.type === 'node') return [['node', selected.id]];
  return selected.type === 'box' ? [['box', selected.key]] : [['edge', `${selected.from},${selected.to}`]];
};

/** Ids have no commas, so a list of them needs no escaping of its own. */
const editText = (edit: Edit): string => {
  switch (edit.type) {
    case 'soften':
      return ['soften', edit.from, edit.to, edit.impact].join(',');
    case 'remove':
      return ['remove', edit.from, edit.to].join(',');
    case 'add':
      return ['add', edit.from, edit.to, ...(edit.impact === undefined ? [] : [edit.impact])].join(',');
    case 'group':
      return ['group', edit.from, edit.to, ...edit.others].join(',');
    case 'replica':
      return ['replica', edit.node, edit.place].join(',');
    default:
      return edit satisfies never;
  }
};

/** All but what would end a value, or what programs that find links in texts take for the end of one. */
const escaped = (value: string): string =>
  encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /%(?:2F|3A|40|2C|24|3D)/g,
    decodeURIComponent,
  );

// —— and back ————————————————————————————————————————————————————————————————————————————————————————————————————————

/** The state of a fragment, with or without `#`. */
export const fromHash = (hash: string): ViewState => {
  const values = new Map<string, string[]>();
  for (const part of hash.replace(/^#/, '').split('&')) {
    const at = part.indexOf('=');
    if (at <= 0) continue;
    const value = unescaped(part.slice(at + 1));
    if (value === undefined) continue;
    const key = part.slice(0, at);
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  const all = (key: string): readonly string[] => values.get(key) ?? [];
  const one = (key: string): string | undefined => values.get(key)?.at(-1);
  const scenario = one('scenario');
  const at = count(one('at'));
  const wave = count(one('wave'));
  const selected = selectedIn(one);
  const focus = focusOf(one('focus'));
  const theme = among(THEMES, one('theme'));
  return {
    faults: faultsIn(all),
    ...(scenario === undefined ? {} : { scenario }),
    // A moment is one of a scenario, and rounds are those of an impact.
    ...(at === undefined || scenario === undefined ? {} : { at }),
    ...(wave === undefined || at !== undefined ? {} : { wave: Math.floor(wave) }),
    side: among(SIDES, one('side')) ?? START.side,
    ...(selected === undefined ? {} : { selected }),
    panel: among(PANELS, one('panel')) ?? START.panel,
    topic: among(TOPICS, one('topic')) ?? START.topic,
    by: among(GROUPINGS, one('by')) ?? START.by,
    direction: among(DIRECTIONS, one('to')) ?? START.direction,
    detail: among(DETAILS, one('detail')) ?? START.detail,
    isAffectedOnly: one('show') === 'affected',
    opened: all('open'),
    closed: all('close'),
    find: one('find') ?? '',
    hide: all('hide'),
    ...(focus === undefined ? {} : { focus }),
    edits: all('try').flatMap(editOf),
    sort: among(SORTS, one('sort')) ?? START.sort,
    isDescending: one('order') === 'down',
    filter: one('filter') ?? '',
    each: one('each') ?? START.each,
    ...(theme === undefined ? {} : { theme }),
  };
};

const unescaped = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** Faults by state: the order in which several stand does not matter to any answer. */
const faultsIn = (all: (key: string) => readonly string[]): readonly FaultSpec[] => [
  ...all('fail').map((selection): FaultSpec => ({ selection, state: 'outage' })),
  ...(['partial', 'degraded'] as const).flatMap((state) =>
    all(`fail.${state}`).map((selection): FaultSpec => ({ selection, state })),
  ),
];

const selectedIn = (one: (key: string) => string | undefined): Selected | undefined => {
  const id = one('node');
  if (id !== undefined) return { type: 'node', id };
  const key = one('box');
  if (key !== undefined) return { type: 'box', key };
  const [from, to] = one('edge')?.split(',') ?? [];
  return from === undefined || to === undefined ? undefined : { type: 'edge', from, to };
};

const focusOf = (text: string | undefined): ViewState['focus'] => {
  const [id, steps] = text?.split(',') ?? [];
  const number = count(steps);
  return id === undefined || id === '' || number === undefined
    ? undefined
    : { id, steps: Math.min(9, Math.max(1, Math.floor(number))) };
};

const editOf = (text: string): readonly Edit[] => {
  const [type, first, second, ...rest] = text.split(',');
  if (first === undefined || second === undefined) return [];
  const impact = rest[0] === undefined ? undefined : among(STATES, rest[0]);
  switch (type) {
    case undefined:
      return [];
    case 'soften':
      return impact === undefined ? [] : [{ type, from: first, to: second, impact }];
    case 'remove':
      return [{ type, from: first, to: second }];
    case 'add':
      return [{ type, from: first, to: second, ...(impact === undefined ? {} : { impact }) }];
    case 'group':
      return rest.length === 0 ? [] : [{ type, from: first, to: second, others: rest }];
    case 'replica':
      return [{ type, node: first, place: second }];
    default:
      return [];
  }
};

/** A number from 0 that is finite. */
const count = (text: string | undefined): number | undefined => {
  const number = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
};

const among = <T extends string>(words: readonly T[], text: string | undefined): T | undefined =>
  words.find((word) => word === text);
