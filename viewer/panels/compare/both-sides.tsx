/** The answer before and after, side by side: what became of each app, and the sums. */
import '../../style/compare.css';
import { useMemo, useState } from 'preact/hooks';
import { stateOf } from '../../../src/model/state.ts';
import type { Arrow } from '../../model/state.ts';
import { shownSide } from '../../parts/asking.ts';
import { Busy } from '../../parts/busy.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Problem } from '../../parts/problem.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { useRows } from '../../parts/use-rows.ts';
import { useView } from '../../parts/view.ts';
import { counted, grouped } from '../../parts/words.ts';
import { SideLink } from './side-link.tsx';
import { type Pair, type Pairs, type Sum, type Verdict, pairsOf, sumsOf, verdictWords } from './sides.ts';

const NONE: readonly Arrow[] = [];

/** Under what fails now; nothing, where nothing does. */
export const BothSides = ({ renamed = NONE }: { renamed?: readonly Arrow[] }) => {
  const { state, answers } = useView();
  const { edited, impact, other, problems } = answers;
  const [was, is] = shownSide(state, answers) === 'after' ? [other, impact] : [impact, other];
  const pairs = useMemo(
    () =>
      edited.before === undefined || was === undefined || is === undefined
        ? undefined
        : pairsOf({ facts: edited.before, impact: was }, { facts: edited.after, impact: is }, renamed),
    [edited, was, is, renamed],
  );
  if (pairs === undefined) {
    const [problem] = problems;
    return problem === undefined ? <Busy /> : <Problem error={problem} />;
  }
  return (
    <div class="compare-both">
      <p class={`compare-verdict compare-${toneOf(pairs)}`}>
        <strong>{verdictWords(pairs)}</strong>
      </p>
      {state.scenario === undefined ? null : (
        <p class="dim">At the worst of the scenario: all of its faults at once.</p>
      )}
      <Sums sums={sumsOf(was!, is!)} />
      <PairTable pairs={pairs} />
    </div>
  );
};

const toneOf = ({ affected }: Pairs): Verdict => {
  const has = (verdict: Verdict): boolean => affected.some((pair) => pair.verdict === verdict);
  return has('worse') ? 'worse' : has('better') ? 'better' : 'same';
};

const Sums = ({ sums }: { sums: readonly Sum[] }) => (
  <table class="table compare-sums">
    <caption class="sr-only">Sums before and after</caption>
    <thead>
      <tr>
        <th scope="col">
          <span class="sr-only">What is counted</span>
        </th>
        <th scope="col" class="right">
          Before
        </th>
        <th scope="col" class="right">
          After
        </th>
        <th scope="col" class="right">
          Change
        </th>
      </tr>
    </thead>
    <tbody>
      {sums.map(({ label, before, after }) => (
        <tr key={label}>
          <th scope="row">{label}</th>
          <td class="right">{grouped(before)}</td>
          <td class="right">{grouped(after)}</td>
          <td class={`right compare-${after > before ? 'worse' : after < before ? 'better' : 'same'}`}>
            {after === before ? 'none' : `${after > before ? '+' : '−'}${grouped(Math.abs(after - before))}`}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** Rows of what is the same on both sides that stand open: more are folded, so that what changed is seen. */
const MOST_SAME = 6;

const PairTable = ({ pairs: { affected, unharmed, what } }: { pairs: Pairs }) => {
  const [isOpen, setOpen] = useState(false);
  const same = affected.filter(({ verdict }) => verdict === 'same');
  const isFolded = same.length > MOST_SAME;
  const shown = isFolded ? affected.filter(({ verdict }) => verdict !== 'same') : affected;
  return (
    <>
      {shown.length === 0 ? null : (
        <PairRows pairs={shown} what={what} caption={`Each affected ${what} before and after`} />
      )}
      {isFolded ? (
        <details class="compare-fold" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{`${counted(same.length, what)} affected as before`}</summary>
          {isOpen ? (
            <PairRows pairs={same} what={what} caption={`Each ${what} that is affected as before`} />
          ) : null}
        </details>
      ) : null}
      {unharmed === 0 ? null : <p class="dim">{`${counted(unharmed, what)} operational on both sides.`}</p>}
    </>
  );
};

const PairRows = ({
  pairs,
  what,
  caption,
}: {
  pairs: readonly Pair[];
  what: Pairs['what'];
  caption: string;
}) => {
  const { window, onMore, list } = useRows<HTMLTableSectionElement>(pairs.length);
  return (
    <>
      <table class="table compare-pairs">
        <caption class="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{what === 'app' ? 'App' : 'Node'}</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">
              <span class="sr-only">Verdict</span>
            </th>
          </tr>
        </thead>
        <tbody ref={list}>
          {pairs.slice(0, window.shown).map((pair) => (
            <PairRow key={`${pair.side} ${pair.id}`} pair={pair} />
          ))}
        </tbody>
      </table>
      <MoreRows window={window} onMore={onMore} />
    </>
  );
};

const MARKS: Readonly<Record<Verdict, string>> = {
  worse: '▲ worse',
  better: '▼ better',
  same: 'same',
  added: 'is new',
  removed: 'is gone',
};

const PairRow = ({ pair }: { pair: Pair }) => {
  const { id, name, side, before, after, verdict } = pair;
  return (
    <tr>
      <th scope="row">
        <SideLink id={id} side={side} {...(name === undefined ? {} : { label: name })} />
      </th>
      <td>{before === undefined ? <span class="dim">–</span> : <StateBadge state={stateOf(before)} />}</td>
      <td>{after === undefined ? <span class="dim">–</span> : <StateBadge state={stateOf(after)} />}</td>
      <td class={`compare-mark compare-${verdict}`}>{MARKS[verdict]}</td>
    </tr>
  );
};
