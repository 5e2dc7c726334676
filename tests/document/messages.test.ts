/**
 * Proves what the reader says of each mistake: the words, the hint, the line and column, and (where the row has one)
 * the code frame. Each mistake that JSON can hold is made in JSON too, and told in the same words at the same thing.
 *
 * A row is a title, a document, and what is told of it: `line:column message`, the hint, the frame, problem by problem.
 */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Problem } from '../../src/model/user-error.ts';
import { fault, full, needs, node, observed, problemsIn, scenario, short } from './told.ts';

type Row = [title: string, text: string, told: readonly string[]];

const saysSo = async (_: string, text: string, told: readonly string[], file = 'd.yaml'): Promise<void> => {
  const problems = await problemsIn(text, file);
  const isFramed = told.some((line) => line.startsWith('> '));
  expect(
    problems
      .map(isFramed ? full : short)
      .join('\n')
      .split('\n'),
  ).toEqual(told);
  for (const problem of problems) expect(problem.place?.file ?? file).toBe(file);
};

const saysSoInJson = (title: string, text: string, told: readonly string[]): Promise<void> =>
  saysSo(title, text, told, 'd.json');

/** The mistake made in JSON is told in the same words, and points at the same word. */
const saysSoInBoth = async (title: string, text: string, told: readonly string[]): Promise<void> => {
  await saysSo(title, text, told);
  const json = JSON.stringify(parse(text), null, 2);
  const [inYaml, inJson] = [await problemsIn(text), await problemsIn(json, 'd.json')];
  const words = ({ message, hint }: Problem): readonly unknown[] => [message, hint];
  const pointed = (source: string) => (problem: Problem) =>
    JSON.stringify([words(problem), wordAt(source, problem)]);
  // Sorted by words: what stands on one line here stands on several there.
  expect(inJson.map(pointed(json)).toSorted()).toEqual(inYaml.map(pointed(text)).toSorted());
};

/** The word, number or bracket that a problem points at. */
const wordAt = (source: string, { place }: Problem): string => {
  const rest = source.split('\n')[place!.line - 1]!.slice(place!.column - 1);
  const [quoted] = /^"(?:[^"\\]|\\.)*"/.exec(rest) ?? [];
  const word =
    quoted === undefined
      ? (/^(?:[{[]|[^{}[\],:]+(?::\w+)*)/.exec(rest)?.[0] ?? '')
      : String(JSON.parse(quoted));
  return /^-?[\d.]+(e\d+)?$/.test(word) ? String(Number(word)) : word.trim();
};

describe('the document itself', () => {
  it.each<Row>([
    [
      'nothing',
      ``,
      ['1:1 the document is empty', '  hint: "faultline init" writes one to start from', '> 1 |', '    | ^'],
    ],
    [
      'a comment only',
      `# nothing yet\n`,
      ['1:1 the document is empty', '  hint: "faultline init" writes one to start from'],
    ],
    ['null', `null\n`, ['1:1 the document is empty', '  hint: "faultline init" writes one to start from']],
    [
      'a list',
      `- faultline: 1\n`,
      ['1:1 a document must be a map, not a list', '> 1 | - faultline: 1', '    | ^', '  2 |'],
    ],
    ['a text', `hello\n`, ['1:1 a document must be a map, not "hello"', '> 1 | hello', '    | ^', '  2 |']],
    ['a number', `42\n`, ['1:1 a document must be a map, not 42']],
  ])('%s', saysSo);
});

describe('its frame', () => {
  it.each<Row>([
    [
      'no version',
      `{nodes: {}}\n`,
      ['1:1 "faultline" is missing', '  hint: add faultline: 1', '> 1 | {nodes: {}}', '    | ^', '  2 |'],
    ],
    [
      'a version to come',
      `faultline: 2\n`,
      ['1:12 "faultline" must be 1, not 2', '> 1 | faultline: 2', '    |            ^', '  2 |'],
    ],
    ['a version in quotes', `faultline: "1"\n`, ['1:12 "faultline" must be 1, not "1"']],
    [
      'an unknown key near a known one',
      `faultline: 1\nnode: {}\n`,
      [
        '2:1 unknown key "node"',
        '  hint: did you mean "nodes"?',
        '  1 | faultline: 1',
        '> 2 | node: {}',
        '    | ^',
        '  3 |',
      ],
    ],
    [
      'an unknown key',
      `faultline: 1\nelephants: 3\n`,
      [
        '2:1 unknown key "elephants"',
        '  hint: known here: $schema, faultline, title, description, use, include, placeholders, nodes, templates, scenarios, policies',
        '  1 | faultline: 1',
        '> 2 | elephants: 3',
        '    | ^',
        '  3 |',
      ],
    ],
    ['nodes as a list', `faultline: 1\nnodes: [a]\n`, ['2:8 "nodes" must be a map, not a list']],
    ['scenarios as a number', `faultline: 1\nscenarios: 3\n`, ['2:12 "scenarios" must be a map, not 3']],
    [
      'policies as a text',
      `faultline: 1\npolicies: strict\n`,
      ['2:11 "policies" must be a map, not "strict"'],
    ],
    [
      'a schema that is no text',
      `faultline: 1\n$schema: 3\n`,
      [
        '2:10 "$schema" must be a text, not 3',
        '  hint: put it in quotes',
        '  1 | faultline: 1',
        '> 2 | $schema: 3',
        '    |          ^',
        '  3 |',
      ],
    ],
    [
      'a title that is a number',
      `faultline: 1\ntitle: 3\n`,
      [
        '2:8 "title" must be a text, not 3',
        '  hint: put it in quotes',
        '  1 | faultline: 1',
        '> 2 | title: 3',
        '    |        ^',
        '  3 |',
      ],
    ],
    [
      'a title that is true',
      `faultline: 1\ntitle: true\n`,
      ['2:8 "title" must be a text, not true', '  hint: put it in quotes'],
    ],
    ['an empty title', `faultline: 1\ntitle: ""\n`, ['2:8 "title" must not be empty']],
    [
      'a description that is a list',
      `faultline: 1\ndescription: [a]\n`,
      [
        '2:14 "description" must be a text, not a list',
        '  1 | faultline: 1',
        '> 2 | description: [a]',
        '    |              ^',
        '  3 |',
      ],
    ],
    [
      'use as a text',
      `faultline: 1\nuse: aws\n`,
      [
        '2:6 "use" must be a list, not "aws"',
        '  hint: put it in square brackets',
        '  1 | faultline: 1',
        '> 2 | use: aws',
        '    |      ^',
        '  3 |',
      ],
    ],
    [
      'use with a number',
      `faultline: 1\nuse: [1]\n`,
      ['2:7 an entry of "use" must be a text, not 1', '  hint: put it in quotes'],
    ],
    [
      'include as a map',
      `faultline: 1\ninclude: {a: b}\n`,
      ['2:10 "include" must be a list, not a map', '  hint: put it in square brackets'],
    ],
    [
      'include with an empty entry',
      `faultline: 1\ninclude: [""]\n`,
      [
        '2:11 an entry of "include" must not be empty',
        '  1 | faultline: 1',
        '> 2 | include: [""]',
        '    |           ^',
        '  3 |',
      ],
    ],
  ])('%s', saysSoInBoth);
});

describe('empty values', () => {
  it.each<Row>([
    [
      'nodes',
      `faultline: 1\nnodes:\n`,
      ['2:1 "nodes" must be a map, not empty', '  1 | faultline: 1', '> 2 | nodes:', '    | ^', '  3 |'],
    ],
    ['a title', `faultline: 1\ntitle:\n`, ['2:1 "title" must be a text, not empty']],
    [
      'a node',
      `faultline: 1\nnodes:\n  a:\n`,
      ['3:3 the node "a" must be a map, not empty', '  2 | nodes:', '> 3 |   a:', '    |   ^', '  4 |'],
    ],
    [
      'a kind',
      `faultline: 1\nnodes:\n  a: {kind: }\n`,
      [
        '3:7 "kind" must be a text, not empty',
        '  hint: one of app, service, function, compute, database, cache, queue, storage, cdn, dns, network, identity, control-plane, zone, region, provider, external, resource',
      ],
    ],
    [
      'an entry of a list',
      node(`tags: [~]`),
      [
        '5:25 an entry of "tags" must be a text, not empty',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, tags: [~]}',
        '    |                         ^',
        '  6 |',
      ],
    ],
    ['where it runs', node(`in: `), ['5:18 "in" must be an id or a requirement, not empty']],
    [
      'a requirement',
      node(`dependsOn: [~]`),
      ['5:30 an entry of "dependsOn" must be an id or a requirement, not empty'],
    ],
    [
      'a grace',
      needs(`{node: b, after: }`),
      [
        '5:32 "after" must be a duration, not empty',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
      ],
    ],
    [
      'an impact',
      needs(`{node: b, impact: }`),
      [
        '5:32 "impact" must be a state or a map, not empty',
        '  hint: one of none, operational, degraded, partial, outage',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, impact: }}',
        '    |                                ^',
        '  6 |',
      ],
    ],
    ['the members', needs(`{anyOf: }`), ['5:23 "anyOf" must be a list, not empty']],
    [
      'a failover',
      needs(`{anyOf: [b, c], failover: }`),
      [
        '5:38 "failover" must be a duration or a map, not empty',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
      ],
    ],
    ['a scenario', `faultline: 1\nscenarios:\n  s:\n`, ['3:3 the scenario "s" must be a map, not empty']],
    [
      'the faults',
      scenario(`faults:`),
      ['6:5 "faults" must be a list, not empty', '  5 |   s:', '> 6 |     faults:', '    |     ^', '  7 |'],
    ],
  ])('%s', saysSo);
});

