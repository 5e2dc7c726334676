/** One dependency: what it says, how that is known, and what could be changed about it. */
import { faultedOf, shownSide } from '../../parts/asking.ts';
import { Busy } from '../../parts/busy.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { useView } from '../../parts/view.ts';
import { EdgeActions } from './edge-actions.tsx';
import { EdgeEvidence } from './edge-evidence.tsx';
import { EdgeLine } from './edge-line.tsx';
import { lineOf, pairOf } from './edge-pairs.ts';
import { NotHere } from './not-here.tsx';
import { NodeWithState } from './requirement-card.tsx';

export const EdgeView = ({ from, to }: { from: string; to: string }) => {
  const { state, answers } = useView();
  const { facts, scene } = answers;
  const pair = pairOf(facts, from, to);
  const side = shownSide(state, answers);
  const { answer, problem } = useAnswer(
    'edges',
    pair === undefined ? undefined : { side, pairs: Uint32Array.from(pair) },
  );
  if (pair === undefined) return <NotHere id={pairOf(facts, from, from) === undefined ? from : to} />;
  const line = lineOf(scene, pair);
  return (
    <article class="node">
      <header class="node-head">
        <h2 class="node-arrow">
          <NodeWithState id={from} />
          <span class="dim">needs</span>
          <NodeWithState id={to} />
        </h2>
        {faultedOf(state, answers) === undefined ? null : (
          <p class="dim">{carriedWords(answers.ranks[pair[0]] ?? 0, answers.ranks[pair[1]] ?? 0)}</p>
        )}
      </header>
      {problem === undefined ? null : <Problem error={problem} />}
      {answer === undefined && problem === undefined ? <Busy /> : null}
      {answer?.length === 0 ? (
        <p class="dim">There is no dependency from the one to the other: it may have been removed.</p>
      ) : null}
      {answer?.map((edge, i) => (
        <EdgeEvidence key={i} edge={edge} />
      ))}
      {answer === undefined || answer.length === 0 ? null : <EdgeActions from={from} to={to} />}
      {line === undefined || line.count < 2 ? null : <EdgeLine line={line} from={from} to={to} />}
    </article>
  );
};

/** What the two states let one say of the dependency: not that it was the cause, which only a proof can. */
const carriedWords = (from: number, to: number): string => {
  if (to === 0) return 'What is needed is operational.';
  return from === 0 ? 'What is needed has fallen; what needs it has not.' : 'Both ends are affected.';
};
