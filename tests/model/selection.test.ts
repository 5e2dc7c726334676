/** Proves how a selection is written, and what is told of one that is not. */
import { describe, expect, it } from 'vitest';
import { isGlob } from '../../src/model/glob.ts';
import { type Term, parseSelection } from '../../src/model/selection.ts';
import { type Problem, UserError } from '../../src/model/user-error.ts';

const term = (on: Term['on'], pattern: string, negated = false): Term => ({ on, pattern, negated });

describe('parseSelection', () => {
  it.each<[text: string, terms: readonly Term[]]>([
    ['shop', [term('id', 'shop')]],
    ['aws/*/s3', [term('id', 'aws/*/s3')]],
    ['!shop', [term('id', 'shop', true)]],
    ['kind:app tier:1', [term('kind', 'app'), term('tier', '1')]],
    ['  owner:web-team\n!tag:pci ', [term('owner', 'web-team'), term('tag', 'pci', true)]],
    ['in:aws/us-east-1', [term('in', 'aws/us-east-1')]],
    ['owner:"web team" x', [term('owner', 'web team'), term('id', 'x')]],
    ['"owner:web team"', [term('owner', 'web team')]],
    ['owner:a:b', [term('owner', 'a:b')]],
    ['kind:*', [term('kind', '*')]],
  ])('%j', (text, terms) => {
    expect(parseSelection(text)).toEqual({ text: text.trim(), terms });
  });

  const problemOf = (text: string): Problem => {
    try {
      parseSelection(text);
    } catch (error) {
      if (error instanceof UserError) return error.problems[0]!;
      throw error;
    }
    throw new Error('it is a selection');
  };

  it.each<[text: string, message: string, hint: string]>([
    [
      '',
      'a selection is empty',
      'name an id (aws/us-east-1/s3), a glob (aws/**) or a condition (kind:app tier:1)',
    ],
    [
      ' \n',
      'a selection is empty',
      'name an id (aws/us-east-1/s3), a glob (aws/**) or a condition (kind:app tier:1)',
    ],
    ['a !', '"!" stands alone in a selection', 'write !kind:region'],
    ['""', '"!" stands alone in a selection', 'write !kind:region'],
    ['kind:', '"kind:" in a selection has no value', 'write kind:app'],
    ['owner:""', '"owner:" in a selection has no value', 'write owner:web-team'],
    ['!in:', '"in:" in a selection has no value', 'write in:aws/us-east-1'],
    ['knd:app', 'unknown condition "knd" in the selection "knd:app"', 'did you mean "kind"?'],
    ['a zoo:app', 'unknown condition "zoo" in the selection "zoo:app"', 'known: kind, owner, tier, tag, in'],
    [':app', 'unknown condition "" in the selection ":app"', 'known: kind, owner, tier, tag, in'],
    [
      'toString:app',
      'unknown condition "toString" in the selection "toString:app"',
      'known: kind, owner, tier, tag, in',
    ],
    ['kind:servce', 'unknown kind "servce" in the selection "kind:servce"', 'did you mean "service"?'],
    [
      'x'.repeat(5001),
      `the selection "${'x'.repeat(100)}…" is too long`,
      'write several, of at most 5000 characters each',
    ],
  ])('%j is none', (text, message, hint) => {
    expect(problemOf(text)).toEqual({ message, hint });
  });

  it('an unknown kind is told with the known ones if none is near', () => {
    expect(problemOf('kind:spaceship').hint).toMatch(/^known: app, service, .*, resource$/);
  });
});

describe('isGlob', () => {
  it.each([
    ['aws/us-east-1', false],
    ['a-b_c.d@e', false],
    ['aws/*', true],
    ['a?', true],
    ['{a,b}', true],
    ['[ab]', true],
  ])('%s: %s', (pattern, expected) => {
    expect(isGlob(pattern)).toBe(expected);
  });
});
