/** The stable result: versioned, deterministic, described by the schemas in `schema/`. */
import { inertJson } from './inert.ts';
import { inPieces, jsonElements } from './in-pieces.ts';

/** The same as `JSON.stringify(…, null, 2)`; lists, which is where all the length is, in pieces. */
export const json = inPieces('json', function* ({ command, data }) {
  let before = '{';
  for (const [key, value] of Object.entries({ faultline: 1, command, ...data() })) {
    if (Array.isArray(value) && value.length > 0) {
      yield `${before}\n  ${inertJson(JSON.stringify(key))}: [\n`;
      yield* jsonElements(value, (element: unknown) => element, 2);
      yield '\n  ]';
    } else {
      // Nothing is left of what JSON cannot say.
      const entry = JSON.stringify({ [key]: value as unknown }, null, 2).slice('{'.length, -'\n}'.length);
      if (entry === '') continue;
      yield `${before}${inertJson(entry)}`;
    }
    before = ',';
  }
  yield '\n}\n';
});
