/** An engine without a worker, for tests of what panels ask and make of the answers. */
import type { Estate } from '../../../src/model/estate.ts';
import { answerer } from '../../../viewer/engine/handlers.ts';
import type { Engine, Opened } from '../../../viewer/model/messages.ts';
import { DAY } from '../../support/documents.ts';
import { pageText, surroundingsOn } from '../engine/desks.ts';

/** An engine that has this estate open. */
export const engineWith = async (
  estate: Estate,
): Promise<{ readonly engine: Engine; readonly opened: Opened }> => {
  const answer = answerer();
  const engine: Engine = { ask: async (name, question) => answer(name, question, surroundingsOn(DAY)) };
  return { engine, opened: await engine.ask('open', { text: pageText(estate) }) };
};
