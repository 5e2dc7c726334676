/** A glyph per kind, drawn by us: lines in a box of 24 by 24, to be stroked 1.7 wide with round ends and not filled. */
import type { Glyphs } from '../model/drawing.ts';

/** Width of the lines, in the glyph's box. */
export const GLYPH_LINE = 1.7;

/** Path data. No two look alike at 16 pixels. */
export const GLYPHS: Glyphs = {
  // A window.
  app: 'M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18V6A1.5 1.5 0 0 1 5 4.5zM3.5 9.5h17M6.7 7h.01M9.5 7h.01',
  // A part that others turn around.
  service: 'M12 2.8l8 4.6v9.2l-8 4.6-8-4.6V7.4zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  // Braces around a statement.
  function:
    'M8.5 4c-2.4 0-3 1-3 3v2.4c0 1.6-.8 2.3-2.2 2.6 1.4.3 2.2 1 2.2 2.6V17c0 2 .6 3 3 3M15.5 4c2.4 0 3 1 3 3v2.4c0 1.6.8 2.3 2.2 2.6-1.4.3-2.2 1-2.2 2.6V17c0 2-.6 3-3 3M9.5 12h5',
  // A chip with its pins.
  compute:
    'M7 6.5h10a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H7a.5.5 0 0 1-.5-.5V7a.5.5 0 0 1 .5-.5zM10 10h4v4h-4zM9.5 6.5v-3M14.5 6.5v-3M9.5 20.5v-3M14.5 20.5v-3M3.5 9.5h3M3.5 14.5h3M17.5 9.5h3M17.5 14.5h3',
  // A cylinder of records.
  database:
    'M4.5 6c0-1.7 3.4-3 7.5-3s7.5 1.3 7.5 3-3.4 3-7.5 3-7.5-1.3-7.5-3zM4.5 6v12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3V6M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3',
  // Lightning: what is wanted quickly.
  cache: 'M13.5 2.8L5 13.6h6.2l-.8 7.6L19 10.2h-6.3z',
  // Three that wait, and the way on.
  queue: 'M2.5 8.5h4v7h-4zM8.3 8.5h4v7h-4zM14.2 12h7M18.4 8.8l3 3.2-3 3.2',
  // A box for keeping.
  storage: 'M3 5h18v4.5H3zM4.5 9.5V19a.8.8 0 0 0 .8.8h13.4a.8.8 0 0 0 .8-.8V9.5M9.5 13.2h5',
  // One origin, and copies near everybody.
  cdn: 'M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM12 9.5V6.2M14.1 13.3l3 1.9M9.9 13.3l-3 1.9M12 2.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4zM18.5 14.5a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4zM5.5 14.5a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4z',
  // A sign with two ways.
  dns: 'M12 2.8v18.4M8.5 21.2h7M12 4.5h6l2.5 2.3L18 9h-6M12 10.8H6.5L4 13l2.5 2.2H12',
  // One above two.
  network: 'M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4',
  // A key.
  identity: 'M8 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM12.5 12h9M21.5 12v3.5M17.5 12v2.8M8 11.99h.01',
  // Sliders.
  'control-plane':
    'M3 6.5h8.5M16.5 6.5H21M14 4.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6zM3 17.5h4.5M12.5 17.5H21M10 15.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6zM3 12h18',
  // Racks in a hall.
  zone: 'M4 4h16v6.5H4zM4 13.5h16V20H4zM7.2 7.25h.01M7.2 16.75h.01M11 7.25h6M11 16.75h6',
  // A place on a map.
  region:
    'M12 21.2c-4.6-4.9-6.8-8.5-6.8-11.5a6.8 6.8 0 0 1 13.6 0c0 3-2.2 6.6-6.8 11.5zM12 7.2a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  // A cloud.
  provider: 'M7.2 18.8a4.4 4.4 0 0 1-.6-8.75 5.6 5.6 0 0 1 10.9-.75 4.8 4.8 0 0 1-.5 9.5z',
  // Out of our house.
  external:
    'M13.5 4H5.8A1.8 1.8 0 0 0 4 5.8v12.4A1.8 1.8 0 0 0 5.8 20h12.4a1.8 1.8 0 0 0 1.8-1.8v-7.7M15.5 3.5h5v5M20.2 3.8L11 13',
  // Anything.
  resource: 'M12 2.8l8 4.4v9.6l-8 4.4-8-4.4V7.2zM4.2 7.3L12 11.6l7.8-4.3M12 11.6v9.4',
};

/** Marks in a box of 16 by 16: letters of states, what fails by itself, and opening and closing. Stroked. */
export const LETTERS = {
  degraded: 'M5.6 4h2.2a4 4 0 0 1 0 8H5.6z',
  partial: 'M6.4 11.4V4.6h2.1a1.95 1.95 0 0 1 0 3.9H6.4',
  outage: 'M8 3.9a3.3 4.1 0 1 1 0 8.2 3.3 4.1 0 1 1 0-8.2z',
  fault: 'M6 12.3V4h4.7M6 8.1h3.9',
  plus: 'M8 4.5v7M4.5 8h7',
  minus: 'M4.5 8h7',
} as const;

/** Outlines of those marks: a circle, a diamond and an octagon tell the states apart without letter or colour. */
export const OUTLINES = {
  degraded: 'M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 1 1 8 .8z',
  partial: 'M8 -.3L16.3 8 8 16.3-.3 8z',
  outage: 'M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z',
  fault: 'M1.3 1.3h13.4V9L8 15.4 1.3 9z',
  plus: 'M3.5 1h9A2.5 2.5 0 0 1 15 3.5v9a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 1 12.5v-9A2.5 2.5 0 0 1 3.5 1z',
  minus:
    'M3.5 1h9A2.5 2.5 0 0 1 15 3.5v9a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 1 12.5v-9A2.5 2.5 0 0 1 3.5 1z',
} as const;

export type Mark = keyof typeof LETTERS;
