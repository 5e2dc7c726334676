// Bicep, and ARM templates with their expressions.
import { treeOf, jsonText } from './trees.mjs';
import { hostileNumber, hostileWord, leaf, name } from './leaves.mjs';

const TYPES = [
  'Microsoft.Storage/storageAccounts@2023-01-01',
  'Microsoft.Web/sites@2022-09-01',
  'Microsoft.Web/serverfarms@2022-09-01',
  'Microsoft.Sql/servers/databases@2022-05-01',
  'Microsoft.Resources/deployments@2022-09-01',
  'Microsoft.Network/virtualNetworks@2023-01-01',
  'Microsoft.KeyVault/vaults@2023-02-01',
  'a/b@c',
  '@',
  '',
];
const FUNCTIONS = [
  'concat',
  'format',
  'resourceId',
  'reference',
  'parameters',
  'variables',
  'union',
  'if',
  'createArray',
  'createObject',
  'copyIndex',
  'split',
  'join',
  'length',
  'take',
  'skip',
  'replace',
  'toLower',
  'uniqueString',
  'guid',
  'resourceGroup',
  'subscription',
  'range',
  'map',
  'filter',
  'reduce',
  'sort',
  'first',
  'last',
  'contains',
  'empty',
  'coalesce',
  'json',
  'string',
  'int',
  'bool',
  'padLeft',
  'substring',
  'indexOf',
  'add',
  'mul',
  'div',
  'mod',
  'intersection',
  'items',
  'pickZones',
  'extensionResourceId',
  'listKeys',
  'base64',
  'uri',
  'lambda',
  'lambdaVariables',
  'flatten',
  'nosuch',
  'loadTextContent',
  'loadJsonContent',
];

