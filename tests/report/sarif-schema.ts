/**
 * The part of SARIF 2.1.0 that we write, as the standard describes it, without room for anything else. Where
 * SARIF_SCHEMA names a copy of the whole schema of the standard, that is held against us, too.
 */
import { readFileSync } from 'node:fs';

const text = { type: 'string', minLength: 1 } as const;
const index = { type: 'integer', minimum: 0 } as const;
const fromOne = { type: 'integer', minimum: 1 } as const;
const level = { enum: ['none', 'note', 'warning', 'error'] } as const;

const object = (properties: object, required: readonly string[] = []): object => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});
const list = (items: object, least = 0): object => ({ type: 'array', items, minItems: least });

const message = object({ text }, ['text']);
const multiformat = object({ text, markdown: text }, ['text']);

const physicalLocation = object(
  {
    artifactLocation: object(
      {
        uri: { type: 'string', pattern: "^(?![a-z]+:)[^/\\s][A-Za-z0-9._~!$&'()*+,;=:@%/-]*$" },
        uriBaseId: { const: '%SRCROOT%' },
      },
      ['uri', 'uriBaseId'],
    ),
    region: object({ startLine: fromOne, startColumn: fromOne }, ['startLine']),
  },
  ['artifactLocation'],
);
const location = object({
  id: index,
  message,
  physicalLocation,
  logicalLocations: list(object({ name: text, fullyQualifiedName: text, kind: text }), 1),
});

const rule = object(
  {
    id: text,
    shortDescription: multiformat,
    fullDescription: multiformat,
    help: multiformat,
    helpUri: { type: 'string', pattern: '^https://' },
    defaultConfiguration: object({ level }),
    properties: { type: 'object' },
  },
  ['id'],
);

const result = object(
  {
    ruleId: text,
    ruleIndex: index,
    level,
    message,
    locations: list(location, 1),
    relatedLocations: list(location, 1),
    codeFlows: list(
      object(
        {
          threadFlows: list(
            object(
              {
                locations: list(
                  object({
                    location,
                    executionOrder: fromOne,
                    importance: { enum: ['important', 'essential', 'unimportant'] },
                  }),
                  1,
                ),
              },
              ['locations'],
            ),
            1,
          ),
        },
        ['threadFlows'],
      ),
      1,
    ),
    partialFingerprints: { type: 'object', additionalProperties: text },
    baselineState: { enum: ['new', 'unchanged', 'updated', 'absent'] },
    suppressions: list(
      object(
        {
          kind: { enum: ['inSource', 'external'] },
          status: { enum: ['accepted', 'underReview', 'rejected'] },
          justification: text,
        },
        ['kind'],
      ),
    ),
  },
  ['ruleId', 'level', 'message', 'locations', 'partialFingerprints'],
);

const run = object(
  {
    tool: object(
      {
        driver: object(
          {
            name: text,
            version: text,
            semanticVersion: text,
            informationUri: { type: 'string', pattern: '^https://' },
            rules: { ...list(rule), uniqueItems: true },
          },
          ['name'],
        ),
      },
      ['driver'],
    ),
    originalUriBaseIds: { type: 'object', additionalProperties: object({ description: message }) },
    columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
    invocations: list(
      object(
        {
          executionSuccessful: { type: 'boolean' },
          toolExecutionNotifications: list(object({ level, message }, ['message'])),
        },
        ['executionSuccessful'],
      ),
    ),
    results: list(result),
  },
  ['tool', 'results'],
);

export const OURS = object({ $schema: { type: 'string' }, version: { const: '2.1.0' }, runs: list(run, 1) }, [
  'version',
  'runs',
]);

/** The whole schema, if there is a copy; without the marks of its draft, which the validator does not take. */
export const wholeSchema = (): object | undefined => {
  const file = process.env['SARIF_SCHEMA'];
  if (file === undefined) return undefined;
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return schema;
};
