/** What stands on a node: who requires it and on what terms, and who falls with them. */
import { DocText } from '../../parts/doc-text.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { useRows } from '../../parts/use-rows.ts';
import { FarNodes } from './far-nodes.tsx';
import { NodeWithState } from './requirement-card.tsx';
import type { ShownData, ShownDependent } from './show-data.ts';
import { termsOf } from './terms.ts';

export const DependentsTopic = ({ shown: { requiredBy, stoodOnBy } }: { shown: ShownData }) => {
  const { window, onMore, list } = useRows<HTMLUListElement>(requiredBy.length);
  if (requiredBy.length === 0) return <p class="dim">Nothing needs it.</p>;
  return (
    <>
      <ul class="node-requirements" ref={list}>
        {requiredBy.slice(0, window.shown).map((dependent, i) => (
          <li key={i}>
            <DependentCard dependent={dependent} />
          </li>
        ))}
      </ul>
      <MoreRows window={window} onMore={onMore} />
      <FarNodes title="Through others it is needed by" neighbours={stoodOnBy} />
    </>
  );
};

const DependentCard = ({ dependent }: { dependent: ShownDependent }) => {
  const { id, requirement, why, containment } = dependent;
  const isGroup = / of /.test(requirement);
  return (
    <div class="node-requirement">
      <NodeWithState id={id} />
      <p class="dim">
        {containment === true ? 'runs in it · ' : isGroup ? 'needs ' : null}
        {isGroup && containment !== true ? (
          <>
            <DocText text={requirement} />
            {' · '}
          </>
        ) : null}
        {termsOf(dependent).join(' · ')}
      </p>
      {why === undefined ? null : (
        <p>
          <DocText text={why} most={2_000} />
        </p>
      )}
    </div>
  );
};
