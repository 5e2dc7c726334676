/** Why a node is in its state: the proof as text, or what spared it. The picture lights the same path. */
import type { Faulted, Proof } from '../../model/messages.ts';
import { Blocks } from '../../parts/blocks.tsx';
import { Busy } from '../../parts/busy.tsx';
import { Empty } from '../../parts/empty.tsx';
import { LineView } from '../../parts/line-view.tsx';
import { useView } from '../../parts/view.ts';

/** The answer to the node that was selected before is not this one's. */
const isAbout = (proof: Proof | undefined, id: string): boolean =>
  proof !== undefined && (proof.told.data as { readonly node: string }).node === id;

export const WhyTopic = ({ id, faulted }: { id: string; faulted: Faulted | undefined }) => {
  const { state, answers } = useView();
  const { proof, problems } = answers;
  if (faulted === undefined) {
    return (
      <Empty>
        <p>Nothing fails, so there is nothing to be explained.</p>
        <p>Let something fail, then ask why this node falls or what spares it.</p>
      </Empty>
    );
  }
  if (proof === undefined || !isAbout(proof, id)) return problems.length > 0 ? null : <Busy />;
  return (
    <>
      <p class="node-verdict">
        <LineView line={proof.told.title} />
      </p>
      {state.at === undefined ? null : <p class="dim">Told of all the faults at once, not of this moment.</p>}
      <Blocks blocks={proof.told.blocks} />
    </>
  );
};
