/** The ranking of failures by what they take down. */

export { SweepPanel } from './sweep/sweep-panel.tsx';