describe('ids', () => {
  it.each<Row>([
    [
      'a space',
      `faultline: 1\nnodes:\n  "a b": {kind: app}\n`,
      [
        '3:3 "a b" is not an id',
        '  hint: ids are segments of letters, digits, ".", "_", "@" and "-", joined by "/"',
        '  2 | nodes:',
        '> 3 |   "a b": {kind: app}',
        '    |   ^',
        '  4 |',
      ],
    ],
    [
      'two slashes',
      `faultline: 1\nnodes:\n  a//b: {kind: app}\n`,
      [
        '3:3 "a//b" is not an id',
        '  hint: ids are segments of letters, digits, ".", "_", "@" and "-", joined by "/"',
      ],
    ],
    [
      'a slash at the end',
      `faultline: 1\nnodes:\n  a/: {kind: app}\n`,
      [
        '3:3 "a/" is not an id',
        '  hint: ids are segments of letters, digits, ".", "_", "@" and "-", joined by "/"',
      ],
    ],
    [
      'another alphabet',
      `faultline: 1\nnodes:\n  größe: {kind: app}\n`,
      [
        '3:3 "größe" is not an id',
        '  hint: ids are segments of letters, digits, ".", "_", "@" and "-", joined by "/"',
      ],
    ],
    [
      'nothing',
      `faultline: 1\nnodes:\n  "": {kind: app}\n`,
      [
        '3:3 "" is not an id',
        '  hint: ids are segments of letters, digits, ".", "_", "@" and "-", joined by "/"',
        '  2 | nodes:',
        '> 3 |   "": {kind: app}',
        '    |   ^',
        '  4 |',
      ],
    ],
    [
      'of a scenario',
      `faultline: 1\nnodes:\n  b: {kind: app}\nscenarios:\n  "s 1": {faults: [{fail: b}]}\n`,
      [
        '5:3 "s 1" is not an id',
        '  hint: ids are segments of letters, digits, ".", "_", "@" and "-", joined by "/"',
      ],
    ],
    [
      'and what is below it',
      `faultline: 1\nnodes:\n  "a b": {knd: app}\n`,
      [
        '3:3 "a b" is not an id',
        '  hint: ids are segments of letters, digits, ".", "_", "@" and "-", joined by "/"',
        '3:11 unknown key "knd"',
        '  hint: did you mean "kind"?',
      ],
    ],
  ])('%s', saysSoInBoth);
});

describe('placeholders and templates', () => {
  it.each<Row>([
    [
      'placeholders as a list',
      `faultline: 1\nplaceholders: [region]\n`,
      ['2:15 "placeholders" must be a map, not a list'],
    ],
    [
      'a value that is a number',
      `faultline: 1\nplaceholders: {zone: 1}\n`,
      [
        '2:22 the placeholder "zone" must be a text or a list or a map, not 1',
        '  hint: put it in quotes',
        '  1 | faultline: 1',
        '> 2 | placeholders: {zone: 1}',
        '    |                      ^',
        '  3 |',
      ],
    ],
    [
      'a value in a list that is a number',
      `faultline: 1\nplaceholders: {zone: [a, 2]}\n`,
      ['2:26 an entry of the placeholder "zone" must be a text, not 2', '  hint: put it in quotes'],
    ],
    [
      'an empty value',
      `faultline: 1\nplaceholders: {zone: ""}\n`,
      ['2:22 the placeholder "zone" must not be empty'],
    ],
    [
      'what is below a value, as a text',
      `faultline: 1\nplaceholders: {region: {east: 1a}}\n`,
      ['2:31 "east" must be a map or nothing, not "1a"'],
    ],
    [
      'a name with a space',
      `faultline: 1\nplaceholders: {"the zone": a}\n`,
      [
        '2:16 the placeholder "the zone" must be a letter, then letters, digits, "_" and "-"',
        '  1 | faultline: 1',
        `> 2 | placeholders: {"the zone": a}`,
        '    |                ^',
        '  3 |',
      ],
    ],
    [
      'a name that JavaScript has a use for',
      `faultline: 1\nplaceholders: {zone: {a: {__proto__: b}}}\n`,
      ['2:27 "__proto__" is not a placeholder or value'],
    ],
    [
      'a template with an id that is none',
      `faultline: 1\ntemplates:\n  "c/{the zone}": {kind: zone}\n`,
      [
        '3:3 "c/{the zone}" is not an id',
        '  hint: ids are segments of letters, digits, ".", "_", "@" and "-", joined by "/"; in templates "{name}" may stand for any part of a segment',
      ],
    ],
    [
      'a node with a placeholder in its id',
      `faultline: 1\nnodes:\n  "c/{zone}": {kind: zone}\n`,
      ['3:3 "c/{zone}" is not an id', '  hint: placeholders stand in "templates" only'],
    ],
    [
      'an unknown key in a template',
      `faultline: 1\ntemplates:\n  a: {knd: zone}\n`,
      ['3:7 unknown key "knd"', '  hint: did you mean "kind"?'],
    ],
    [
      'a template that is no map',
      `faultline: 1\ntemplates:\n  a: zone\n`,
      ['3:6 the template "a" must be a map, not "zone"'],
    ],
    [
      'a count beyond the members, which are as many as they are written',
      `faultline: 1\ntemplates:\n  a: {kind: zone, in: {atLeast: 2, of: [{node: a, why: "{x}"}]}}\n`,
      ['3:33 2 members are needed, but the group has 1'],
    ],
  ])('%s', saysSoInBoth);
});

describe('nodes', () => {
  it.each<Row>([
    [
      'a list',
      `faultline: 1\nnodes:\n  a: [app]\n`,
      [
        '3:6 the node "a" must be a map, not a list',
        '  2 | nodes:',
        '> 3 |   a: [app]',
        '    |      ^',
        '  4 |',
      ],
    ],
    ['a text', `faultline: 1\nnodes:\n  a: app\n`, ['3:6 the node "a" must be a map, not "app"']],
    [
      'an unknown kind near a known one',
      `faultline: 1\nnodes:\n  a: {kind: servce}\n`,
      [
        '3:13 unknown kind "servce"',
        '  hint: did you mean "service"?',
        '  2 | nodes:',
        '> 3 |   a: {kind: servce}',
        '    |             ^',
        '  4 |',
      ],
    ],
    [
      'an unknown kind',
      `faultline: 1\nnodes:\n  a: {kind: spaceship}\n`,
      [
        '3:13 unknown kind "spaceship"',
        '  hint: one of app, service, function, compute, database, cache, queue, storage, cdn, dns, network, identity, control-plane, zone, region, provider, external, resource',
      ],
    ],
    [
      'a kind that is a number',
      `faultline: 1\nnodes:\n  a: {kind: 3}\n`,
      [
        '3:13 "kind" must be a text, not 3',
        '  hint: one of app, service, function, compute, database, cache, queue, storage, cdn, dns, network, identity, control-plane, zone, region, provider, external, resource',
        '  2 | nodes:',
        '> 3 |   a: {kind: 3}',
        '    |             ^',
        '  4 |',
      ],
    ],
    [
      'no kind anywhere',
      `faultline: 1\nnodes:\n  a: {}\n`,
      [
        '3:3 "a" has no kind, here or in another document',
        '  hint: add "kind: service", or whatever it is',
        '  2 | nodes:',
        '> 3 |   a: {}',
        '    |   ^',
        '  4 |',
      ],
    ],
    [
      'no kind, and a name near another',
      `faultline: 1\nnodes:\n  checkout: {kind: app}\n  chekout: {tier: 1}\n`,
      ['4:3 "chekout" has no kind, here or in another document', '  hint: did you mean "checkout"?'],
    ],
    [
      'an unknown key near a known one',
      node(`teir: 1`),
      [
        '5:18 unknown key "teir"',
        '  hint: did you mean "tier"?',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, teir: 1}',
        '    |                  ^',
        '  6 |',
      ],
    ],
    [
      'an unknown key',
      node(`elephants: 1`),
      [
        '5:18 unknown key "elephants"',
        '  hint: known here: kind, name, description, owner, tier, tags, in, dependsOn, costPerHour, availability, availabilitySource, source',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, elephants: 1}',
        '    |                  ^',
        '  6 |',
      ],
    ],
    [
      'a name that is a number',
      node(`name: 7`),
      ['5:24 "name" must be a text, not 7', '  hint: put it in quotes'],
    ],
    ['an empty owner', node(`owner: ""`), ['5:25 "owner" must not be empty']],
    ['a source that is a list', node(`source: [x]`), ['5:26 "source" must be a text, not a list']],
    [
      'a negative tier',
      node(`tier: -1`),
      [
        '5:24 "tier" must not be negative',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, tier: -1}',
        '    |                        ^',
        '  6 |',
      ],
    ],
    ['half a tier', node(`tier: 1.5`), ['5:24 "tier" must be a whole number, not 1.5']],
    [
      'a tier in quotes',
      node(`tier: "1"`),
      [
        '5:24 "tier" must be a number, not "1"',
        '  hint: take the quotes away',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, tier: "1"}',
        '    |                        ^',
        '  6 |',
      ],
    ],
    ['a tier in words', node(`tier: first`), ['5:24 "tier" must be a number, not "first"']],
    [
      'a tier beyond all counting',
      node(`tier: 1e20`),
      [
        '5:24 "tier" is too large',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, tier: 1e20}',
        '    |                        ^',
        '  6 |',
      ],
    ],
    ['negative costs', node(`costPerHour: -1`), ['5:31 "costPerHour" must not be negative']],
    ['costs with a currency', node(`costPerHour: $5`), ['5:31 "costPerHour" must be a number, not "$5"']],
    [
      'a percentage without its sign',
      node(`availability: 99.95`),
      [
        '5:32 "availability" must lie between 0 and 1, or 0% and 100%, not 99.95',
        '  hint: write 99.95% or 0.9995',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, availability: 99.95}',
        '    |                                ^',
        '  6 |',
      ],
    ],
    [
      'more than all',
      node(`availability: 101%`),
      [
        '5:32 "availability" must lie between 0 and 1, or 0% and 100%, not "101%"',
        '  hint: write 99.95% or 0.9995',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, availability: 101%}',
        '    |                                ^',
        '  6 |',
      ],
    ],
    [
      'less than nothing',
      node(`availability: -1`),
      [
        '5:32 "availability" must lie between 0 and 1, or 0% and 100%, not -1',
        '  hint: write 99.95% or 0.9995',
      ],
    ],
    [
      'an availability in words',
      node(`availability: high`),
      [
        '5:32 "availability" must be a percentage or a fraction, not "high"',
        '  hint: write 99.95% or 0.9995',
      ],
    ],
    [
      'an availability that is true',
      node(`availability: true`),
      ['5:32 "availability" must be a percentage or a number, not true', '  hint: write 99.95% or 0.9995'],
    ],
    [
      'tags as a text',
      node(`tags: pci`),
      [
        '5:24 "tags" must be a list, not "pci"',
        '  hint: put it in square brackets',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, tags: pci}',
        '    |                        ^',
        '  6 |',
      ],
    ],
    [
      'a tag that is a number',
      node(`tags: [1]`),
      ['5:25 an entry of "tags" must be a text, not 1', '  hint: put it in quotes'],
    ],
    ['an empty tag', node(`tags: [pci, ""]`), ['5:30 an entry of "tags" must not be empty']],
  ])('%s', saysSoInBoth);
});

