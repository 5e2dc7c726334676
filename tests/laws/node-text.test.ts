/** The law: what is written without the YAML library is, character by character, what the library writes. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nodeText } from '../../src/document/node-text.ts';
import { libraryText } from '../../src/document/write.ts';
import { holds, sampled } from '../support/law.ts';

const NO_NOTES = { beside: new Map<number, string>() };

const word = fc.oneof(
  fc.stringMatching(/^[a-z/.-]{1,12}$/),
  fc.constantFrom(' ', '  ', ': ', ' #', ',', '[', '}', '"', "'", '-', '1', '.', 'null', 'é', '%', '&', '?'),
);
const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(''));
const requirement = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.record({ node: text, why: text, tier: fc.nat() }, { requiredKeys: ['node'] }),
    fc.record({ anyOf: fc.array(tie('any'), { maxLength: 6 }), why: text }, { requiredKeys: ['anyOf'] }),
  ),
})).any;
const node = fc.record(
  {
    kind: text,
    name: text,
    tags: fc.array(text),
    in: requirement,
    costPerHour: fc.double(),
    dependsOn: fc.array(requirement, { minLength: 1 }),
  },
  { requiredKeys: [] },
);

it('a node is written as the library would', () => {
  holds(
    600,
    fc.property(text, node, fc.boolean(), (id, fields, isLast) => {
      const own = nodeText(id, fields, NO_NOTES);
      if (own !== undefined)
        expect(isLast ? own : `${own}\n`).toBe(libraryText(id, fields, NO_NOTES, isLast));
    }),
  );
});

it('and most nodes that this is tried on are written so', () => {
  const simple = sampled(node, 200).filter((fields) => nodeText('a', fields, NO_NOTES) !== undefined);
  expect(simple.length).toBeGreaterThan(100);
});
