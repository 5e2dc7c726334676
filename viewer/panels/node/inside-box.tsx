/** What is inside of a box: how it fares, who owns it, and a way to let all of it fail. */
import { STATES } from '../../../src/model/state.ts';
import type { SceneBox } from '../../model/scene.ts';
import { DocText } from '../../parts/doc-text.tsx';
import { shownSide } from '../../parts/asking.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { useRows } from '../../parts/use-rows.ts';
import { useView } from '../../parts/view.ts';
import { counted, grouped } from '../../parts/words.ts';
import { selectionsInside } from './box-selection.ts';
import { FailControl } from './fail-control.tsx';
import { ownersIn, worstFirst } from './inside.ts';
import { NodeWithState } from './requirement-card.tsx';

/** Positions inside of a box, without the node that it is. */
export const membersOf = ({ members, position }: SceneBox): readonly number[] =>
  [...members].filter((member) => member !== position);

export const InsideBox = ({ box }: { box: SceneBox }) => {
  const { answers } = useView();
  const { facts } = answers;
  const inside = membersOf(box);
  const hasApps = inside.some((member) => facts.nodes[member]!.kind === 'app');
  return (
    <div class="stack">
      <StateCounts members={inside} />
      <FailInside box={box} count={inside.length} />
      <Owners members={inside} />
      <Members title="Apps" members={inside.filter((member) => facts.nodes[member]!.kind === 'app')} />
      <Members
        title={hasApps ? 'All else' : 'Nodes'}
        members={inside.filter((member) => facts.nodes[member]!.kind !== 'app')}
      />
    </div>
  );
};

const FailInside = ({ box, count }: { box: SceneBox; count: number }) => {
  const { state, answers } = useView();
  const selections = selectionsInside(box, answers.facts);
  const { answer, problem } = useAnswer(
    'select',
    selections === undefined ? undefined : { side: shownSide(state, answers), selections },
  );
  if (selections === undefined || problem !== undefined)
    return <p class="dim">No selection says just what is inside: let its parts fail one by one.</p>;
  // A place's box also has what only stands on it; that falls, but does not fail.
  const matched = answer?.length ?? count;
  return (
    <FailControl
      selections={selections}
      what={matched === count ? 'all inside' : `the ${grouped(matched)} that run in it`}
    />
  );
};

const StateCounts = ({ members }: { members: readonly number[] }) => {
  const { answers } = useView();
  const counts = STATES.map((state, rank) => ({
    state,
    count: members.filter((member) => (answers.ranks[member] ?? 0) === rank).length,
  }));
  return (
    <ul class="row node-counts" aria-label="What is inside, by state">
      {counts.toReversed().map(({ state, count }) => (
        <li key={state}>
          {grouped(count)} <StateBadge state={state} />
        </li>
      ))}
    </ul>
  );
};

/** Owners that are listed. */
const MOST_OWNERS = 12;

const Owners = ({ members }: { members: readonly number[] }) => {
  const { answers } = useView();
  const owners = ownersIn(answers.facts, members);
  if (owners.length === 0) return null;
  return (
    <section>
      <h3>{counted(owners.length, 'owner')}</h3>
      <ul class="row">
        {owners.slice(0, MOST_OWNERS).map(({ owner, count }) => (
          <li key={owner} class="node-tag">
            <DocText text={owner} isElided /> <span class="dim">{grouped(count)}</span>
          </li>
        ))}
        {owners.length > MOST_OWNERS ? (
          <li class="dim">{`and ${grouped(owners.length - MOST_OWNERS)} more`}</li>
        ) : null}
      </ul>
    </section>
  );
};

const Members = ({ title, members }: { title: string; members: readonly number[] }) => {
  const { answers } = useView();
  const { window, onMore, list } = useRows<HTMLUListElement>(members.length);
  if (members.length === 0) return null;
  return (
    <section>
      <h3>{`${title}: ${grouped(members.length)}`}</h3>
      <ul class="node-inside" ref={list}>
        {worstFirst(members, answers.ranks)
          .slice(0, window.shown)
          .map((member) => (
            <li key={member}>
              <NodeWithState id={answers.facts.nodes[member]!.id} />
            </li>
          ))}
      </ul>
      <MoreRows window={window} onMore={onMore} />
    </section>
  );
};