describe('numbers that JSON does not have', () => {
  it.each<Row>([
    [
      'tier',
      node(`tier: .inf`),
      [
        '5:24 "tier" must be a number, not Infinity',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, tier: .inf}',
        '    |                        ^',
        '  6 |',
      ],
    ],
    ['cost', node(`costPerHour: .nan`), ['5:31 "costPerHour" must be a number, not NaN']],
    [
      'availability',
      node(`availability: .nan`),
      ['5:32 "availability" must be a percentage or a number, not NaN', '  hint: write 99.95% or 0.9995'],
    ],
    ['version', `faultline: .inf\n`, ['1:12 "faultline" must be 1, not Infinity']],
  ])('%s', saysSo);
});

describe('requirements', () => {
  it.each<Row>([
    [
      'a number',
      node(`in: 3`),
      [
        '5:22 "in" must be an id or a requirement, not 3',
        '  hint: put it in quotes',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: 3}',
        '    |                      ^',
        '  6 |',
      ],
    ],
    ['a list', node(`in: [b]`), ['5:22 "in" must be an id or a requirement, not a list']],
    ['nothing', node(`in: ""`), ['5:22 "in" must not be empty']],
    [
      'an empty map',
      node(`in: {}`),
      [
        '5:22 a requirement needs one of node, allOf, anyOf or atLeast',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {}}',
        '    |                      ^',
        '  6 |',
      ],
    ],
    [
      'dependsOn as a text',
      node(`dependsOn: b`),
      [
        '5:29 "dependsOn" must be a list, not "b"',
        '  hint: put it in square brackets',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, dependsOn: b}',
        '    |                             ^',
        '  6 |',
      ],
    ],
    [
      'dependsOn as a map',
      node(`dependsOn: {node: b}`),
      ['5:29 "dependsOn" must be a list, not a map', '  hint: put it in square brackets'],
    ],
    [
      'an entry that is true',
      node(`dependsOn: [b, true]`),
      ['5:33 an entry of "dependsOn" must be an id or a requirement, not true', '  hint: put it in quotes'],
    ],
    [
      'a list in the list',
      node(`dependsOn: [[b]]`),
      ['5:30 an entry of "dependsOn" must be an id or a requirement, not a list'],
    ],
    [
      'a form near a known one',
      node(`dependsOn: [{nod: b}]`),
      [
        '5:30 a requirement needs one of node, allOf, anyOf or atLeast',
        '  hint: did you mean "node"?',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, dependsOn: [{nod: b}]}',
        '    |                              ^',
        '  6 |',
      ],
    ],
    [
      'a form not written to its end',
      needs(`{any: [b]}`),
      ['5:22 a requirement needs one of node, allOf, anyOf or atLeast', '  hint: did you mean "anyOf"?'],
    ],
    [
      'no form at all',
      needs(`{why: images}`),
      ['5:22 a requirement needs one of node, allOf, anyOf or atLeast'],
    ],
    [
      'a node that is a number',
      needs(`{node: 3}`),
      ['5:29 "node" must be a text, not 3', '  hint: put it in quotes'],
    ],
    [
      'a node that is empty',
      needs(`{node: ""}`),
      [
        '5:29 "node" must not be empty',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: ""}}',
        '    |                             ^',
        '  6 |',
      ],
    ],
    ['nodes in a list', needs(`{node: [b, c]}`), ['5:29 "node" must be a text, not a list']],
    [
      'an unknown key near a known one',
      needs(`{node: b, impct: none}`),
      [
        '5:32 unknown key "impct"',
        '  hint: did you mean "impact"?',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, impct: none}}',
        '    |                                ^',
        '  6 |',
      ],
    ],
    [
      'an unknown key',
      needs(`{node: b, elephants: 1}`),
      [
        '5:32 unknown key "elephants"',
        '  hint: known here: node, impact, after, recovery, needed, why, source, confidence, validFrom, validUntil',
      ],
    ],
    [
      'an unknown key of allOf',
      needs(`{allOf: [b], elephants: 1}`),
      [
        '5:35 unknown key "elephants"',
        '  hint: known here: allOf, impact, after, recovery, needed, why, source, confidence, validFrom, validUntil',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {allOf: [b], elephants: 1}}',
        '    |                                   ^',
        '  6 |',
      ],
    ],
    [
      'an unknown key of anyOf',
      needs(`{anyOf: [b], elephants: 1}`),
      [
        '5:35 unknown key "elephants"',
        '  hint: known here: anyOf, failover, impact, after, recovery, needed, why, source, confidence, validFrom, validUntil',
      ],
    ],
    [
      'an unknown key of atLeast',
      needs(`{atLeast: 1, of: [b], elephants: 1}`),
      [
        '5:44 unknown key "elephants"',
        '  hint: known here: atLeast, of, failover, impact, after, recovery, needed, why, source, confidence, validFrom, validUntil',
      ],
    ],
    [
      'a failover of one node',
      needs(`{node: b, failover: 2m}`),
      [
        '5:32 unknown key "failover"',
        '  hint: only anyOf and atLeast groups have a failover',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, failover: 2m}}',
        '    |                                ^',
        '  6 |',
      ],
    ],
    [
      'a failover of allOf',
      needs(`{allOf: [b], failover: 2m}`),
      [
        '5:35 unknown key "failover"',
        '  hint: only anyOf and atLeast groups have a failover',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {allOf: [b], failover: 2m}}',
        '    |                                   ^',
        '  6 |',
      ],
    ],
    [
      'two forms',
      needs(`{node: b, anyOf: [c]}`),
      [
        '5:32 unknown key "anyOf"',
        '  hint: a requirement has one of node, allOf, anyOf and atLeast: write two requirements',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, anyOf: [c]}}',
        '    |                                ^',
        '  6 |',
      ],
    ],
    [
      'two groups',
      needs(`{allOf: [b], anyOf: [c]}`),
      [
        '5:35 unknown key "anyOf"',
        '  hint: a requirement has one of node, allOf, anyOf and atLeast: write two requirements',
      ],
    ],
    [
      'of beside anyOf',
      needs(`{anyOf: [b], of: [c]}`),
      [
        '5:35 unknown key "of"',
        '  hint: a requirement has one of node, allOf, anyOf and atLeast: write two requirements',
      ],
    ],
    [
      'an unknown impact near a known one',
      needs(`{node: b, impact: degrade}`),
      [
        '5:40 unknown impact "degrade"',
        '  hint: did you mean "degraded"?',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, impact: degrade}}',
        '    |                                        ^',
        '  6 |',
      ],
    ],
    [
      'an unknown impact',
      needs(`{node: b, impact: harmless}`),
      ['5:40 unknown impact "harmless"', '  hint: one of none, operational, degraded, partial, outage'],
    ],
    [
      'an impact that is a number',
      needs(`{node: b, impact: 3}`),
      [
        '5:40 "impact" must be a state or a map, not 3',
        '  hint: one of none, operational, degraded, partial, outage',
      ],
    ],
    [
      'an impact that is a list',
      needs(`{node: b, impact: [partial]}`),
      [
        '5:40 "impact" must be a state or a map, not a list',
        '  hint: one of none, operational, degraded, partial, outage',
      ],
    ],
    [
      'a grace that is a number',
      needs(`{node: b, after: 15}`),
      [
        '5:39 "after" must be a duration, not 15',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, after: 15}}',
        '    |                                       ^',
        '  6 |',
      ],
    ],
    [
      'a grace in words',
      needs(`{node: b, after: 15 minutes}`),
      [
        '5:39 "after" must be a duration, not "15 minutes"',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
      ],
    ],
    [
      'an empty grace',
      needs(`{node: b, after: ""}`),
      ['5:39 "after" must be a duration, not ""', '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d'],
    ],
    [
      'a grace beyond all outages',
      needs(`{node: b, after: 99999999d}`),
      ['5:39 "after" must not be longer than 100 years'],
    ],
    [
      'a negative recovery',
      needs(`{node: b, recovery: -5m}`),
      [
        '5:42 "recovery" must be a duration, not "-5m"',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, recovery: -5m}}',
        '    |                                          ^',
        '  6 |',
      ],
    ],
    [
      'units from small to large',
      needs(`{node: b, recovery: 5m3h}`),
      [
        '5:42 "recovery" must be a duration, not "5m3h"',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
      ],
    ],
    [
      'a recovery that is a list',
      needs(`{node: b, recovery: [5m]}`),
      [
        '5:42 "recovery" must be a duration, not a list',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
      ],
    ],
    [
      'neither run nor start',
      needs(`{node: b, needed: strt}`),
      ['5:40 "needed" must be run or start, not "strt"'],
    ],
    [
      'needed that is true',
      needs(`{node: b, needed: true}`),
      [
        '5:40 "needed" must be run or start, not true',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, needed: true}}',
        '    |                                        ^',
        '  6 |',
      ],
    ],
    [
      'an unknown confidence near a known one',
      needs(`{node: b, confidence: observd}`),
      ['5:44 unknown confidence "observd"', '  hint: did you mean "observed"?'],
    ],
    [
      'an unknown confidence',
      needs(`{node: b, confidence: sure}`),
      ['5:44 unknown confidence "sure"', '  hint: one of observed, documented, inferred, assumed'],
    ],
    [
      'a day in words',
      needs(`{node: b, validFrom: yesterday}`),
      ['5:43 "validFrom" must be a day, not "yesterday"', '  hint: write year-month-day: 2017-02-28'],
    ],
    [
      'a day that there is not',
      needs(`{node: b, validFrom: 2023-02-29}`),
      [
        '5:43 "validFrom" must be a day that the calendar has, not "2023-02-29"',
        '  hint: write year-month-day: 2017-02-28',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, validFrom: 2023-02-29}}',
        '    |                                           ^',
        '  6 |',
      ],
    ],
    [
      'a month that there is not',
      needs(`{node: b, validUntil: 2023-13-01}`),
      ['5:44 "validUntil" must be a day, not "2023-13-01"', '  hint: write year-month-day: 2017-02-28'],
    ],
    [
      'a day without dashes',
      needs(`{node: b, validFrom: 20230228}`),
      ['5:43 "validFrom" must be a day, not 20230228', '  hint: write year-month-day: 2017-02-28'],
    ],
    [
      'a time that never comes',
      needs(`{node: b, validFrom: 2023-02-28, validUntil: 2023-02-28}`),
      [
        '5:67 this never counts: 2023-02-28 is not after 2023-02-28',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, validFrom: 2023-02-28, validUntil: 2023-02-28}}',
        '    |                                                                   ^',
        '  6 |',
      ],
    ],
    [
      'a group whose time never comes',
      needs(`{anyOf: [b, c], validFrom: 2023-02-28, validUntil: 2022-02-28}`),
      [
        '5:73 this never counts: 2022-02-28 is not after 2023-02-28',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {anyOf: [b, c], validFrom: 2023-02-28, validUntil: 2022-02-28}}',
        '    |                                                                         ^',
        '  6 |',
      ],
    ],
    [
      'a reason that is a number',
      needs(`{node: b, why: 3}`),
      ['5:37 "why" must be a text, not 3', '  hint: put it in quotes'],
    ],
    ['an empty source', needs(`{node: b, source: ""}`), ['5:40 "source" must not be empty']],
    [
      'an unknown node near a known one',
      `faultline: 1\nnodes:\n  checkout: {kind: app, in: chekout}\n`,
      [
        '3:29 unknown node "chekout"',
        '  hint: did you mean "checkout"?',
        '  2 | nodes:',
        '> 3 |   checkout: {kind: app, in: chekout}',
        '    |                             ^',
        '  4 |',
      ],
    ],
    [
      'an unknown node',
      node(`dependsOn: [b, elephants]`),
      [
        '5:33 unknown node "elephants"',
        '  hint: no document describes it',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, dependsOn: [b, elephants]}',
        '    |                                 ^',
        '  6 |',
      ],
    ],
    [
      'the last part of a path',
      `faultline: 1\nnodes:\n  aws/us-east-1/s3: {kind: storage}\n  shop: {kind: app, in: s3}\n`,
      ['4:25 unknown node "s3"', '  hint: did you mean "aws/us-east-1/s3"?'],
    ],
    [
      'an unknown node deep down',
      needs(`{anyOf: [b, {allOf: [c, elephants]}], failover: {time: 2m, requires: [zebras]}}`),
      [
        '5:46 unknown node "elephants"',
        '  hint: no document describes it',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {anyOf: [b, {allOf: [c, elephants]}], failover: {time: 2m, requires: [zebras]}}…',
        '    |                                              ^',
        '  6 |',
        '5:92 unknown node "zebras"',
        '  hint: no document describes it',
        '  4 | …',
        '> 5 | …c, elephants]}], failover: {time: 2m, requires: [zebras]}}}',
        '    |                                                   ^',
        '  6 | …',
      ],
    ],
    [
      'many mistakes in one',
      needs(`{node: b, impact: x, after: y, needed: z, why: 3, foo: 4}`),
      [
        '5:40 unknown impact "x"',
        '  hint: one of none, operational, degraded, partial, outage',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, impact: x, after: y, needed: z, why: 3, foo: 4}}',
        '    |                                        ^',
        '  6 |',
        '5:50 "after" must be a duration, not "y"',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, impact: x, after: y, needed: z, why: 3, foo: 4}}',
        '    |                                                  ^',
        '  6 |',
        '5:61 "needed" must be run or start, not "z"',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, impact: x, after: y, needed: z, why: 3, foo: 4}}',
        '    |                                                             ^',
        '  6 |',
        '5:69 "why" must be a text, not 3',
        '  hint: put it in quotes',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, impact: x, after: y, needed: z, why: 3, foo: 4}}',
        '    |                                                                     ^',
        '  6 |',
        '5:72 unknown key "foo"',
        '  hint: known here: node, impact, after, recovery, needed, why, source, confidence, validFrom, validUntil',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, impact: x, after: y, needed: z, why: 3, foo: 4}}',
        '    |                                                                        ^',
        '  6 |',
      ],
    ],
  ])('%s', saysSoInBoth);
});

