/** Proves which files --include and --exclude mean. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/model/user-error.ts';
import { type Choice, chooserOf } from '../../../src/scan/files/choice.ts';

const chooses = (choice: Choice, inside: string, shown = `infra/${inside}`): boolean =>
  chooserOf(choice)([inside, shown]);

describe('a glob', () => {
  it.each([
    ['*.tf', 'main.tf', true],
    ['*.tf', 'a/b/main.tf', true],
    ['*.tf', 'a/main.tf.json', false],
    ['examples', 'a/examples/b/main.tf', true],
    ['examples/', 'a/examples/b/main.tf', true],
    ['examples', 'a/examples-of/main.tf', false],
    ['a/b', 'a/b/c/main.tf', true],
    ['a/b', 'x/a/b/c/main.tf', false],
    ['./a/b', 'a/b/main.tf', true],
    ['/a/b', 'a/b/main.tf', true],
    ['**/b', 'x/a/b/c/main.tf', true],
    ['a/**/*.yaml', 'a/x/y/z.yaml', true],
    ['a/**/*.yaml', 'a/z.yaml', true],
    ['a/*.yaml', 'a/x/z.yaml', false],
    ['a/{b,c}/*', 'a/c/z.yaml', true],
    ['.', 'anything', true],
    ['infra/a', 'a/main.tf', true],
    ['.github/*', '.github/x.yaml', true],
  ])('%s and %s', (glob, path, is) => {
    expect(chooses({ include: [glob] }, path)).toBe(is);
    expect(chooses({ exclude: [glob] }, path)).toBe(!is);
  });

  it('that excludes wins over one that includes', () => {
    const choice = { include: ['*.tf'], exclude: ['old'] };
    expect(chooses(choice, 'new/a.tf')).toBe(true);
    expect(chooses(choice, 'old/a.tf')).toBe(false);
    expect(chooses(choice, 'new/a.yaml')).toBe(false);
  });

  it('one of several is enough', () => {
    expect(chooses({ include: ['*.tf', '*.yaml'] }, 'a.yaml')).toBe(true);
    expect(chooses({ exclude: ['*.tf', '*.yaml'] }, 'a.yaml')).toBe(false);
  });

  it('of endless braces is refused', () => {
    expect(() => chooserOf({ include: ['{a,b}'.repeat(20)] })).toThrow(UserError);
  });
});
