import { describe, expect, it } from 'vitest';
import { Lane, NotStarted, type Port, type Unnumbered } from '../../../viewer/engine/lane.ts';
import { AskError } from '../../../viewer/model/messages.ts';
import type { Asked, Reply } from '../../../viewer/engine/wire.ts';

const asking = (id: string): Unnumbered => ({
  name: 'select',
  question: { side: 'after', selections: [id] },
  today: '2024-06-15',
});

const idOf = ({ name, question }: Asked): string =>
  name === 'select' ? (question as { readonly selections: readonly string[] }).selections[0]! : name;

/** A port whose replies are given by hand, and what it was asked. */
const port = () => {
  const asked: string[] = [];
  const numbers: number[] = [];
  const waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[] = [];
  let closed = false;
  const made: Port = {
    ask: async (request) => {
      asked.push(idOf(request));
      numbers.push(request.number);
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
      });
    },
    close: () => {
      closed = true;
    },
  };
  return {
    made,
    asked,
    numbers,
    isClosed: () => closed,
    reply: async (reply: Reply = { answer: asked.at(-1) }) => {
      waiting.shift()!.resolve(reply);
      await settled();
    },
    fail: async (error: Error) => {
      waiting.shift()!.reject(error);
      await settled();
    },
  };
};

/** All promises that can go on have done so. */
const settled = async (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

const noOther = (): Port => {
  throw new Error('nobody else was needed');
};

const told = async (answer: Promise<unknown>): Promise<unknown> =>
  answer.catch((error: unknown) =>
    error instanceof AskError ? `${error.message} (${error.hint})` : String(error),
  );

const PATIENCE = 20;

const outOfPatience = async (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 2 * PATIENCE);
  });

const news: Unnumbered = { name: 'edit', question: { edits: [] }, today: '2024-06-15' };

/** A lane with these ports, one after the other, each of which must be told what is open. */
const patientLane = (ports: readonly ReturnType<typeof port>[]): Lane => {
  let next = 0;
  return new Lane({
    start: () => ports[next++]!.made,
    otherwise: noOther,
    prelude: () => [{ name: 'open', question: { text: '' }, today: '2024-06-15' }],
    patience: PATIENCE,
  });
};