describe('impact maps', () => {
  it.each<Row>([
    [
      'an unknown state',
      needs(`{node: b, impact: {outge: partial}}`),
      [
        '5:41 unknown key "outge"',
        '  hint: did you mean "outage"?',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, impact: {outge: partial}}}',
        '    |                                         ^',
        '  6 |',
      ],
    ],
    [
      'an unknown state to count as',
      needs(`{node: b, impact: {outage: parial}}`),
      ['5:49 unknown state "parial"', '  hint: did you mean "partial"?'],
    ],
    [
      'none to count as',
      needs(`{node: b, impact: {outage: none}}`),
      ['5:49 unknown state "none"', '  hint: one of operational, degraded, partial, outage'],
    ],
    [
      'a number to count as',
      needs(`{node: b, impact: {outage: 1}}`),
      ['5:49 "outage" must be a text, not 1', '  hint: one of operational, degraded, partial, outage'],
    ],
    [
      'harm from what is operational',
      needs(`{node: b, impact: {operational: degraded}}`),
      [
        '5:54 what is operational cannot do harm',
        '  hint: leave it out',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, impact: {operational: degraded}}}',
        '    |                                                      ^',
        '  6 |',
      ],
    ],
    [
      'a worse state that counts for less',
      needs(`{node: b, impact: {degraded: outage, partial: outage, outage: partial}}`),
      [
        '5:84 the impact map is not monotone: outage counts as partial, but partial as outage',
        '  hint: a worse state must not count for less; a state left out counts as itself',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, impact: {degraded: outage, partial: outage, outage: partial}}}',
        '    |                                                                                    ^',
        '  6 |',
      ],
    ],
    [
      'a state left out that counts for less',
      needs(`{node: b, impact: {degraded: outage}}`),
      [
        '5:40 the impact map is not monotone: partial counts as partial, but degraded as outage',
        '  hint: a worse state must not count for less; a state left out counts as itself',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {node: b, impact: {degraded: outage}}}',
        '    |                                        ^',
        '  6 |',
      ],
    ],
    [
      'a worse state that counts for nothing',
      needs(`{node: b, impact: {partial: operational}}`),
      [
        '5:50 the impact map is not monotone: partial counts as operational, but degraded as degraded',
        '  hint: a worse state must not count for less; a state left out counts as itself',
      ],
    ],
  ])('%s', saysSoInBoth);
});

