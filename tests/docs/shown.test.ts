/** Proves that shown output is compared as the pages need it. */
import { describe, expect, it } from 'vitest';
import { isTrueTo, renewed } from './shown.ts';

const PRINTED = 'a\nb\nc\nd\n';

describe('shown output', () => {
  it.each(['a\nb\nc\nd', 'a\n…', 'a\nb\n…', '…\nd', 'a\n…\nd', 'a\n…\nc\n…', '…\nb\n…\nd'])(
    '%j is true',
    (shown) => {
      expect(isTrueTo(shown, PRINTED)).toBe(true);
    },
  );

  it.each(['a\nb\nc', 'b\n…', '…\nc', 'a\n…\ne', 'a\nc\n…', 'a\n…\nc\n…\nb\n…', 'a\nb\nc\nd\n…\nd'])(
    '%j is not',
    (shown) => {
      expect(isTrueTo(shown, PRINTED)).toBe(false);
    },
  );

  it('is renewed in the pieces that it had', () => {
    expect(renewed('x\ny\n…', PRINTED)).toBe('a\nb\n…');
    expect(renewed('x', PRINTED)).toBe('a\nb\nc\nd');
    expect(renewed('x\n…\nc\nz', PRINTED)).toBe('a\n…\nc\nd');
  });
});
