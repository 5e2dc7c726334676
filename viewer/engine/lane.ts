/** Requests to one port, one after the other: what nobody wants any more before its turn has come is never sent. */
import { AskError } from '../model/messages.ts';
import type { Asked, Reply } from './wire.ts';

/** Whoever answers. */
export interface Port {
  /** One request at a time. Rejects with `NotStarted` if there is nobody. */
  readonly ask: (asked: Asked) => Promise<Reply>;
  readonly close: () => void;
}

/** There is nobody to ask: somebody else must be. */
export class NotStarted extends Error {}

/** A request without its number. */
export type Unnumbered = Omit<Asked, 'number'>;

interface LaneOptions {
  readonly start: () => Port;
  /** Where to go if what `start` gave is nobody. */
  readonly otherwise: () => Port;
  /** What a new port must be told before anything else: the documents, and how they were changed. */
  readonly prelude?: () => readonly Unnumbered[];
  /**
   * Milliseconds for which a port may go on with what nobody wants any more. Nobody can call into a worker that works:
   * then another one is started. Left out: for ever.
   */
  readonly patience?: number;
}

interface Job {
  readonly asked: Unnumbered;
  /** Its answer is for nobody; a new port learns of it by the prelude. */
  readonly isNews: boolean;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class Lane {
  private readonly options: LaneOptions;
  private port: Port | undefined;
  private running: Job | undefined;
  private queue: Job[] = [];
  private count = 0;
  /** Grows whenever what runs is taken away: what comes of it later is nobody's. */
  private turn = 0;
  private isClosed = false;

  constructor(options: LaneOptions) {
    this.options = options;
  }

  async ask(asked: Unnumbered, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const job: Job = { asked, isNews: false, resolve, reject };
      if (this.isClosed) reject(closed());
      else if (signal?.aborted === true) reject(unwanted());
      else {
        signal?.addEventListener('abort', () => {
          this.drop(job);
        });
        this.queue.push(job);
        void this.pump();
      }
    });
  }

  /** What is open has changed: that is heard before anything that waits. Who has no port yet hears it by the prelude. */
  tell(asked: Unnumbered): void {
    if (this.port === undefined || this.isClosed) return;
    const { running } = this;
    if (running !== undefined && !running.isNews) this.leaveLater(running, true);
    this.addNews(asked);
  }

  /** Starts a port before it is needed. */
  wake(asked: Unnumbered): void {
    if (!this.isClosed) this.addNews(asked);
  }

  close(): void {
    this.isClosed = true;
    const jobs = [...(this.running === undefined ? [] : [this.running]), ...this.queue];
    this.queue = [];
    this.stop();
    for (const { reject } of jobs) reject(closed());
  }

  private addNews(asked: Unnumbered): void {
    const place = this.queue.findLastIndex(({ isNews }) => isNews) + 1;
    this.queue.splice(place, 0, { asked, isNews: true, resolve: () => {}, reject: () => {} });
    void this.pump();
  }

  private stop(): void {
    this.turn++;
    this.port?.close();
    this.port = undefined;
    this.running = undefined;
  }

  private drop(job: Job): void {
    if (this.running === job) this.leaveLater(job, false);
    else this.queue = this.queue.filter((one) => one !== job);
    job.reject(unwanted());
  }

  /** Leaves a port that goes on with a job for too long; `again`: the next one does it. */
  private leaveLater(job: Job, again: boolean): void {
    const { patience } = this.options;
    const { turn } = this;
    if (patience === undefined) return;
    setTimeout(() => {
      if (this.turn !== turn || this.running !== job) return;
      this.stop();
      this.queue = [...(again ? [job] : []), ...this.queue.filter(({ isNews }) => !isNews)];
      void this.pump();
    }, patience);
  }

  private async pump(): Promise<void> {
    if (this.running !== undefined) return;
    const job = this.queue.shift();
    if (job === undefined) return;
    this.running = job;
    const { turn } = this;
    const reply = await this.replyTo(job, () => this.turn !== turn);
    if (this.turn !== turn || reply === undefined) return;
    this.running = undefined;
    settle(job, reply);
    void this.pump();
  }

  /** Undefined if the job was taken away meanwhile. */
  private async replyTo({ asked, isNews }: Job, isGone: () => boolean): Promise<Reply | undefined> {
    const { start, otherwise, prelude = () => [] } = this.options;
    const from = async (make: () => Port): Promise<Reply | undefined> => {
      const isNew = this.port === undefined;
      const port = (this.port ??= make());
      if (isNew) {
        for (const before of prelude()) {
          await port.ask(this.numbered(before));
          if (isGone()) return undefined;
        }
        if (isNews) return { answer: undefined };
      }
      return port.ask(this.numbered(asked));
    };
    try {
      return await from(start).catch(async (error: unknown) => {
        if (isGone()) return undefined;
        if (!(error instanceof NotStarted)) throw error;
        this.port?.close();
        this.port = undefined;
        return from(otherwise);
      });
    } catch (error) {
      return { defect: String(error) };
    }
  }

  private numbered(asked: Unnumbered): Asked {
    return { ...asked, number: ++this.count };
  }
}

const settle = ({ resolve, reject }: Job, reply: Reply): void => {
  if ('answer' in reply) resolve(reply.answer);
  else if ('problem' in reply) reject(new AskError(reply.problem.message, reply.problem.hint));
  else reject(defectOf(reply.defect));
};

/** The worker's own error, as far as it can be told. */
const defectOf = (stack: string): Error => {
  const error = new Error(stack.split('\n', 1)[0]);
  error.stack = stack;
  return error;
};

const closed = (): AskError => new AskError('the engine was closed');

const unwanted = (): AskError => new AskError('this is not wanted any more');
