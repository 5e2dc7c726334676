/** What the changes do for something when nothing fails: which single failures take it down, before and after. */
import type { Question } from '../../model/messages.ts';
import type { Side } from '../../model/state.ts';
import { Busy } from '../../parts/busy.tsx';
import { NodeLink } from '../../parts/node-link.tsx';
import { nodeOf } from '../../parts/positions.ts';
import { Problem } from '../../parts/problem.tsx';
import { useAsked } from '../../parts/use-answer.ts';
import { useView } from '../../parts/view.ts';
import { counted, grouped } from '../../parts/words.ts';
import { SideLink } from '../compare/side-link.tsx';
import { singlePoints } from './single-points.ts';

/** `id`: whose. */
export const SinglePointsView = ({ id }: { id: string }) => {
  const { answers } = useView();
  const { before, after } = answers.edited;
  const isOnBoth =
    before !== undefined && nodeOf(before, id) !== undefined && nodeOf(after, id) !== undefined;
  const ask = (side: Side): Question | undefined =>
    // Whatever takes it down to partial or worse; how it does so is told where it is asked for.
    isOnBoth
      ? { side, analysis: 'spof', args: [id], options: { state: 'partial', explain: '1' } }
      : undefined;
  const [was, is] = [useAsked(ask('before')), useAsked(ask('after'))];
  if (!isOnBoth) return <p class="dim">{`${id} is on one side only.`}</p>;
  const problem = was.problem ?? is.problem;
  if (problem !== undefined) return <Problem error={problem} />;
  if (was.told === undefined || is.told === undefined)
    return <Busy words="Looking for single points of failure…" />;
  const { gone, added, left, ...counts } = singlePoints(was.told, is.told);
  return (
    <div class="edits-points" aria-busy={was.isBusy || is.isBusy}>
      <p>
        <strong>{`${grouped(counts.before)} → ${counted(counts.after, 'single failure')}`}</strong>
        {counts.after === 1 ? ' leaves ' : ' leave '}
        <NodeLink id={id} />
        {' partial or worse.'}
      </p>
      <dl>
        <Points title="No longer" tone="better" ids={gone} side="before" />
        <Points title="Anew" tone="worse" ids={added} side="after" />
        <Points title="Still" tone="same" ids={left} side="after" />
      </dl>
    </div>
  );
};

/** Ids of a list that are shown; the ranking has all. */
const MOST = 30;

const Points = ({
  title,
  tone,
  ids,
  side,
}: {
  title: string;
  tone: 'better' | 'worse' | 'same';
  ids: readonly string[];
  side: Side;
}) =>
  ids.length === 0 ? null : (
    <div>
      <dt class={`compare-${tone}`}>{title}</dt>
      <dd>
        {ids.slice(0, MOST).map((id) => (
          <SideLink key={id} id={id} side={side} />
        ))}
        {ids.length > MOST ? <span class="dim">{`and ${grouped(ids.length - MOST)} more`}</span> : null}
      </dd>
    </div>
  );
