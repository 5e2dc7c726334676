/** Proves that the published schemas are sound, tell an editor about every key, and ship what the code generates. */
import { describe, expect, it } from 'vitest';
import { ANALYSES } from '../../src/analyze/index.ts';
import { documentJsonSchema } from '../../src/document/json-schema.ts';
import { runHere } from '../cli/run.ts';
import { NAMES, schemaOf, validatorOf } from './schemas.ts';

/** Every schema inside a schema, with its path; examples are none. */
const within = (value: unknown, at = ''): readonly (readonly [string, Record<string, unknown>])[] =>
  typeof value !== 'object' || value === null
    ? []
    : [
        ...(Array.isArray(value) ? [] : [[at, value as Record<string, unknown>] as const]),
        ...Object.entries(value).flatMap(([key, inner]) =>
          key === 'examples' ? [] : within(inner, `${at}/${key}`),
        ),
      ];

describe.each(NAMES)('the schema of %s', (name) => {
  it('is one, by the strictest reading', () => {
    expect(() => validatorOf(name)).not.toThrow();
  });

  it('has nothing beside a $ref, which draft 7 would ignore', () => {
    expect(within(schemaOf(name)).filter(([, it]) => '$ref' in it && Object.keys(it).length > 1)).toEqual([]);
  });

  it('lets no object have keys that it does not know', () => {
    const open = within(schemaOf(name)).filter(([, it]) => 'properties' in it && it['type'] === 'object');
    // Rules of plug-ins are named by those who write them: their names have a pattern.
    expect(
      open.filter(([, it]) => it['additionalProperties'] !== false && !('propertyNames' in it)),
    ).toEqual([]);
  });

  it('is printed by "schema"', async () => {
    const { code, stdout } = await runHere(['schema', name]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(schemaOf(name));
  });
});

it('there is one for the document, one for every question and one for what a scan covers', () => {
  const names = ['document', 'config', ...ANALYSES.map(({ name }) => name), 'backtest', 'coverage', 'reconcile', 'diff', 'explain', 'fault-tree', 'sweep-shard'];
  expect(NAMES.toSorted()).toEqual(names.toSorted());
});

/** What a schema says of each of its keys, by path; a reference says what it refers to. */
const descriptionsIn = (schema: object): readonly (readonly [key: string, description: unknown])[] => {
  const { definitions = {} } = schema as { definitions?: Readonly<Record<string, { description?: string }>> };
  const said = (it: { readonly $ref?: string; readonly description?: string }): unknown =>
    it.$ref === undefined ? it.description : definitions[it.$ref.split('/').at(-1)!]?.description;
  return within(schema).flatMap(([at, it]) =>
    it['type'] !== 'object'
      ? []
      : Object.entries((it['properties'] ?? {}) as Record<string, object>).map(
          ([key, value]) => [`${at}/${key}`, said(value)] as const,
        ),
  );
};

it.each(['replay', 'recovery', 'backtest'])('the schema of %s describes every key', (name) => {
  const descriptions = descriptionsIn(schemaOf(name));
  expect(descriptions.length).toBeGreaterThan(15);
  expect(descriptions.filter(([, said]) => typeof said !== 'string' || said.length < 5)).toEqual([]);
});

describe('the schema of the document', () => {
  it('is what the code generates ("npm run generate" writes it)', () => {
    expect(schemaOf('document')).toEqual(documentJsonSchema());
  });

  it('describes every key', () => {
    const keys = within(schemaOf('document')).flatMap(([at, { properties }]) =>
      Object.entries((properties ?? {}) as Record<string, { description?: string }>).map(
        ([key, { description }]) => ({ key: `${at}/${key}`, description }),
      ),
    );
    expect(keys.length).toBeGreaterThan(50);
    expect(keys.filter(({ description }) => description === undefined || description.length < 10)).toEqual(
      [],
    );
  });

  it('gives only examples that it takes itself', () => {
    const validate = validatorOf('document');
    const { examples } = schemaOf('document') as { examples: unknown[] };
    expect(examples.map((example) => validate(example))).toEqual(examples.map(() => true));
  });
});