describe('groups', () => {
  it.each<Row>([
    [
      'members as a text',
      needs(`{allOf: b}`),
      [
        '5:30 "allOf" must be a list, not "b"',
        '  hint: put it in square brackets',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {allOf: b}}',
        '    |                              ^',
        '  6 |',
      ],
    ],
    [
      'no members',
      needs(`{allOf: []}`),
      [
        '5:30 the group is empty',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {allOf: []}}',
        '    |                              ^',
        '  6 |',
      ],
    ],
    ['no members for anyOf', needs(`{anyOf: []}`), ['5:30 the group is empty']],
    ['no members for atLeast', needs(`{atLeast: 1, of: []}`), ['5:39 the group is empty']],
    [
      'no of',
      needs(`{atLeast: 1}`),
      [
        '5:18 "of" is missing',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {atLeast: 1}}',
        '    |                  ^',
        '  6 |',
      ],
    ],
    ['no atLeast', needs(`{of: [b]}`), ['5:18 "atLeast" is missing']],
    [
      'more than there are',
      needs(`{atLeast: 3, of: [b, c]}`),
      [
        '5:32 3 members are needed, but the group has 2',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {atLeast: 3, of: [b, c]}}',
        '    |                                ^',
        '  6 |',
      ],
    ],
    ['none of them', needs(`{atLeast: 0, of: [b, c]}`), ['5:32 "atLeast" must be at least 1, not 0']],
    [
      'half of one',
      needs(`{atLeast: 1.5, of: [b, c]}`),
      [
        '5:32 "atLeast" must be a whole number or a map, not 1.5',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {atLeast: 1.5, of: [b, c]}}',
        '    |                                ^',
        '  6 |',
      ],
    ],
    [
      'a number in words',
      needs(`{atLeast: two, of: [b, c]}`),
      ['5:32 "atLeast" must be a number or a map, not "two"'],
    ],
    [
      'a number in quotes',
      needs(`{atLeast: "2", of: [b, c]}`),
      ['5:32 "atLeast" must be a number or a map, not "2"', '  hint: take the quotes away'],
    ],
    ['more than can be counted', needs(`{atLeast: 1e300, of: [b]}`), ['5:32 "atLeast" is too large']],
    [
      'a list of numbers',
      needs(`{atLeast: [1], of: [b, c]}`),
      [
        '5:32 "atLeast" must be a number or a map, not a list',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {atLeast: [1], of: [b, c]}}',
        '    |                                ^',
        '  6 |',
      ],
    ],
    [
      'more than there are, in one state',
      needs(`{atLeast: {operational: 3, degraded: 1}, of: [b, c]}`),
      [
        '5:46 3 members are needed, but the group has 2',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {atLeast: {operational: 3, degraded: 1}, of: [b, c]}}',
        '    |                                              ^',
        '  6 |',
      ],
    ],
    [
      'counts that grow',
      needs(`{atLeast: {operational: 1, degraded: 2}, of: [b, c]}`),
      [
        '5:59 2 members are needed in degraded or better, but only 1 in operational',
        '  hint: the counts may not grow from one state to the next worse',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {atLeast: {operational: 1, degraded: 2}, of: [b, c]}}',
        '    |                                                           ^',
        '  6 |',
      ],
    ],
    [
      'counts that grow over a gap',
      needs(`{atLeast: {operational: 1, partial: 2}, of: [b, c]}`),
      [
        '5:58 2 members are needed in partial or better, but only 1 in operational',
        '  hint: the counts may not grow from one state to the next worse',
      ],
    ],
    [
      'no count for operational',
      needs(`{atLeast: {degraded: 2}, of: [b, c]}`),
      [
        '5:23 "operational" is missing',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {atLeast: {degraded: 2}, of: [b, c]}}',
        '    |                       ^',
        '  6 |',
      ],
    ],
    [
      'a count for outage',
      needs(`{atLeast: {operational: 1, outage: 1}, of: [b, c]}`),
      ['5:49 unknown key "outage"', '  hint: known here: operational, degraded, partial'],
    ],
    [
      'a misspelled state',
      needs(`{atLeast: {operational: 1, partail: 1}, of: [b, c]}`),
      ['5:49 unknown key "partail"', '  hint: did you mean "partial"?'],
    ],
    [
      'a count in words',
      needs(`{atLeast: {operational: all}, of: [b, c]}`),
      ['5:46 "operational" must be a number, not "all"'],
    ],
    [
      'a mistake deep down',
      needs(`{anyOf: [{allOf: [{atLeast: 3, of: [b]}]}, 4]}`),
      [
        '5:50 3 members are needed, but the group has 1',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {anyOf: [{allOf: [{atLeast: 3, of: [b]}]}, 4]}}',
        '    |                                                  ^',
        '  6 |',
        '5:65 an entry of "anyOf" must be an id or a requirement, not 4',
        '  hint: put it in quotes',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {anyOf: [{allOf: [{atLeast: 3, of: [b]}]}, 4]}}',
        '    |                                                                 ^',
        '  6 |',
      ],
    ],
    [
      'a failover that is a number',
      needs(`{anyOf: [b, c], failover: 2}`),
      [
        '5:48 "failover" must be a duration or a map, not 2',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
      ],
    ],
    [
      'a failover in words',
      needs(`{anyOf: [b, c], failover: soon}`),
      [
        '5:48 "failover" must be a duration, not "soon"',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
      ],
    ],
    [
      'a failover beyond all outages',
      needs(`{anyOf: [b, c], failover: 99999999d}`),
      ['5:48 "failover" must not be longer than 100 years'],
    ],
    [
      'a failover that is a list',
      needs(`{anyOf: [b, c], failover: [2m]}`),
      [
        '5:48 "failover" must be a duration or a map, not a list',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {anyOf: [b, c], failover: [2m]}}',
        '    |                                                ^',
        '  6 |',
      ],
    ],
    [
      'a failover without a time',
      needs(`{anyOf: [b, c], failover: {requires: [b]}}`),
      [
        '5:38 "time" is missing',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {anyOf: [b, c], failover: {requires: [b]}}}',
        '    |                                      ^',
        '  6 |',
      ],
    ],
    [
      'a failover with a time in words',
      needs(`{anyOf: [b, c], failover: {time: soon}}`),
      [
        '5:55 "time" must be a duration, not "soon"',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
      ],
    ],
    [
      'an unknown key of a failover',
      needs(`{anyOf: [b, c], failover: {time: 2m, drink: tea}}`),
      ['5:59 unknown key "drink"', '  hint: did you mean "during"?'],
    ],
    [
      'what it requires as a text',
      needs(`{anyOf: [b, c], failover: {time: 2m, requires: b}}`),
      [
        '5:69 "requires" must be a list, not "b"',
        '  hint: put it in square brackets',
        '  4 |   c: {kind: app}',
        '> 5 |   a: {kind: app, in: {anyOf: [b, c], failover: {time: 2m, requires: b}}}',
        '    |                                                                     ^',
        '  6 |',
      ],
    ],
    [
      'what it requires with mistakes',
      needs(`{atLeast: 1, of: [b, c], failover: {time: 2m, requires: [3, {anyOf: []}]}}`),
      [
        '5:79 an entry of "requires" must be an id or a requirement, not 3',
        '  hint: put it in quotes',
        '5:90 the group is empty',
      ],
    ],
    [
      'an unknown state during it',
      needs(`{anyOf: [b, c], failover: {time: 2m, during: degrade}}`),
      ['5:67 unknown state "degrade"', '  hint: did you mean "degraded"?'],
    ],
  ])('%s', saysSoInBoth);
});

