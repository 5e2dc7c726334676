/** Starts the page: its data, the engine, and the state that the address names. */
import { render } from 'preact';
import './style/base.css';
import './style/shell.css';
import { createEngine } from './engine/client.ts';
import { App } from './shell/app.tsx';
import { createController } from './shell/controller.ts';
import { pageData } from './shell/page-data.ts';
import { followAddress } from './shell/address.ts';
import { shownText } from './parts/words.ts';
import { fromHash } from './state/hash.ts';

const root = document.querySelector<HTMLElement>('#page')!;

const start = async (): Promise<void> => {
  const data = pageData();
  const engine = createEngine();
  const opened = await engine.ask('open', { text: await data.text() });
  const controller = createController(engine, opened, fromHash(location.hash));
  let trouble: string | undefined;
  const show = (): void => {
    const { title, name } = controller.snapshot().answers.facts;
    document.title = `${shownText(title ?? name, 200)} – Faultline`;
    root.removeAttribute('aria-busy');
    render(<App controller={controller} engine={engine} trouble={() => trouble} />, root);
  };
  followAddress(controller);
  show();
  data.follow(
    async (text) => {
      trouble = undefined;
      controller.reopen(await engine.ask('open', { text }));
      show();
    },
    (problem) => {
      trouble = problem;
      show();
    },
  );
};

start().catch((error: unknown) => {
  root.removeAttribute('aria-busy');
  const words = error instanceof Error ? `${error.message}\n\n${error.stack ?? ''}` : String(error);
  render(
    <div class="shell-broken" role="alert">
      <h1>This page cannot be shown</h1>
      <pre>{words}</pre>
    </div>,
    root,
  );
});
