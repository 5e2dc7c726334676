/** What all questions have in common: each says what it is, what it takes, and how it is asked. */
import { describe, expect, it } from 'vitest';
import { ANALYSES } from '../../src/analyze/index.ts';

const SENTENCE = /^\S.{3,}[^.\s]$/s;

it('have names of their own', () => {
  const names = ANALYSES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
});

describe.each(ANALYSES)('$name', ({ name, summary, load }) => {
  it('is what the list says', async () => {
    expect(await load()).toMatchObject({ name, summary });
    expect(summary).toMatch(SENTENCE);
  });

  it('says what its argument is', async () => {
    const { argument } = await load();
    if (argument === undefined) return;
    expect(argument.name).toMatch(/^[a-z]+(?:[-.][a-z]+)*$/);
    expect(argument.description).toMatch(SENTENCE);
  });

  it('says of each option what it does, what it takes, and among what', async () => {
    const { options } = await load();
    const names = options.map((option) => option.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name: option, description, value, choices } of options) {
      expect(option).toMatch(/^[a-z]+(?:-[a-z0-9]+)*$/);
      expect(description).toMatch(SENTENCE);
      if (value !== undefined) expect(value).toMatch(/^[A-Za-z0-9][^\s]*$/);
      if (choices !== undefined) {
        expect(choices.length).toBeGreaterThan(1);
        expect(choices.filter((choice) => !/^[a-z][a-z0-9-]*$/.test(choice))).toEqual([]);
      }
    }
  });

  it('has examples of itself, with options that it has', async () => {
    const { examples, options } = await load();
    expect(examples.length).toBeGreaterThan(0);
    // Those that every command has, or that say what is asked about, are not the question's own.
    const known = new Set([...options.map((option) => option.name), 'graph', 'scan', 'format', 'output']);
    for (const example of examples) {
      expect(example.split(' ')[0]).toBe(name);
      for (const [, option] of example.matchAll(/ --([a-z0-9-]+)/g)) expect(known).toContain(option);
    }
  });
});
