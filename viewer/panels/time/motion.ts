/** What moves by itself: play, a tick at a time, and only for those who want things to move. */
import { useEffect, useRef, useState } from 'preact/hooks';

const STILL = '(prefers-reduced-motion: reduce)';

/** Whether motion is not wanted. */
export const useStillness = (): boolean => {
  const [isStill, setStill] = useState(() => matchMedia(STILL).matches);
  useEffect(() => {
    const query = matchMedia(STILL);
    const tell = (): void => setStill(query.matches);
    query.addEventListener('change', tell);
    return () => query.removeEventListener('change', tell);
  }, []);
  return isStill;
};

/** Calls so often, as long as it runs; always what was given last. */
export const useTicks = (isRunning: boolean, milliseconds: number, tick: () => void): void => {
  const latest = useRef(tick);
  latest.current = tick;
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => latest.current(), milliseconds);
    return () => clearInterval(timer);
  }, [isRunning, milliseconds]);
};
