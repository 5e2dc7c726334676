/** A box that is no node: an owner, a kind, a namespace, or what was gathered because there is so much of it. */
import type { SceneBox } from '../../model/scene.ts';
import { Busy } from '../../parts/busy.tsx';
import { DocText } from '../../parts/doc-text.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useView } from '../../parts/view.ts';
import { counted } from '../../parts/words.ts';
import { BoxButton } from './box-button.tsx';
import { InsideBox, membersOf } from './inside-box.tsx';
import { NodeWithState } from './requirement-card.tsx';

export const BoxView = ({ boxKey }: { boxKey: string }) => {
  const { answers } = useView();
  const { scene, facts } = answers;
  // A picture of other facts would name other nodes.
  if (scene === undefined || scene.elementOf.length !== facts.nodes.length)
    return <Busy words="Laying out…" />;
  const box = scene.boxes.find(({ key }) => key === boxKey);
  if (box === undefined) {
    return (
      <Empty>
        <p>
          The picture has no box <DocText text={boxKey} /> now.
        </p>
        <p>Boxes come and go with what they are drawn by, and with what is hidden.</p>
      </Empty>
    );
  }
  return <Box box={box} />;
};

const Box = ({ box }: { box: SceneBox }) => {
  const { answers } = useView();
  const own = box.position === undefined ? undefined : answers.facts.nodes[box.position];
  return (
    <article class="node">
      <header class="node-head">
        <h2>
          <DocText text={box.label} />
        </h2>
        <p class="dim">{`A box with ${counted(membersOf(box).length, 'node')}`}</p>
        {own === undefined ? null : <NodeWithState id={own.id} />}
      </header>
      <div class="row">
        <BoxButton box={box} />
      </div>
      <InsideBox box={box} />
    </article>
  );
};
