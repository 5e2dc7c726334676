/** Where the page's data come from: the page itself, or the program that serves it. */

interface PageSource {
  readonly text: () => Promise<string>;
  /** Calls back when the documents were read again, or could not be. Does nothing for a page that was saved. */
  readonly follow: (onData: (text: string) => Promise<void>, onProblem: (problem: string) => void) => void;
}

/** The data of this page. */
export const pageData = (): PageSource => {
  const element = document.querySelector<HTMLElement>('script#data');
  if (element === null)
    throw new Error('the page was built without data: faultline view makes one with them');
  if (element.dataset['live'] !== 'true') {
    return { text: async () => element.textContent ?? '', follow: () => {} };
  }
  // Listens before it reads: what changes in between must not be missed.
  const events = new EventSource('./events');
  return { text: fetched, follow: (onData, onProblem) => follow(events, onData, onProblem) };
};

const fetched = async (): Promise<string> => {
  const answer = await fetch('./data.json', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the program that serves this page answered ${answer.status}`);
  return answer.text();
};

const follow = (events: EventSource, ...[onData, onProblem]: Parameters<PageSource['follow']>): void => {
  let turn = 0;
  events.addEventListener('change', () => {
    const mine = ++turn;
    fetched().then(
      (text) => (mine === turn ? onData(text) : undefined),
      (error: unknown) => onProblem(String(error)),
    );
  });
  events.addEventListener('problem', (event) => onProblem(String(event.data)));
};
