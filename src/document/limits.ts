/** How large and how deep a document may be. Above these it is told, not tried. */

/** Groups within groups. People need two or three; the engine walks them by recursion. */
export const MOST_NESTED = 64;

/** Maps and lists within maps and lists: what walks through them does so by recursion. */
export const MOST_DEEP = 500;

/** Values that the aliases of one YAML document stand for: far above need, far below a bomb. */
export const MOST_ALIASED = 1_000_000;

/** Bytes of YAML: some 40,000 nodes, and about six seconds. JSON of any size is read in a fraction of that. */
export const MOST_YAML = 10_000_000;

/** Bytes of JSON: what one text can hold in the JavaScript engine. */
export const MOST_JSON = 500_000_000;

/** Included files in one run. */
export const MOST_FILES = 10_000;

/** An instant in UTC. */
export const START_PATTERN = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?Z$/;
