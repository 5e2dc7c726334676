/** Lengths of a picture, in its units: a node is about 48 wide. */

/** Between a box and what is in it. */
export const PADDING = 16;
/** Room for a box's label, on top of what is in it. */
export const LABEL_HEIGHT = 24;
/** Between neighbours in a row. */
export const GAP = 24;
/** Between things that stand above each other without an edge between. */
export const STACK_GAP = 20;
/** Between rows that edges run between, where they are short; edges that go far across get more. */
export const LAYER_GAP = 48;
export const MOST_LAYER_GAP = 200;
/** What a long edge keeps free on its way through a row. */
export const LANE = 6;

/** Width by height that the whole picture should be near to. */
export const ROOT_ASPECT = 1.6;
