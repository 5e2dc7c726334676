import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grouped as groupedByAnalyses } from '../../../src/analyze/totals.ts';
import { printable } from '../../../src/model/printable.ts';
import { counted, grouped, shownText } from '../../../viewer/parts/words.ts';
import { holds } from '../../support/law.ts';

/** No character is cut in half. */
const isWhole = (text: string): boolean => !/\p{Surrogate}/u.test(text);

describe('numbers', () => {
  it('are written as the command line writes them', () => {
    holds(
      300,
      fc.property(fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e12, noNaN: true })), (amount) => {
        expect(grouped(amount)).toBe(groupedByAnalyses(amount));
      }),
    );
  });

  it('are counted in one and in many', () => {
    expect(counted(1, 'app')).toBe('1 app');
    expect(counted(0, 'app')).toBe('0 apps');
    expect(counted(2314, 'dependency', 'dependencies')).toBe('2,314 dependencies');
  });
});

describe('a text of a document', () => {
  it('is harmless, and no longer than it may be', () => {
    holds(
      100,
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.integer({ min: 2, max: 30 }),
        (text, most) => {
          const shown = shownText(text, most);
          expect(printable(shown)).toBe(shown);
          expect(shown.length).toBeLessThanOrEqual(most + 1);
          expect(isWhole(shown) || !isWhole(text)).toBe(true);
          if (text.length <= most) expect(shown).toBe(printable(text));
          else expect(shown.endsWith('…')).toBe(true);
        },
      ),
    );
  });

  it('does not reverse what stands beside it', () => {
    expect(shownText('safe\u202egnp.exe')).toBe('safe·gnp.exe');
  });

  it('is cut before it is looked at', () => {
    expect(shownText('x'.repeat(50_000_000), 10)).toBe(`${'x'.repeat(10)}…`);
  });
});
