/** What a node stands on: each requirement, and all that it reaches through others. */
import { MoreRows } from '../../parts/more-rows.tsx';
import { useRows } from '../../parts/use-rows.ts';
import { FarNodes } from './far-nodes.tsx';
import { RequirementCard } from './requirement-card.tsx';
import type { ShownData } from './show-data.ts';

export const NeedsTopic = ({ shown: { requires, standsOn } }: { shown: ShownData }) => {
  const { window, onMore, list } = useRows<HTMLUListElement>(requires.length);
  if (requires.length === 0) return <p class="dim">It needs nothing.</p>;
  return (
    <>
      <ul class="node-requirements" ref={list}>
        {requires.slice(0, window.shown).map((requirement, i) => (
          <li key={i}>
            <RequirementCard shown={requirement} />
          </li>
        ))}
      </ul>
      <MoreRows window={window} onMore={onMore} />
      <FarNodes title="Through others it stands on" neighbours={standsOn} />
    </>
  );
};
