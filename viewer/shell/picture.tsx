/** The picture: hands what is known to the drawing, and what is clicked to the state. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { makeDrawing } from '../draw/drawing.ts';
import type { Drawing, Marks } from '../model/drawing.ts';
import type { FaultSpec, Selected, ViewState } from '../model/state.ts';
import { useView } from '../parts/view.ts';
import { without } from '../state/without.ts';
import type { Snapshot } from './controller.ts';
import { withBox } from '../parts/changes.ts';
import { toggledFault } from './changes.ts';
import { freshInWave, waveSteps } from './waves.ts';
import { changedArrows } from './changed-arrows.ts';
import { markNow, markPainted } from './timing.ts';
import { useTheme } from './use-theme.ts';
import { PictureTools } from './picture-tools.tsx';

interface PictureProps {
  readonly snapshot: Snapshot;
  readonly onDrawing: (drawing: Drawing | undefined) => void;
}

/** Milliseconds between two rounds of a cascade that has just been computed. */
const BEAT = 260;

export const Picture = ({ snapshot, onDrawing }: PictureProps) => {
  const { state, answers, announce } = useView();
  const container = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing>();
  const theme = useTheme(state.theme);
  const latest = useRef(useView());
  latest.current = useView();

  useLayoutEffect(() => {
    const made = makeDrawing(container.current!, eventsFor(latest, announce), theme);
    setDrawing(made);
    onDrawing(made);
    return () => {
      made.destroy();
      onDrawing(undefined);
    };
  }, []);

  useLayoutEffect(() => drawing?.setTheme(theme), [drawing, theme]);

  const { scene, facts, ranks, faults, impact, proof, compared } = answers;
  const fitted = useRef('');
  useLayoutEffect(() => {
    // A scene of other facts would be painted with the wrong states.
    if (drawing === undefined || scene === undefined || scene.elementOf.length !== facts.nodes.length) return;
    drawing.show(scene, facts.nodes);
    // Another picture is seen as a whole; the same one, with a box opened or another failure, stays where it is.
    const picture = pictureKey(state);
    if (fitted.current !== picture) drawing.fit();
    fitted.current = picture;
    markNow('picture');
    markPainted();
  }, [drawing, scene, facts]);

  const { preview, found } = snapshot;
  useLayoutEffect(() => {
    if (drawing === undefined || scene?.elementOf.length !== ranks.length) return;
    drawing.paint(
      preview === undefined
        ? { ranks, faults }
        : { ranks: preview.impact.ranks, faults: new Set(preview.impact.faults) },
    );
    markNow('applied');
    markPainted();
  }, [drawing, scene, ranks, faults, preview]);

  useLayoutEffect(() => {
    if (drawing === undefined || scene === undefined) return;
    drawing.mark(marksOf(state, found, proof, answers));
  }, [drawing, scene, state.selected, state.topic, state.panel, found, proof, compared]);

  // The states are there at once; round after round is lit, so that the eye can follow how it spread.
  useEffect(() => {
    if (drawing === undefined || impact === undefined || state.at !== undefined) return undefined;
    const steps = state.wave === undefined ? waveSteps(impact) : [state.wave];
    let at = 0;
    const light = (): void => {
      const wave = steps[at++];
      if (wave === undefined || drawing === undefined) {
        clearInterval(timer);
        return;
      }
      drawing.paint({
        ranks: latest.current.answers.ranks,
        faults: latest.current.answers.faults,
        fresh: freshInWave(impact, wave),
      });
    };
    const timer = setInterval(light, BEAT);
    return () => clearInterval(timer);
  }, [drawing, impact, state.wave]);

  return (
    <section class="shell-picture" aria-label="Picture of the infrastructure">
      <div class="shell-canvas" ref={container} />
      {preview === undefined ? null : <p class="shell-preview">Preview: {previewText(preview.faults)}</p>}
      <PictureTools scene={scene} drawing={drawing} />
    </section>
  );
};

/** What makes it another picture. */
const pictureKey = ({ by, direction, detail, isAffectedOnly, focus, hide, side }: ViewState): string =>
  JSON.stringify([by, direction, detail, isAffectedOnly, focus, hide, side]);

const previewText = (faults: readonly FaultSpec[]): string => {
  const [first, ...more] = faults;
  return first === undefined
    ? ''
    : `${first.selection}${more.length === 0 ? '' : ` and ${more.length} more`} fail`;
};

type Latest = { readonly current: ReturnType<typeof useView> };

const eventsFor = (latest: Latest, announce: (words: string) => void) => {
  const fail = (selected: Selected): void => {
    const { change, state, answers } = latest.current;
    const failing = toggledFault(state, selected, answers);
    if (failing === undefined) announce('This cannot fail as a whole: open it, and fail what is inside.');
    else change(failing);
  };
  return {
    onSelect: (selected: Selected | undefined, isMore: boolean): void => {
      const { change } = latest.current;
      if (selected === undefined) change((before) => without(before, 'selected'));
      // With Shift a click adds to what fails: several at once.
      else if (isMore) fail(selected);
      // A change that is being made, or compared, takes what is clicked.
      else
        change((before) => ({
          ...before,
          selected,
          panel: before.panel === 'edits' || before.panel === 'compare' ? before.panel : 'node',
        }));
    },
    onFail: fail,
    onToggle: (key: string, isOpen: boolean): void =>
      latest.current.change((state) => withBox(state, key, !isOpen)),
    onFocus: announce,
  };
};

const marksOf = (
  state: ViewState,
  found: ReadonlySet<number> | undefined,
  proof: Snapshot['answers']['proof'],
  answers: Snapshot['answers'],
): Marks => {
  const isProving = state.panel === 'node' && state.topic === 'why' && state.selected?.type === 'node';
  return {
    ...(state.selected === undefined ? {} : { selected: state.selected }),
    ...(isProving && proof !== undefined && proof.pairs.length > 0 ? { path: proof.pairs } : {}),
    ...(found === undefined ? {} : { found }),
    ...changedArrows(state, answers),
  };
};
