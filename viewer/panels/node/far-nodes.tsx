/** Nodes that are reached through others: the nearest first, folded, for there may be thousands. */
import { useState } from 'preact/hooks';
import { SortableTable } from '../../parts/sortable-table.tsx';
import { nodeOf } from '../../parts/positions.ts';
import { useView } from '../../parts/view.ts';
import { grouped } from '../../parts/words.ts';
import { NodeWithState } from './requirement-card.tsx';
import type { ShownNeighbour } from './show-data.ts';

export const FarNodes = ({ title, neighbours }: { title: string; neighbours: readonly ShownNeighbour[] }) => {
  const { answers } = useView();
  const [isOpen, setOpen] = useState(false);
  const far = neighbours.filter(({ distance }) => distance > 1);
  if (far.length === 0) return null;
  return (
    <details class="part-folded" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{`${title}: ${grouped(far.length)}`}</summary>
      {isOpen ? (
        <SortableTable
          caption={title}
          columns={[
            { id: 'node', title: 'Node', cell: ({ id }: ShownNeighbour) => <NodeWithState id={id} /> },
            { id: 'kind', title: 'Kind', cell: ({ id }) => nodeOf(answers.facts, id)?.kind ?? '' },
            { id: 'steps', title: 'Steps', align: 'right', cell: ({ distance }) => distance },
          ]}
          rows={far}
          keyOf={({ id }) => id}
        />
      ) : null}
    </details>
  );
};
