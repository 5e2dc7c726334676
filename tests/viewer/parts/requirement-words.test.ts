import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { requirementText } from '../../../src/analyze/evidence.ts';
import { requirementsOf } from '../../../src/model/node.ts';
import type { Requirement } from '../../../src/model/requirement.ts';
import { piecesOf, requirementLines } from '../../../viewer/parts/requirement-words.ts';
import { systems } from '../../support/documents.ts';
import { estateOf } from '../../support/engine.ts';
import { holds } from '../../support/law.ts';

/** What the lines must be, read off the requirement itself. */
const drawn = (requirement: Requirement, depth = 0): readonly string[] =>
  requirement.form === 'node'
    ? [`${depth} ${requirement.node}`]
    : [`${depth} of`, ...requirement.of.flatMap((member) => drawn(member, depth + 1))];

describe('a requirement in words', () => {
  it('is taken apart into what it was made of', () => {
    holds(
      300,
      fc.property(systems(), ({ document }) => {
        for (const requirement of estateOf(document).nodes.flatMap(requirementsOf)) {
          const text = requirementText(requirement);
          const lines = requirementLines(text);
          expect(
            lines.map(({ depth, form, text: own }) => `${depth} ${form === 'group' ? 'of' : own}`),
          ).toEqual(drawn(requirement));
          expect(piecesOf(text).join('')).toBe(text);
        }
      }),
    );
  });

  it('keeps how many are needed', () => {
    expect(
      requirementLines('2 (at least 1) of a, (all of b, c), d').map((line) => `${line.depth} ${line.text}`),
    ).toEqual(['0 2 (at least 1) of', '1 a', '1 all of', '2 b', '2 c', '1 d']);
  });

  it('that is none stays one line', () => {
    expect(requirementLines('<b>"any of"</b>')).toEqual([
      { depth: 0, form: 'node', text: '<b>"any of"</b>' },
    ]);
  });
});