describe('scenarios', () => {
  it.each<Row>([
    [
      'a list',
      `faultline: 1\nscenarios: {s: [b]}\n`,
      [
        '2:16 the scenario "s" must be a map, not a list',
        '  1 | faultline: 1',
        '> 2 | scenarios: {s: [b]}',
        '    |                ^',
        '  3 |',
      ],
    ],
    [
      'no faults',
      scenario(`title: x`),
      ['5:3 "faults" is missing', '  4 | scenarios:', '> 5 |   s:', '    |   ^', '  6 |     title: x'],
    ],
    ['an empty list of faults', scenario(`faults: []`), ['6:13 "faults" must name at least one fault']],
    [
      'faults as a map',
      scenario(`faults: {fail: b}`),
      ['6:13 "faults" must be a list, not a map', '  hint: put it in square brackets'],
    ],
    [
      'a misspelled key',
      scenario(`faults: [{fail: b}]\ndescripton: x`),
      [
        '7:5 unknown key "descripton"',
        '  hint: did you mean "description"?',
        '  6 |     faults: [{fail: b}]',
        '> 7 |     descripton: x',
        '    |     ^',
        '  8 |',
      ],
    ],
    [
      'an unknown key',
      scenario(`elephants: 3\nfaults: [{fail: b}]`),
      [
        '6:5 unknown key "elephants"',
        '  hint: known here: title, description, date, start, faults, observed, source',
      ],
    ],
    [
      'a title that is a number',
      scenario(`title: 3\nfaults: [{fail: b}]`),
      ['6:12 "title" must be a text, not 3', '  hint: put it in quotes'],
    ],
    [
      'a day that is none',
      scenario(`date: 2017-2-8\nfaults: [{fail: b}]`),
      [
        '6:11 "date" must be a day, not "2017-2-8"',
        '  hint: write year-month-day: 2017-02-28',
        '  5 |   s:',
        '> 6 |     date: 2017-2-8',
        '    |           ^',
        '  7 |     faults: [{fail: b}]',
      ],
    ],
    [
      'a day that there is not',
      scenario(`date: 2017-02-30\nfaults: [{fail: b}]`),
      [
        '6:11 "date" must be a day that the calendar has, not "2017-02-30"',
        '  hint: write year-month-day: 2017-02-28',
        '  5 |   s:',
        '> 6 |     date: 2017-02-30',
        '    |           ^',
        '  7 |     faults: [{fail: b}]',
      ],
    ],
    [
      'a day for an instant',
      scenario(`start: 2017-02-28\nfaults: [{fail: b}]`),
      [
        '6:12 "start" must be an instant in UTC, not "2017-02-28"',
        '  hint: write it like 2017-02-28T17:37:00Z',
      ],
    ],
    [
      'an instant that there is not',
      scenario(`start: 2017-02-30T10:00Z\nfaults: [{fail: b}]`),
      [
        '6:12 "start" must be an instant that the calendar has, not "2017-02-30T10:00Z"',
        '  hint: write it like 2017-02-28T17:37:00Z',
      ],
    ],
    [
      'the 25th hour',
      scenario(`start: 2017-02-28T25:00Z\nfaults: [{fail: b}]`),
      [
        '6:12 "start" must be an instant in UTC, not "2017-02-28T25:00Z"',
        '  hint: write it like 2017-02-28T17:37:00Z',
      ],
    ],
    [
      'a number for an instant',
      scenario(`start: 1488303420\nfaults: [{fail: b}]`),
      [
        '6:12 "start" must be an instant in UTC, not 1488303420',
        '  hint: write it like 2017-02-28T17:37:00Z',
        '  5 |   s:',
        '> 6 |     start: 1488303420',
        '    |            ^',
        '  7 |     faults: [{fail: b}]',
      ],
    ],
  ])('%s', saysSoInBoth);
});

describe('faults', () => {
  it.each<Row>([
    [
      'a text',
      scenario(`faults: [b]`),
      [
        '6:14 an entry of "faults" must be a map, not "b"',
        '  5 |   s:',
        '> 6 |     faults: [b]',
        '    |              ^',
        '  7 |',
      ],
    ],
    [
      'nothing that fails',
      fault(`state: outage`),
      [
        '6:14 "fail" is missing',
        '  5 |   s:',
        '> 6 |     faults: [{state: outage}]',
        '    |              ^',
        '  7 |',
      ],
    ],
    [
      'a misspelled key',
      fault(`fail: b, stat: outage`),
      ['6:24 unknown key "stat"', '  hint: did you mean "state"?'],
    ],
    [
      'an unknown key',
      fault(`fail: b, elephants: 3`),
      ['6:24 unknown key "elephants"', '  hint: known here: fail, state, from, until, why, source'],
    ],
    [
      'a number',
      fault(`fail: 3`),
      [
        '6:21 "fail" must be a text or a list, not 3',
        '  hint: put it in quotes',
        '  5 |   s:',
        '> 6 |     faults: [{fail: 3}]',
        '    |                     ^',
        '  7 |',
      ],
    ],
    ['an empty list', fault(`fail: []`), ['6:21 "fail" must name at least one selection']],
    [
      'mistakes in the list',
      fault(`fail: [b, 3, ""]`),
      [
        '6:25 an entry of "fail" must be a text, not 3',
        '  hint: put it in quotes',
        '6:28 an entry of "fail" must not be empty',
      ],
    ],
    ['an empty text', fault(`fail: ""`), ['6:21 "fail" must not be empty']],
    [
      'a map',
      fault(`fail: {node: b}`),
      [
        '6:21 "fail" must be a text or a list, not a map',
        '  5 |   s:',
        '> 6 |     faults: [{fail: {node: b}}]',
        '    |                     ^',
        '  7 |',
      ],
    ],
    [
      'an unknown state near a known one',
      fault(`fail: b, state: outag`),
      ['6:31 unknown state "outag"', '  hint: did you mean "outage"?'],
    ],
    [
      'an unknown state',
      fault(`fail: b, state: down`),
      ['6:31 unknown state "down"', '  hint: one of operational, degraded, partial, outage'],
    ],
    [
      'a beginning that is a number',
      fault(`fail: b, from: 5`),
      ['6:30 "from" must be a duration, not 5', '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d'],
    ],
    [
      'an end in words',
      fault(`fail: b, until: later`),
      [
        '6:31 "until" must be a duration, not "later"',
        '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
        '  5 |   s:',
        '> 6 |     faults: [{fail: b, until: later}]',
        '    |                               ^',
        '  7 |',
      ],
    ],
    [
      'an end at the beginning',
      fault(`fail: b, from: 5m, until: 5m`),
      [
        '6:41 the fault must end after it begins, at 5m',
        '  5 |   s:',
        '> 6 |     faults: [{fail: b, from: 5m, until: 5m}]',
        '    |                                         ^',
        '  7 |',
      ],
    ],
    ['an end at once', fault(`fail: b, until: 0s`), ['6:31 the fault must end after it begins, at 0s']],
    [
      'a reason that is a number',
      fault(`fail: b, why: 3`),
      ['6:29 "why" must be a text, not 3', '  hint: put it in quotes'],
    ],
  ])('%s', saysSoInBoth);
});

describe('what faults select', () => {
  it.each<Row>([
    [
      'spaces only',
      fault(`fail: " "`),
      [
        '6:21 a selection is empty',
        '  hint: name an id (aws/us-east-1/s3), a glob (aws/**) or a condition (kind:app tier:1)',
        '  5 |   s:',
        '> 6 |     faults: [{fail: " "}]',
        '    |                     ^',
        '  7 |',
      ],
    ],
    [
      'an unknown id near a known one',
      `faultline: 1\nnodes:\n  checkout: {kind: app}\nscenarios:\n  s: {faults: [{fail: chekout}]}\n`,
      [
        '5:23 nothing matches "chekout"',
        '  hint: did you mean "checkout"?',
        '  4 | scenarios:',
        '> 5 |   s: {faults: [{fail: chekout}]}',
        '    |                       ^',
        '  6 |',
      ],
    ],
    [
      'an unknown id',
      fault(`fail: elephants`),
      ['6:21 nothing matches "elephants"', '  hint: "faultline nodes" lists what there is'],
    ],
    [
      'several near ids',
      `faultline: 1\nnodes:\n  db-a: {kind: database}\n  db-b: {kind: database}\nscenarios:\n  s: {faults: [{fail: db-x}]}\n`,
      ['6:23 nothing matches "db-x"', '  hint: did you mean "db-a", "db-b"?'],
    ],
    [
      'a glob that matches nothing',
      fault(`fail: "aws/**"`),
      [
        '6:21 nothing matches "aws/**"',
        '  hint: "faultline nodes" lists what there is',
        '  5 |   s:',
        '> 6 |     faults: [{fail: "aws/**"}]',
        '    |                     ^',
        '  7 |',
      ],
    ],
    [
      'an unknown condition near a known one',
      fault(`fail: "knd:app"`),
      ['6:21 unknown condition "knd" in the selection "knd:app"', '  hint: did you mean "kind"?'],
    ],
    [
      'an unknown condition',
      fault(`fail: "elephants:app"`),
      [
        '6:21 unknown condition "elephants" in the selection "elephants:app"',
        '  hint: known: kind, owner, tier, tag, in',
      ],
    ],
    [
      'an unknown kind',
      fault(`fail: "kind:servce"`),
      ['6:21 unknown kind "servce" in the selection "kind:servce"', '  hint: did you mean "service"?'],
    ],
    [
      'a kind that nothing has',
      fault(`fail: "kind:database"`),
      [
        '6:21 nothing matches "kind:database"',
        '  hint: "faultline nodes" lists what there is',
        '  5 |   s:',
        '> 6 |     faults: [{fail: "kind:database"}]',
        '    |                     ^',
        '  7 |',
      ],
    ],
    [
      'an owner that nothing has',
      fault(`fail: "owner:web-team"`),
      ['6:21 nothing matches "owner:web-team"', '  hint: "faultline nodes" lists what there is'],
    ],
    [
      'in what there is not',
      fault(`fail: "in:aws/us-east-1"`),
      ['6:21 nothing matches "in:aws/us-east-1"', '  hint: "faultline nodes" lists what there is'],
    ],
    [
      'in what is empty',
      fault(`fail: in:b`),
      ['6:21 nothing matches "in:b"', '  hint: "faultline nodes" lists what there is'],
    ],
    [
      'a lonely !',
      fault(`fail: "!"`),
      [
        '6:21 "!" stands alone in a selection',
        '  hint: write !kind:region',
        '  5 |   s:',
        '> 6 |     faults: [{fail: "!"}]',
        '    |                     ^',
        '  7 |',
      ],
    ],
    [
      'a condition without a value',
      fault(`fail: "kind:"`),
      ['6:21 "kind:" in a selection has no value', '  hint: write kind:app'],
    ],
    [
      'two of a list',
      fault(`fail: [b, elephants, zebras]`),
      [
        '6:25 nothing matches "elephants"',
        '  hint: "faultline nodes" lists what there is',
        '  5 |   s:',
        '> 6 |     faults: [{fail: [b, elephants, zebras]}]',
        '    |                         ^',
        '  7 |',
        '6:36 nothing matches "zebras"',
        '  hint: "faultline nodes" lists what there is',
        '  5 |   s:',
        '> 6 |     faults: [{fail: [b, elephants, zebras]}]',
        '    |                                    ^',
        '  7 |',
      ],
    ],
    [
      'with references that are unknown too',
      `faultline: 1\nnodes:\n  b: {kind: app, in: zoo}\nscenarios:\n  s: {faults: [{fail: elephants}, {fail: in:zoo}, {fail: "!"}]}\n`,
      [
        '3:22 unknown node "zoo"',
        '  hint: no document describes it',
        '5:23 nothing matches "elephants"',
        '  hint: "faultline nodes" lists what there is',
        '5:58 "!" stands alone in a selection',
        '  hint: write !kind:region',
      ],
    ],
    [
      'with a node that cannot be read',
      `faultline: 1\nnodes:\n  b: {kind: app, teir: 1}\nscenarios:\n  s: {faults: [{fail: elephants}]}\n`,
      [
        '3:18 unknown key "teir"',
        '  hint: did you mean "tier"?',
        '  2 | nodes:',
        '> 3 |   b: {kind: app, teir: 1}',
        '    |                  ^',
        '  4 | scenarios:',
        '5:23 nothing matches "elephants"',
        '  hint: "faultline nodes" lists what there is',
        '  4 | scenarios:',
        '> 5 |   s: {faults: [{fail: elephants}]}',
        '    |                       ^',
        '  6 |',
      ],
    ],
  ])('%s', saysSoInBoth);
});

