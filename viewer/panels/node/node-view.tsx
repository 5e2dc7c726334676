/** One node: what it is, what can be done with it, and what can be asked of it. */
import { useEffect, useState } from 'preact/hooks';
import type { NodeFacts } from '../../model/messages.ts';
import type { Topic } from '../../model/state.ts';
import { faultedOf, shownSide } from '../../parts/asking.ts';
import { Busy } from '../../parts/busy.tsx';
import { Problem } from '../../parts/problem.tsx';
import { positionsOf } from '../../parts/positions.ts';
import { TabPanel, Tabs } from '../../parts/tabs.tsx';
import { type Asked, useAsked } from '../../parts/use-answer.ts';
import { useView } from '../../parts/view.ts';
import { counted } from '../../parts/words.ts';
import { AvailabilityTopic } from './availability-topic.tsx';
import { CutSetsTopic } from './cut-sets-topic.tsx';
import { DependentsTopic } from './dependents-topic.tsx';
import { InsideBox, membersOf } from './inside-box.tsx';
import { NeedsTopic } from './needs-topic.tsx';
import { NodeActions } from './node-actions.tsx';
import { NodeHead } from './node-head.tsx';
import type { ShownData } from './show-data.ts';
import { WhyTopic } from './why-topic.tsx';

export const NodeView = ({ facts }: { facts: NodeFacts }) => {
  const { state, answers, change, preview } = useView();
  // What a list here was pointed at must not stay when the list goes.
  useEffect(() => () => preview(undefined), []);
  const side = shownSide(state, answers);
  const asked = useAsked({ side, analysis: 'show', args: [facts.id], options: {} });
  const shown = asked.told?.data as ShownData | undefined;
  const items: readonly { readonly id: Topic; readonly label: string; readonly count?: number }[] = [
    { id: 'why', label: 'Why' },
    { id: 'needs', label: 'Needs', ...(shown === undefined ? {} : { count: shown.requires.length }) },
    {
      id: 'dependents',
      label: 'Needed by',
      ...(shown === undefined ? {} : { count: shown.requiredBy.length }),
    },
    { id: 'spof', label: 'Single points' },
    { id: 'cut-sets', label: 'Cut sets' },
    { id: 'availability', label: 'Availability' },
  ];
  return (
    <article class="node">
      <NodeHead facts={facts} shown={shown?.node} />
      <NodeActions facts={facts} />
      <AsBox facts={facts} />
      <Tabs
        name="node"
        label="Questions about the node"
        items={items}
        selected={state.topic}
        onSelect={(topic) => change({ topic }, true)}
      />
      <TabPanel name="node" selected={state.topic}>
        <TopicView id={facts.id} asked={asked} shown={shown} />
      </TabPanel>
    </article>
  );
};

/** A place is a box, too: what is inside of it, folded. */
const AsBox = ({ facts }: { facts: NodeFacts }) => {
  const { answers } = useView();
  const [isOpen, setOpen] = useState(false);
  const position = positionsOf(answers.facts).get(facts.id);
  const box = answers.scene?.boxes.find((one) => one.position === position);
  const inside = box === undefined ? 0 : membersOf(box).length;
  if (box === undefined || inside === 0) return null;
  return (
    <details class="part-folded" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{`Inside: ${counted(inside, 'node')}`}</summary>
      {isOpen ? <InsideBox box={box} /> : null}
    </details>
  );
};

interface TopicProps {
  readonly id: string;
  readonly asked: Asked;
  readonly shown: ShownData | undefined;
}

const TopicView = ({ id, asked, shown }: TopicProps) => {
  const { state, answers } = useView();
  switch (state.topic) {
    case 'why':
      return <WhyTopic id={id} faulted={faultedOf(state, answers)} />;
    case 'needs':
      return shown === undefined ? <Waiting asked={asked} /> : <NeedsTopic shown={shown} />;
    case 'dependents':
      return shown === undefined ? <Waiting asked={asked} /> : <DependentsTopic shown={shown} />;
    case 'spof':
    case 'cut-sets':
      return <CutSetsTopic key={state.topic} id={id} analysis={state.topic} />;
    case 'availability':
      return <AvailabilityTopic id={id} />;
  }
};

const Waiting = ({ asked: { problem } }: { asked: Asked }) =>
  problem === undefined ? <Busy /> : <Problem error={problem} />;
