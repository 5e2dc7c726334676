/** The worker: hands requests to those who answer them, and sends what they say. */
import { answerer, replyTo } from './handlers.ts';
import { type Asked, type Replied, sentOf } from './wire.ts';

const answer = answerer();

const now = (): number => performance.now();

self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const { number, name, question, today } = data;
  void replyTo(answer(name, question, { today, now })).then((reply) => {
    try {
      send({ ...reply, number }, sentOf(reply));
    } catch (error) {
      send({ defect: String(error), number }, []);
    }
  });
});

const send = (replied: Replied, transfer: readonly ArrayBuffer[]): void => {
  self.postMessage(replied, { transfer: [...transfer] });
};