describe('observations', () => {
  it.each<Row>([
    [
      'a list',
      scenario(`faults: [{fail: b}]\nobserved: [b]`),
      [
        '7:15 "observed" must be a map, not a list',
        '  6 |     faults: [{fail: b}]',
        '> 7 |     observed: [b]',
        '    |               ^',
        '  8 |',
      ],
    ],
    ['a text', observed(`b: partial`), ['7:19 "b" must be a map, not "partial"']],
    [
      'no state',
      observed(`b: {}`),
      [
        '7:16 "state" is missing',
        '  hint: one of operational, degraded, partial, outage',
        '  6 |     faults: [{fail: b}]',
        '> 7 |     observed: {b: {}}',
        '    |                ^',
        '  8 |',
      ],
    ],
    [
      'an unknown state',
      observed(`b: {state: parial}`),
      ['7:27 unknown state "parial"', '  hint: did you mean "partial"?'],
    ],
    [
      'nothing to accept',
      observed(`b: {state: partial, accept: []}`),
      [
        '7:44 "accept" must name at least one state',
        '  6 |     faults: [{fail: b}]',
        '> 7 |     observed: {b: {state: partial, accept: []}}',
        '    |                                            ^',
        '  8 |',
      ],
    ],
    [
      'an unknown state to accept',
      observed(`b: {state: partial, accept: [partial, down]}`),
      ['7:54 unknown state "down"', '  hint: one of operational, degraded, partial, outage'],
    ],
    [
      'accept as a text',
      observed(`b: {state: partial, accept: partial}`),
      ['7:44 "accept" must be a list, not "partial"', '  hint: put it in square brackets'],
    ],
    [
      'an unknown confidence near a known one',
      observed(`b: {state: partial, confidence: reprted}`),
      ['7:48 unknown confidence "reprted"', '  hint: did you mean "reported"?'],
    ],
    [
      'an unknown confidence',
      observed(`b: {state: partial, confidence: hearsay}`),
      [
        '7:48 unknown confidence "hearsay"',
        '  hint: one of official, vendor, documented, reported, contested, inferred',
        '  6 |     faults: [{fail: b}]',
        '> 7 |     observed: {b: {state: partial, confidence: hearsay}}',
        '    |                                                ^',
        '  8 |',
      ],
    ],
    [
      'an onset that is no duration',
      observed(`b: {state: partial, onset: 5}`),
      ['7:43 "onset" must be a duration, not 5', '  hint: write a number and a unit: 90s, 15m, 4h17m, 2d'],
    ],
    [
      'a recovery before the onset',
      observed(`b: {state: partial, onset: 15m, recovered: 15m}`),
      ['7:59 it must recover after it begins, at 15m'],
    ],
    [
      'a recovery before the first fault',
      observed(`b: {state: partial, recovered: 0s}`),
      ['7:47 it must recover after it begins, at 0s'],
    ],
    [
      'a misspelled key',
      observed(`b: {state: partial, acept: [partial]}`),
      ['7:36 unknown key "acept"', '  hint: did you mean "accept"?'],
    ],
    [
      'an unknown node',
      observed(`elephants: {state: partial}`),
      [
        '7:16 unknown node "elephants"',
        '  hint: no document describes it',
        '  6 |     faults: [{fail: b}]',
        '> 7 |     observed: {elephants: {state: partial}}',
        '    |                ^',
        '  8 |',
      ],
    ],
    [
      'an unknown node near a known one',
      `faultline: 1\nnodes:\n  checkout: {kind: app}\nscenarios:\n  s: {faults: [{fail: checkout}], observed: {chekout: {state: partial}}}\n`,
      ['5:46 unknown node "chekout"', '  hint: did you mean "checkout"?'],
    ],
    [
      'a source that is a number',
      observed(`b: {state: partial, source: 3}`),
      [
        '7:44 "source" must be a text, not 3',
        '  hint: put it in quotes',
        '  6 |     faults: [{fail: b}]',
        '> 7 |     observed: {b: {state: partial, source: 3}}',
        '    |                                            ^',
        '  8 |',
      ],
    ],
  ])('%s', saysSoInBoth);
});

describe('files', () => {
  it.each<Row>([
    [
      'a file that is not there',
      `faultline: 1\ninclude: [no-such-file.yaml]\n`,
      [
        '2:11 there is no file "no-such-file.yaml"',
        '  hint: it is looked for in the working folder',
        '  1 | faultline: 1',
        '> 2 | include: [no-such-file.yaml]',
        '    |           ^',
        '  3 |',
      ],
    ],
    [
      'a glob without files',
      `faultline: 1\ninclude: [no-such-*.yaml]\n`,
      ['2:11 no file matches "no-such-*.yaml"', '  hint: it is looked for in the working folder'],
    ],
    [
      'out of the folder',
      `faultline: 1\ninclude: [/]\n`,
      ['2:11 "/" leads out of the working folder', '  hint: --allow-outside allows it'],
    ],
    [
      'a glob out of the folder',
      `faultline: 1\ninclude: [../**/*.yaml]\n`,
      ['2:11 "../**/*.yaml" leads out of the working folder', '  hint: --allow-outside allows it'],
    ],
    [
      'a name that is too long',
      `faultline: 1\ninclude: [${'x'.repeat(5000)}]\n`,
      [
        '2:11 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" is too long for a name',
        '  hint: shorten it',
        '  1 | faultline: 1',
        '> 2 | include: [xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…',
        '    |           ^',
        '  3 |',
      ],
    ],
  ])('%s', saysSo);
});

