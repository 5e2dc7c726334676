/** How much of the time a node is there, and which parts that hangs on. */
import { useState } from 'preact/hooks';
import type { Kind } from '../../../src/model/kind.ts';
import type { SideFacts } from '../../model/messages.ts';
import { shownSide } from '../../parts/asking.ts';
import { Blocks } from '../../parts/blocks.tsx';
import { Busy } from '../../parts/busy.tsx';
import { LineView } from '../../parts/line-view.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { useView } from '../../parts/view.ts';

/** Rows of its tables at first. */
const ROWS = '10';

/** What the page may take: a tenth of what the command line allows. */
const EFFORT = { nodes: '200000', samples: '100000' } as const;

export const AvailabilityTopic = ({ id }: { id: string }) => {
  const { state, answers } = useView();
  const [isAll, setAll] = useState(false);
  const [isAssumed, setAssumed] = useState(false);
  const assumptions = assumptionsFor(answers.facts);
  const { answer, problem } = useAnswer('ask', {
    side: shownSide(state, answers),
    analysis: 'availability',
    args: [id],
    options: {
      ...EFFORT,
      importance: true,
      limit: isAll ? '0' : ROWS,
      ...(isAssumed && assumptions.length > 0 ? { assume: assumptions } : {}),
    },
  });
  if (problem !== undefined) return <Problem error={problem} />;
  if (answer === undefined) return <Busy />;
  const isKnown = hasFigures(answer.data);
  const isCut = answer.blocks.some((block) => block.type === 'table' && block.more !== undefined);
  return (
    <div class="stack">
      {isKnown ? (
        <p class="node-verdict">
          <LineView line={answer.title} />
        </p>
      ) : (
        <Problem
          error={{
            message: 'No availability is known of anything that this hangs on.',
            hint: 'Give the nodes an availability in the document (availability: 99.95%), or assume figures below.',
          }}
        />
      )}
      {assumptions.length === 0 ? null : (
        <label class="node-check">
          <input
            type="checkbox"
            checked={isAssumed}
            onChange={(event) => setAssumed(event.currentTarget.checked)}
          />
          {`Assume ${assumptions.map((one) => one.replace('kind:', '').replace('=', ' ')).join(', ')} where nothing is known`}
        </label>
      )}
      {isKnown ? <Blocks blocks={answer.blocks} /> : null}
      {isCut ? (
        <p>
          <button type="button" class="button" onClick={() => setAll(true)}>
            Show all
          </button>
        </p>
      ) : null}
    </div>
  );
};

/** What is commonly promised; only of kinds that there are: a selection that matches nothing is a mistake. */
const PROMISED: readonly (readonly [kind: Kind, availability: string])[] = [
  ['zone', '99.95%'],
  ['region', '99.99%'],
];

const assumptionsFor = ({ nodes }: SideFacts): readonly string[] =>
  PROMISED.filter(([kind]) => nodes.some((node) => node.kind === kind)).map(
    ([kind, availability]) => `kind:${kind}=${availability}`,
  );

/** Whether anything that plays a part has an availability. */
const hasFigures = (data: object): boolean => {
  const { apps = [] } = data as { readonly apps?: readonly { readonly events?: number }[] };
  return apps.some(({ events = 0 }) => events > 0);
};
