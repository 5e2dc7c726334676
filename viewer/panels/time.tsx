/** A cascade in waves and scenarios over time: the strip below the picture, and the panel beside it. */

export { TimeBar } from './time/time-bar.tsx';
export { TimePanel } from './time/time-panel.tsx';