const bicepText = (draw) =>
  hostileWord(draw)
    .replaceAll(/['\\\n\r]/g, '')
    .replaceAll('${', '');

const bicep = (draw, depth) => {
  if (depth <= 0)
    return draw.pick([
      () => name(draw),
      () => `'${bicepText(draw)}'`,
      () => String(hostileNumber(draw)),
      () => 'null',
      () => 'true',
      () => `${name(draw)}.id`,
    ])();
  const inner = () => bicep(draw, depth - 1 - draw.below(2));
  return draw.pick([
    () => `'${draw.some(3, () => `\${${inner()}}x`).join('')}'`,
    () => `${draw.pick(FUNCTIONS)}(${draw.some(3, inner).join(', ')})`,
    () => `(${inner()} ${draw.pick(['+', '-', '*', '==', '!=', '&&', '||', '??', '=~', '<'])} ${inner()})`,
    () => `${inner()} ? ${inner()} : ${inner()}`,
    () => `[\n${draw.some(3, inner).join('\n')}\n]`,
    () =>
      `{\n${draw.some(3, () => `${draw.pick([name(draw).replaceAll(/\W/g, '_') || 'a', `'${bicepText(draw)}'`])}: ${inner()}`).join('\n')}\n}`,
    () => `[for ${draw.pick(['x', '(x, i)'])} in ${inner()}: ${inner()}]`,
    () => `${inner()}[${inner()}]`,
    () => `${inner()}.${draw.pick(['id', 'properties.x', 'name', 'outputs.a'])}`,
    () => `${inner()}!.?a`,
    () => `!${inner()}`,
    () => `'''${bicepText(draw)}'''`,
    () => `(x) => ${inner()}`,
  ])();
};

const bicepStatement = (draw) =>
  draw.pick([
    () =>
      `param ${name(draw)} ${draw.pick(['string', 'int', 'object', 'array', "'a' | 'b'", 'string[]', '{ a: string }'])}${draw.oneIn(2) ? ` = ${bicep(draw, 2)}` : ''}`,
    () => `var ${name(draw)} = ${bicep(draw, 3)}`,
    () =>
      `resource ${name(draw)} '${draw.pick(TYPES)}' = ${draw.pick(['', '', 'if (a) ', '[for x in b: '])}{\n  name: ${bicep(draw, 2)}\n  location: ${bicep(draw, 1)}\n  parent: ${name(draw)}\n  properties: ${bicep(draw, 3)}\n  dependsOn: [${name(draw)}]\n}${draw.oneIn(4) ? ']' : ''}`,
    () => `resource ${name(draw)} '${draw.pick(TYPES)}' existing = { name: ${bicep(draw, 1)} }`,
    () =>
      `module ${name(draw)} '${draw.pick(['m.bicep', './m.bicep', 'main.bicep', '../x.bicep', 'br:x/y:1', ''])}' = ${draw.pick(['', '[for i in range(0, 3): '])}{\n name: ${bicep(draw, 1)}\n params: ${bicep(draw, 2)}\n}`,
    () => `output ${name(draw)} string = ${bicep(draw, 2)}`,
    () => `@description(${bicep(draw, 0)})\n@allowed([${bicep(draw, 0)}])`,
    () =>
      draw.pick([
        "targetScope = 'subscription'",
        "import * as a from 'm.bicep'",
        'type x = string',
        'func f(a string) string => a',
        "using 'main.bicep'",
        '#disable-next-line x',
        'metadata a = 1',
        '/* open',
      ]),
  ])();

const bicepFile = (draw) => [bicepStatement(draw), ...draw.some(6, () => bicepStatement(draw))].join('\n');

export const bicepFolder = (draw) => ({
  'main.bicep': bicepFile(draw),
  ...(draw.oneIn(2) ? { 'm.bicep': bicepFile(draw) } : {}),
  ...(draw.oneIn(5)
    ? {
        'main.bicepparam': `using 'main.bicep'\n${draw.some(3, () => `param ${name(draw)} = ${bicep(draw, 1)}`).join('\n')}`,
      }
    : {}),
});

const arm = (draw, depth) => {
  if (depth <= 0)
    return draw.pick([
      () => `'${hostileWord(draw).replaceAll("'", "''")}'`,
      () => String(draw.below(9) - 2),
      () => `parameters('${name(draw)}')`,
      () => `variables('${name(draw)}')`,
    ])();
  const inner = () => arm(draw, depth - 1 - draw.below(2));
  return `${draw.pick(FUNCTIONS)}(${draw.some(3, inner).join(',')})${draw.pick(['', '', '.a', '[0]', `[${inner()}]`, '.properties.x', '?.a'])}`;
};

const armText = (draw) => (draw.odd(3) ? leaf(draw) : `[${arm(draw, draw.below(4))}]`);

const armResource = (draw, depth) => ({
  type: draw.pick(TYPES).split('@')[0],
  apiVersion: '2022-09-01',
  name: armText(draw),
  ...(draw.oneIn(2) ? { location: armText(draw) } : {}),
  ...(draw.oneIn(2) ? { dependsOn: draw.some(3, () => armText(draw)) } : {}),
  ...(draw.oneIn(3) ? { copy: { name: name(draw), count: armText(draw) } } : {}),
  ...(draw.oneIn(3) ? { condition: armText(draw) } : {}),
  properties:
    draw.oneIn(3) && depth > 0
      ? {
          mode: 'Incremental',
          expressionEvaluationOptions: { scope: draw.pick(['inner', 'outer']) },
          parameters: { a: { value: armText(draw) } },
          template: armTemplate(draw, depth - 1),
        }
      : {
          a: armText(draw),
          b: [armText(draw)],
          [name(draw)]: { copy: [{ name: 'a', count: armText(draw), input: armText(draw) }] },
        },
  ...(draw.oneIn(4) && depth > 0 ? { resources: draw.some(2, () => armResource(draw, depth - 1)) } : {}),
  zones: draw.oneIn(4) ? armText(draw) : ['1'],
});

const armTemplate = (draw, depth) => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  ...(draw.oneIn(4) ? { languageVersion: '2.0' } : {}),
  parameters: Object.fromEntries(
    draw.some(4, () => [name(draw), { type: 'string', defaultValue: armText(draw) }]),
  ),
  variables: Object.fromEntries(
    draw.some(4, () => [name(draw), draw.oneIn(3) ? { a: armText(draw) } : armText(draw)]),
  ),
  ...(draw.oneIn(6)
    ? {
        functions: [
          {
            namespace: 'f',
            members: { g: { parameters: [{ name: 'p' }], output: { value: armText(draw) } } },
          },
        ],
      }
    : {}),
  resources: draw.oneIn(4)
    ? Object.fromEntries(draw.some(3, () => [name(draw), armResource(draw, depth)]))
    : draw.some(4, () => armResource(draw, depth)),
  outputs: { o: { value: armText(draw) } },
});

export const armFolder = (draw) => ({ 'main.json': jsonText(treeOf(armTemplate(draw, 2))) });
