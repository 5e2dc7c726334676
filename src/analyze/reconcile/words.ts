/** Each disagreement as a line, and below it what it rests on: the words of each side, with file and line. */
import type { TestimonyKind, Where } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Line, Span } from '../../model/report.ts';
import type { State } from '../../model/state.ts';
import type { Testimony } from '../../model/testimony.ts';
import { grouped } from '../totals.ts';
import type { Endpoint } from './endpoints.ts';
import { type Need, tellingOf } from './needs.ts';
import type { RegionConflict, RegionWord } from './regions.ts';
import type { Strength } from './strength.ts';
import type { Stranger, Undeclared } from './undeclared.ts';
import type { Doubt, Unseen } from './unseen.ts';

export interface Item {
  readonly line: Line;
  readonly below: readonly Line[];
}

/** Testimonies of one kind of source that are told of one need; JSON has all. */
const MOST_TOLD = 2;

/** A kind of source, in a word. */
export const KIND_WORDS: Readonly<Record<TestimonyKind, string>> = {
  declared: 'manifests',
  code: 'code',
  catalog: 'catalog',
  observed: 'traces',
};

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

const id = (text: string): Span => ({ text, tone: 'id' });

const dim = (text: string): Span => ({ text, tone: 'dim' });

const placeSpan = ({ file, line }: Where): Span => dim(` · ${file}:${line}`);

const arrow = ({ from, to }: Pick<Need, 'from' | 'to'>): Line => [id(from), ' → ', id(to)];

/** Calls, and what became of errors. */
const countsText = ({ counts, isExact }: Need): string => {
  if (counts === undefined) return '';
  const { calls, errors, propagated } = counts;
  const shared = isExact ? '' : ', those to others of the same service among them';
  const passed =
    errors === 0 ? '' : `, ${many(errors, 'error')} (${propagated === 0 ? 'none' : propagated} passed on)`;
  return `${many(calls, 'call')}${passed}${shared}`;
};

const many = (count: number, one: string): string => `${grouped(count)} ${one}${count === 1 ? '' : 's'}`;

/** Each side's words: of each kind of source the first few. */
const evidence = (testimonies: readonly Testimony[], to: string): readonly Line[] =>
  [...groupBy(testimonies, ({ tells }) => tells).values()].flatMap((same) => [
    ...same.slice(0, MOST_TOLD).map((one) => testimonyLine(one, to)),
    ...(same.length > MOST_TOLD
      ? [[dim(`${KIND_WORDS[same[0]!.tells]}: ${same.length - MOST_TOLD} more`)]]
      : []),
  ]);

const testimonyLine = ({ tells, class: of, why, where, to: said }: Testimony, to: string): Line => [
  `${KIND_WORDS[tells]}: `,
  // What was told of something coarser or finer names that.
  ...(said === to ? [] : [id(said), ' ']),
  `${of}, ${why}`,
  placeSpan(where),
];

/** A need in a line, with the kinds of sources that know it. */
export const needLine = (need: Need, kinds: readonly TestimonyKind[]): Line => {
  const said = new Set([...need.stated, ...need.seen].map(({ tells }) => tells));
  const known = kinds.filter((kind) => said.has(kind)).map((kind) => KIND_WORDS[kind]);
  const counts = countsText(need);
  return [...arrow(need), dim(` · ${known.join(', ')}${counts === '' ? '' : ` · ${counts}`}`)];
};

// —— declared and observed ——————————————————————————————————————————————————————————————————————————————————————————

/** Of one caller, for one reason: what it was not seen to call, each with the words that state it. */
export const unseenItems = (unseen: readonly Unseen[]): readonly Item[] =>
  [...groupBy(unseen, ({ need, doubt }) => `${need.from}\0${doubt}`).values()].map((same) => {
    const [first] = same as [Unseen];
    return {
      line: [id(first.need.from), ` · ${reasonOf(first, same.length)}`],
      below: same.flatMap(({ need }) => statedLines(need)),
    };
  });

/** What is said of one target, most of it in one line. */
const statedLines = (need: Need): readonly Line[] =>
  evidence(tellingOf(need), need.to).map((line) => ['→ ', id(need.to), ' · ', ...line]);

const reasonOf = ({ doubt, calls, shown, known }: Unseen, targets: number): string => {
  const those = targets === 1 ? 'it' : 'these';
  if (doubt === undefined)
    return `of its ${many(calls, 'call')} that were seen, none led to ${those}: if any does, it is fewer than 1 of ${Math.floor(calls / 3)}; ${shown} of its ${known} dependencies ${were(shown)} seen`;
  return DOUBTS[doubt]({ calls, shown, known });
};

const were = (count: number): string => (count === 1 ? 'was' : 'were');

