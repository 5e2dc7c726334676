/** One requirement: what is needed, in which state that is, on what terms, and how that is known. */
import { type Rank, stateOf } from '../../../src/model/state.ts';
import { NodeLink } from '../../parts/node-link.tsx';
import { positionsOf } from '../../parts/positions.ts';
import { type RequirementLine, requirementLines } from '../../parts/requirement-words.ts';
import { StateBadge } from '../../parts/state-badge.tsx';
import { useView } from '../../parts/view.ts';
import { Evidence } from './evidence.tsx';
import type { ShownRequirement } from './show-data.ts';
import { termsOf } from './terms.ts';

/** Members of one group that are listed. */
const MOST = 100;

export const RequirementCard = ({ shown }: { shown: ShownRequirement }) => {
  const lines = requirementLines(shown.requirement);
  return (
    <div class="node-requirement">
      <ul class="node-members">
        {lines.slice(0, MOST).map((line, i) => (
          <li key={i} data-depth={Math.min(4, line.depth)}>
            {i === 0 && shown.containment === true ? <span class="dim">runs in </span> : null}
            <Member line={line} />
          </li>
        ))}
        {lines.length > MOST ? <li class="dim">{`… and ${lines.length - MOST} more`}</li> : null}
      </ul>
      <p class="dim">{termsOf(shown).join(' · ')}</p>
      <Evidence evidence={shown} />
    </div>
  );
};

const Member = ({ line: { form, text } }: { line: RequirementLine }) =>
  form === 'group' ? <span>{text}</span> : <NodeWithState id={text} />;

/** A node and the state that it is in now. */
export const NodeWithState = ({ id }: { id: string }) => {
  const { answers } = useView();
  const position = positionsOf(answers.facts).get(id);
  const rank = (position === undefined ? 0 : (answers.ranks[position] ?? 0)) as Rank;
  return (
    <span class="node-with-state">
      <StateBadge state={stateOf(rank)} compact />
      <NodeLink id={id} />
    </span>
  );
};