describe('YAML', () => {
  it.each<Row>([
    [
      'a list that is not closed',
      `a: [1\n`,
      [
        '2:1 the YAML cannot be read: flow sequence in block collection must be sufficiently indented and end with a ]',
        '  1 | a: [1',
        '> 2 |',
        '    | ^',
      ],
    ],
    [
      'two colons',
      `a: b: c\n`,
      [
        '1:4 the YAML cannot be read: nested mappings are not allowed in compact mappings',
        '> 1 | a: b: c',
        '    |    ^',
        '  2 |',
      ],
    ],
    [
      'a tab',
      `\tfoo: 1\n`,
      [
        '1:1 the YAML cannot be read: tabs are not allowed as indentation',
        '> 1 |  foo: 1',
        '    | ^',
        '  2 |',
      ],
    ],
    ['a tag', `a: !Ref x\n`, ['1:4 the YAML cannot be read: unresolved tag: !Ref']],
    [
      'a tag of YAML 1.1',
      `a: !!set {x}\n`,
      ['1:4 the YAML cannot be read: unresolved tag: !!set', '> 1 | a: !!set {x}', '    |    ^', '  2 |'],
    ],
    ['a quote that is not closed', `a: "x\n`, ['2:1 the YAML cannot be read: missing closing "quote']],
    ['an unknown escape', `a: "\\q"\n`, ['1:5 the YAML cannot be read: invalid escape sequence \\q']],
    [
      'a reserved character',
      `a: @b\n`,
      ['1:4 the YAML cannot be read: plain value cannot start with reserved character @'],
    ],
    [
      'wrong indentation',
      `a: 1\n b: 2\n`,
      [
        '1:4 the YAML cannot be read: implicit keys need to be on a single line',
        '> 1 | a: 1',
        '    |    ^',
        '  2 |  b: 2',
        '1:4 the YAML cannot be read: nested mappings are not allowed in compact mappings',
        '> 1 | a: 1',
        '    |    ^',
        '  2 |  b: 2',
      ],
    ],
    ['something after the end', `{a: 1} b\n`, ['1:8 the YAML cannot be read: unexpected scalar at node end']],
    ['an unknown directive', `%FOO\n---\na: 1\n`, ['1:1 the YAML cannot be read: unknown directive %FOO']],
    [
      'two documents',
      `a: 1\n---\nb: 2\n`,
      [
        '2:1 a second YAML document begins here',
        '  hint: a file holds one: split it, and "include" the parts',
        '  1 | a: 1',
        '> 2 | ---',
        '    | ^',
        '  3 | b: 2',
      ],
    ],
    [
      'a key twice',
      `a: 1\nb: 2\na: 3\n`,
      [
        '3:1 "a" stands twice in the same map',
        '  hint: join the two, or rename one',
        '  2 | b: 2',
        '> 3 | a: 3',
        '    | ^',
        '  4 |',
      ],
    ],
    [
      'a key twice in flow style',
      `a: {b: 1, "b": 2}\n`,
      ['1:11 "b" stands twice in the same map', '  hint: join the two, or rename one'],
    ],
    [
      'a number and a text that are the same key',
      `1: 3\n"1": 4\n`,
      ['2:1 "1" stands twice in the same map', '  hint: join the two, or rename one'],
    ],
    ['a list as a key', `? [a]\n: 1\n`, ['1:3 a key must be a plain text']],
    [
      'an alias as a key',
      `a: &x b\n*x : 1\n`,
      ['2:1 a key must be a plain text', '  1 | a: &x b', '> 2 | *x : 1', '    | ^', '  3 |'],
    ],
    ['nothing as a key', `: 1\n`, ['1:1 a key must be a plain text']],
    [
      'an alias of nothing',
      `a: *x\n`,
      [
        '1:4 unknown alias "*x"',
        '  hint: an anchor (&) must come first',
        '> 1 | a: *x',
        '    |    ^',
        '  2 |',
      ],
    ],
    [
      'an alias before its anchor',
      `a: *x\nb: &x 1\n`,
      ['1:4 unknown alias "*x"', '  hint: an anchor (&) must come first'],
    ],
    [
      'an alias inside what it means',
      `a: &x\n  b: [*x]\n`,
      [
        '2:7 the alias "*x" stands inside what it means',
        '  hint: write it out',
        '  1 | a: &x',
        '> 2 |   b: [*x]',
        '    |       ^',
        '  3 |',
      ],
    ],
    [
      'a text to merge',
      `a: &x b\nc: {<<: *x}\n`,
      [
        '2:5 "<<" merges maps, and this is none',
        '  hint: give it the alias of a map, or a list of them: <<: [*a, *b]',
        '  1 | a: &x b',
        '> 2 | c: {<<: *x}',
        '    |     ^',
        '  3 |',
      ],
    ],
    [
      'a list of texts to merge',
      `a: {<<: [{b: 1}, c]}\n`,
      [
        '1:5 "<<" merges maps, and this is none',
        '  hint: give it the alias of a map, or a list of them: <<: [*a, *b]',
      ],
    ],
    [
      'nothing to merge',
      `<<:\n`,
      [
        '1:1 "<<" merges maps, and this is none',
        '  hint: give it the alias of a map, or a list of them: <<: [*a, *b]',
      ],
    ],
  ])('%s', saysSo);
});

describe('JSON', () => {
  it.each<Row>([
    [
      'a comma too many',
      `{"faultline": 1,}`,
      [
        '1:17 the JSON cannot be read: a key in double quotes is missing',
        '> 1 | {"faultline": 1,}',
        '    |                 ^',
      ],
    ],
    [
      'a comma too few',
      `{"faultline": 1 "nodes": {}}`,
      [
        '1:17 the JSON cannot be read: a comma is missing',
        '> 1 | {"faultline": 1 "nodes": {}}',
        '    |                 ^',
      ],
    ],
    ['no value', `{"faultline": }`, ['1:15 the JSON cannot be read: a value is missing']],
    ['no colon', `{"faultline" 1}`, ['1:14 the JSON cannot be read: a colon is missing']],
    [
      'a key without quotes',
      `{"faultline": 1, nodes: {}}`,
      [
        '1:18 the JSON cannot be read: a word without double quotes',
        '> 1 | {"faultline": 1, nodes: {}}',
        '    |                  ^',
      ],
    ],
    [
      'a brace too few',
      `{"faultline": 1, "nodes": {}\n`,
      ['2:1 the JSON cannot be read: a closing brace is missing'],
    ],
    ['a bracket too few', `{"use": ["a"}`, ['1:13 the JSON cannot be read: a comma is missing']],
    [
      'something after the end',
      `{"faultline": 1} {}`,
      ['1:18 the JSON cannot be read: something follows after the end'],
    ],
    [
      'a comment',
      `{"faultline": 1 /* one */}`,
      [
        '1:17 the JSON cannot be read: JSON has no comments',
        '> 1 | {"faultline": 1 /* one */}',
        '    |                 ^',
      ],
    ],
    [
      'a comment without an end',
      `{"faultline": 1 /* one`,
      ['1:17 the JSON cannot be read: JSON has no comments'],
    ],
    [
      'a text without an end',
      `{"title": "a\n}`,
      [
        '1:11 the JSON cannot be read: a closing quote is missing',
        '> 1 | {"title": "a',
        '    |           ^',
        '  2 | }',
      ],
    ],
    ['an unknown word', `{"faultline": one}`, ['1:15 the JSON cannot be read: a word without double quotes']],
    [
      'a word in single quotes',
      `{'faultline': 1}`,
      ['1:2 the JSON cannot be read: a word without double quotes', "> 1 | {'faultline': 1}", '    |  ^'],
    ],
    [
      'a number without digits',
      `{"faultline": -}`,
      ['1:15 the JSON cannot be read: a word without double quotes'],
    ],
    ['a number with a point only', `{"faultline": 1.}`, ['1:15 the JSON cannot be read: not a number']],
    ['a wrong escape', `{"title": "\\q"}`, ['1:11 the JSON cannot be read: not an escape']],
    [
      'a wrong Unicode escape',
      `{"title": "\\u12"}`,
      ['1:11 the JSON cannot be read: not a Unicode escape', '> 1 | {"title": "\\u12"}', '    |           ^'],
    ],
    [
      'a tab inside a text',
      `{"title": "a\tb"}`,
      ['1:11 the JSON cannot be read: a control character inside a text'],
    ],
    [
      'a key twice',
      `{"faultline": 1,\n "title": "a",\n "title": "b"}`,
      [
        '3:2 "title" stands twice in the same map',
        '  hint: join the two, or rename one',
        '  2 |  "title": "a",',
        '> 3 |  "title": "b"}',
        '    |  ^',
      ],
    ],
    [
      'a key twice, once with an escape',
      `{"nodes": {"a": {}, "\\u0061": {}}}`,
      ['1:21 "a" stands twice in the same map', '  hint: join the two, or rename one'],
    ],
    [
      'a key twice, deep down',
      `{"nodes": {"a": {"in": [{"b": 1, "b": 2}]}, "c": {"x": 1, "x": 2, "x": 3}}}`,
      [
        '1:34 "b" stands twice in the same map',
        '  hint: join the two, or rename one',
        '> 1 | {"nodes": {"a": {"in": [{"b": 1, "b": 2}]}, "c": {"x": 1, "x": 2, "x": 3}}}',
        '    |                                  ^',
        '1:59 "x" stands twice in the same map',
        '  hint: join the two, or rename one',
        '> 1 | {"nodes": {"a": {"in": [{"b": 1, "b": 2}]}, "c": {"x": 1, "x": 2, "x": 3}}}',
        '    |                                                           ^',
        '1:67 "x" stands twice in the same map',
        '  hint: join the two, or rename one',
        '> 1 | {"nodes": {"a": {"in": [{"b": 1, "b": 2}]}, "c": {"x": 1, "x": 2, "x": 3}}}',
        '    |                                                                   ^',
      ],
    ],
    [
      'an empty value',
      `{"faultline": 1, "nodes": {"a": null}}`,
      ['1:33 the node "a" must be a map, not empty'],
    ],
    ['a list', `[1]`, ['1:1 a document must be a map, not a list']],
    [
      'nothing but spaces',
      `  \n`,
      ['1:1 the document is empty', '  hint: "faultline init" writes one to start from'],
    ],
    [
      'only a word',
      `nodes`,
      ['1:1 the JSON cannot be read: a word without double quotes', '> 1 | nodes', '    | ^'],
    ],
  ])('%s', saysSoInJson);
});