const DOUBTS: Readonly<
  Record<Doubt, (of: { readonly calls: number; readonly shown: number; readonly known: number }) => string>
> = {
  'no-calls-out': () => 'no call that it makes was seen: its clients may not be traced at all',
  'few-calls': ({ calls }) => `only ${many(calls, 'call')} of it ${were(calls)} seen`,
  'partly-exercised': ({ shown, known }) =>
    `only ${shown} of its ${known} dependencies ${were(shown)} seen: the traces show a part of what it does`,
  'sort-never-seen': () =>
    'no call of this sort was seen from it, and the target sends no spans of its own: this client may not be traced',
};

export const undeclaredItem = ({ need, strangers }: Undeclared): Item => ({
  line: [...arrow(need), ` · ${countsText(need)}`],
  below: [
    ...strangers.map((stranger): Line => ['only traces know ', id(stranger)]),
    ...evidence(need.seen, need.to),
  ],
});

export const strangerItem = ({ id: node, callsIn, callsOut, perhaps }: Stranger): Item => ({
  line: [
    id(node),
    callsIn + callsOut === 0
      ? ' · no call to it or by it was seen'
      : ` · ${many(callsIn, 'call')} to it, ${grouped(callsOut)} by it`,
    ...(perhaps === undefined ? [] : [' · is it ', id(perhaps), ', which no trace shows?']),
  ],
  below: [],
});

// —— strength and regions ———————————————————————————————————————————————————————————————————————————————————————————

export const strengthItem = ({ need, verdict, words, share }: Strength): Item => {
  const { counts } = need;
  const range =
    share === undefined || counts === undefined
      ? ''
      : ` (with 95 % confidence ${percent(share.low)} to ${percent(share.high)} of all do)`;
  const passed =
    counts === undefined || counts.errors === 0
      ? ''
      : `of ${many(counts.errors, 'error')} ${counts.propagated === 0 ? 'none' : counts.propagated} passed on${range}`;
  return {
    line: [...arrow(need), ' · ', ...verdictLine(verdict, passed, need.seen)],
    below: [
      ...(words.length > 0 ? words : need.stated.slice(0, MOST_TOLD)).map((word): Line => [
        `${KIND_WORDS[word.tells]} ${word.tells === 'declared' ? 'say ' : 'says '}`,
        ...strengthWord(word),
        `: ${word.class}, ${word.why}`,
        placeSpan(word.where),
      ]),
      ...evidence(need.seen, need.to),
    ],
  };
};

const strengthWord = ({ class: of, atMost }: Testimony): Line =>
  of === 'start-up' ? ['needed to start'] : ['at worst ', { state: atMost satisfies State }];

const verdictLine = (verdict: Strength['verdict'], passed: string, seen: Need['seen']): Line => {
  switch (verdict) {
    case 'soft':
      return [{ text: 'proved soft', tone: 'strong' }, `: ${passed}`];
    case 'hard':
      return [{ text: 'proved hard', tone: 'strong' }, `: ${passed}`];
    case 'mixed':
      return ['neither hard nor soft: ', passed];
    case 'differ':
      return [
        'sources differ',
        seen.length === 0
          ? ', and no trace shows who is right'
          : passed === ''
            ? ', and no error was seen'
            : `; ${passed}: too few to prove anything`,
      ];
    case 'start':
      return ['said to be needed to start, and called while it runs'];
  }
};

export const regionItem = ({ node, service, words }: RegionConflict): Item => ({
  line: service === undefined ? [id(node)] : [id(node), ' → ', id(service)],
  below: words.map((word) => regionLine(word, node)),
});

const regionLine = ({ tells, region, id: of, where, why }: RegionWord, node: string): Line => [
  `${KIND_WORDS[tells]}: `,
  { text: region, tone: 'strong' },
  ...(of === node ? [] : [', ', id(of)]),
  ...(why === undefined ? [] : [`, ${why}`]),
  placeSpan(where),
];

// —— hosts ——————————————————————————————————————————————————————————————————————————————————————————————————————————

export const endpointItem = ({
  host,
  isMissing,
  references,
  callers,
  calls,
  places,
  perhaps,
}: Endpoint): Item => {
  const guess: Line = perhaps === undefined ? [] : [': is it ', id(perhaps), '?'];
  const counts = [many(callers.length, 'caller'), ...(calls === 0 ? [] : [many(calls, 'call')])].join(', ');
  const more = references > places.length ? `, and ${references - places.length} more` : '';
  return {
    line: [
      id(host),
      isMissing ? ' · should be here' : ' · outside',
      ...guess,
      ` · ${counts}`,
      dim(` · ${places.map(({ file, line }) => `${file}:${line}`).join(', ')}${more}`),
    ],
    below: [],
  };
};