describe('a lane', () => {
  it('sends one request at a time, in order, each with a number of its own', async () => {
    const one = port();
    const lane = new Lane({ start: () => one.made, otherwise: noOther });
    const answers = [lane.ask(asking('a')), lane.ask(asking('b'))];
    await settled();
    expect(one.asked).toEqual(['a']);
    await one.reply();
    expect(one.asked).toEqual(['a', 'b']);
    await one.reply();
    expect(await Promise.all(answers)).toEqual(['a', 'b']);
    expect(new Set(one.numbers).size).toBe(2);
  });

  it('rejects mistakes with their hints, and defects with their stacks, and goes on', async () => {
    const one = port();
    const lane = new Lane({ start: () => one.made, otherwise: noOther });
    const [mistake, defect, next] = [lane.ask(asking('a')), lane.ask(asking('b')), lane.ask(asking('c'))];
    const tellings = [told(mistake), defect.catch((error: Error) => error), next];
    await settled();
    await one.reply({ problem: { message: 'nothing matches', hint: 'did you mean b?' } });
    await one.reply({ defect: 'Error: oh\n    at somewhere' });
    await one.reply();
    const [first, second, third] = await Promise.all(tellings);
    expect(first).toBe('nothing matches (did you mean b?)');
    expect((second as Error).stack).toContain('at somewhere');
    expect(third).toBe('c');
  });

  it('never sends what was called off before its turn', async () => {
    const one = port();
    const lane = new Lane({ start: () => one.made, otherwise: noOther });
    const off = new AbortController();
    const answers = [lane.ask(asking('a')), told(lane.ask(asking('b'), off.signal)), lane.ask(asking('c'))];
    await settled();
    off.abort();
    await one.reply();
    await one.reply();
    expect(await Promise.all(answers)).toEqual(['a', 'this is not wanted any more (undefined)', 'c']);
    expect(one.asked).toEqual(['a', 'c']);
    expect(one.isClosed()).toBe(false);
  });

  it('leaves a port that goes on for too long with what was called off, and tells the next one what is open', async () => {
    const ports = [port(), port()];
    const lane = patientLane(ports);
    const off = new AbortController();
    const answers = [told(lane.ask(asking('a'), off.signal)), lane.ask(asking('b'))];
    await settled();
    await ports[0]!.reply();
    expect(ports[0]!.asked).toEqual(['open', 'a']);
    off.abort();
    expect(ports[0]!.isClosed()).toBe(false);
    await outOfPatience();
    expect(ports[0]!.isClosed()).toBe(true);
    await ports[1]!.reply();
    await ports[1]!.reply();
    expect(ports[1]!.asked).toEqual(['open', 'b']);
    expect(await Promise.all(answers)).toEqual(['this is not wanted any more (undefined)', 'b']);
  });

  it('stays with a port that is soon done with what was called off', async () => {
    const one = port();
    const lane = patientLane([one]);
    const off = new AbortController();
    const answers = [told(lane.ask(asking('a'), off.signal)), lane.ask(asking('b'))];
    await settled();
    await one.reply();
    off.abort();
    await one.reply({ answer: 'too late' });
    await outOfPatience();
    await one.reply();
    expect(await Promise.all(answers)).toEqual(['this is not wanted any more (undefined)', 'b']);
    expect(one.asked).toEqual(['open', 'a', 'b']);
    expect(one.isClosed()).toBe(false);
  });

  it('begins again what it was working on for too long when the documents change', async () => {
    const ports = [port(), port()];
    const lane = patientLane(ports);
    // There is nobody yet who would have to know.
    lane.tell(news);
    const answers = [lane.ask(asking('a')), lane.ask(asking('b'))];
    await settled();
    await ports[0]!.reply();
    lane.tell(news);
    await outOfPatience();
    // Too late: it is about what was.
    await ports[0]!.reply({ answer: 'old' });
    for (let i = 0; i < 3; i++) await ports[1]!.reply();
    expect(await Promise.all(answers)).toEqual(['a', 'b']);
    expect(ports[1]!.asked).toEqual(['open', 'a', 'b']);
  });

  it('tells a port that is soon done what has changed, before anything that waits', async () => {
    const one = port();
    const lane = patientLane([one]);
    const answers = [lane.ask(asking('a')), lane.ask(asking('b'))];
    await settled();
    await one.reply();
    lane.tell(news);
    lane.tell({ ...news, name: 'select', question: { side: 'after', selections: ['more news'] } });
    for (let i = 0; i < 4; i++) await one.reply();
    expect(await Promise.all(answers)).toEqual(['a', 'b']);
    expect(one.asked).toEqual(['open', 'a', 'edit', 'more news', 'b']);
  });

  it('starts a port before it is needed', async () => {
    const one = port();
    const lane = patientLane([one]);
    lane.wake(news);
    await settled();
    await one.reply();
    const answer = lane.ask(asking('a'));
    await settled();
    await one.reply();
    expect(await answer).toBe('a');
    expect(one.asked).toEqual(['open', 'a']);
  });

  it('asks elsewhere where nobody started, and stays there', async () => {
    const [nobody, page] = [port(), port()];
    const lane = new Lane({ start: () => nobody.made, otherwise: () => page.made });
    const answers = [lane.ask(asking('a')), lane.ask(asking('b'))];
    await settled();
    await nobody.fail(new NotStarted('no worker'));
    await page.reply();
    await page.reply();
    expect(await Promise.all(answers)).toEqual(['a', 'b']);
    expect(page.asked).toEqual(['a', 'b']);
    expect(nobody.asked).toEqual(['a']);
  });

  it('answers nothing any more once it is closed', async () => {
    const one = port();
    const lane = new Lane({ start: () => one.made, otherwise: noOther });
    const answers = [told(lane.ask(asking('a'))), told(lane.ask(asking('b')))];
    await settled();
    lane.close();
    answers.push(told(lane.ask(asking('c'))));
    expect(await Promise.all(answers)).toEqual(Array(3).fill('the engine was closed (undefined)'));
    expect(one.isClosed()).toBe(true);
  });
});
