/** Opens a box in the picture, or closes it. */
import type { SceneBox } from '../../model/scene.ts';
import { withBox } from '../../parts/changes.ts';
import { useView } from '../../parts/view.ts';

export const BoxButton = ({ box: { key, isOpen } }: { box: SceneBox }) => {
  const { change } = useView();
  return (
    <button type="button" class="button" onClick={() => change((now) => withBox(now, key, !isOpen))}>
      {isOpen ? 'Close box' : 'Open box'}
    </button>
  );
};
