/** The page: the bar above, the picture with its strip, and the panels beside it. */
import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { Drawing } from '../model/drawing.ts';
import type { Engine } from '../model/messages.ts';
import { ViewContext, type View } from '../parts/view.ts';
import { TimeBar } from '../panels/time.tsx';
import { spokenImpact } from './announced.ts';
import type { Controller, Snapshot } from './controller.ts';
import { Picture } from './picture.tsx';
import { SidePanel } from './side-panel.tsx';
import { TopBar } from './top-bar.tsx';
import { Notices } from './notices.tsx';
import { useAfterPicture } from './use-after-picture.ts';

interface AppProps {
  readonly controller: Controller;
  readonly engine: Engine;
  /** What the server says of files that it cannot read any more; undefined: all is well. */
  readonly trouble: () => string | undefined;
}

export const App = ({ controller, engine, trouble }: AppProps) => {
  const [, again] = useReducer((count: number) => count + 1, 0);
  const [drawing, setDrawing] = useState<Drawing>();
  const [words, announce] = useState('');
  const spoken = useRef('');
  useEffect(() => controller.subscribe(() => again(undefined)), [controller]);
  const snapshot: Snapshot = controller.snapshot();
  const { state, answers } = snapshot;

  // What a picture shows at once must be told to those who do not see it.
  useEffect(() => {
    const now = spokenImpact(answers);
    if (now === spoken.current) return;
    spoken.current = now;
    // Else what is over could still be found there.
    announce(now === '' ? 'Nothing fails.' : now);
  }, [answers.impact, answers.facts]);

  useEffect(() => {
    if (state.theme === undefined) delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = state.theme;
  }, [state.theme]);

  const view = useMemo(
    (): View => ({
      state,
      answers,
      engine,
      drawing,
      announce,
      change: controller.change,
      preview: controller.preview,
    }),
    [snapshot, engine, drawing, controller],
  );

  const later = useAfterPicture(view);
  // The very same elements: they are made anew when their view is, not whenever the page is.
  const [top, bar, side] = useMemo(() => [<TopBar />, <TimeBar />, <SidePanel />], []);

  return (
    <ViewContext.Provider value={later}>
      <a class="skip" href="#side" onClick={skipToPanels}>
        Skip the picture
      </a>
      {top}
      <main class="shell-main">
        <div class="shell-left">
          <Notices trouble={trouble()} />
          <ViewContext.Provider value={view}>
            <Picture snapshot={snapshot} onDrawing={setDrawing} />
          </ViewContext.Provider>
          {bar}
        </div>
        {side}
      </main>
      <div class="sr-only" role="status" aria-live="polite">
        {words}
      </div>
    </ViewContext.Provider>
  );
};

/** The address is the state: a link inside of the page must not change it. */
const skipToPanels = (event: Event): void => {
  event.preventDefault();
  document.querySelector<HTMLElement>('#side [role=tab][aria-selected=true]')?.focus();
};
