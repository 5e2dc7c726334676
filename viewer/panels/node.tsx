/** What is selected in the picture or a table: a node, a dependency, or a box. */
import '../style/node.css';
import { Empty } from '../parts/empty.tsx';
import { nodeOf } from '../parts/positions.ts';
import { useView } from '../parts/view.ts';
import { BoxView } from './node/box-view.tsx';
import { EdgeView } from './node/edge-view.tsx';
import { NodeView } from './node/node-view.tsx';
import { NotHere } from './node/not-here.tsx';

export const NodePanel = () => {
  const { state, answers } = useView();
  const { selected } = state;
  if (selected === undefined) {
    return (
      <Empty>
        <p>Nothing is selected.</p>
        <p>Click a node, a dependency or a box in the picture, or a name in a table.</p>
      </Empty>
    );
  }
  switch (selected.type) {
    case 'node': {
      const facts = nodeOf(answers.facts, selected.id);
      return facts === undefined ? (
        <NotHere id={selected.id} />
      ) : (
        <NodeView key={selected.id} facts={facts} />
      );
    }
    case 'edge':
      return <EdgeView key={`${selected.from} ${selected.to}`} from={selected.from} to={selected.to} />;
    case 'box':
      return <BoxView key={selected.key} boxKey={selected.key} />;
  }
};
