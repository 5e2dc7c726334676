/** Proves what each importer makes of its format, and that nothing it does not understand goes untold. */
import { describe, expect, it } from 'vitest';
import type { ImportOptions, ImportResult } from '../../../src/scan/interchange/import.ts';
import { importTexts } from '../../../src/scan/interchange/import.ts';
import { IMPORTERS } from '../../../src/scan/interchange/index.ts';
import { NO_MAPPING, mappingOfFile, mappingOfPairs } from '../../../src/scan/interchange/graph/mapping.ts';
import { parseTable } from '../../../src/scan/interchange/csv/parse.ts';
import { targetsOf } from '../../../src/model/requirement.ts';

const read = (
  texts: Readonly<Record<string, string>>,
  options: Partial<ImportOptions> = {},
): Promise<ImportResult> =>
  importTexts(
    Object.entries(texts).map(([file, text]) => ({ file, text })),
    { importers: IMPORTERS, mapping: NO_MAPPING, ...options },
  );

/** `a -> b`, `a in b`. */
const edgesOf = ({ document }: ImportResult): readonly string[] =>
  [...document.nodes.values()]
    .flatMap(({ id, in: home, dependsOn }) => [
      ...(home === undefined ? [] : targetsOf(home).map((to) => `${id} in ${to}`)),
      ...dependsOn.flatMap(targetsOf).map((to) => `${id} -> ${to}`),
    ])
    .toSorted();

const told = ({ coverage }: ImportResult): readonly string[] =>
  coverage.findings.map(({ kind, line, message }) => `${kind} ${line ?? 0}: ${message}`);

const NETWORKX = `<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d1" for="edge" attr.name="criticality" attr.type="string"/>
  <key id="d0" for="node" attr.name="type" attr.type="string"><default>server</default></key>
  <graph edgedefault="directed">
    <node id="web"><data key="d0">application</data></node>
    <node id="vm"/>
    <edge source="web" target="vm"><data key="d1">low</data></edge>
  </graph>
</graphml>`;

const YED = `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <graph edgedefault="directed" id="G">
    <node id="n0" yfiles.foldertype="group">
      <data key="d6"><y:ProxyAutoBoundsNode><y:Realizers><y:GroupNode><y:NodeLabel>Cluster A</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data>
      <graph edgedefault="directed" id="n0:">
        <node id="n0::n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Web Shop</y:NodeLabel></y:ShapeNode></data></node>
      </graph>
    </node>
    <node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Orders</y:NodeLabel></y:ShapeNode></data></node>
    <edge id="e0" source="n0::n0" target="n1"/>
    <edge id="e1" source="n1" target="n9" directed="false"/>
  </graph>
</graphml>`;

describe('GraphML', () => {
  it('of networkx: keys by name, defaults, words for kinds, unknown attributes told', async () => {
    const result = await read({ 'g.graphml': NETWORKX });
    expect(edgesOf(result)).toEqual(['web -> vm']);
    expect(result.document.nodes.get('vm')).toMatchObject({ kind: 'compute', source: 'g.graphml:7' });
    expect(told(result)).toEqual(['skipped 8: "criticality" of 1 edge means nothing here']);
  });

  it('takes what the user says of its attributes and their values', async () => {
    const mapping = mappingOfFile({
      file: 'map.yaml',
      text: 'columns: { impact: criticality }\nvalues: { impact: { low: degraded } }\n',
    });
    const result = await read({ 'g.graphml': NETWORKX }, { mapping });
    expect(result.document.nodes.get('web')?.dependsOn[0]).toMatchObject({
      node: 'vm',
      impact: [0, 1, 1, 1],
    });
    expect(told(result)).toEqual([]);
  });

  it('of yEd: labels out of pictures, graphs in nodes are containment, an edge to nowhere is kept', async () => {
    const result = await read({ 'g.graphml': YED });
    expect(edgesOf(result)).toEqual(['n0-n0 in n0', 'n0-n0 -> n1', 'n1 -> n9'].toSorted());
    const [nowhere, open] = ['unresolved', 'unknown-value'].map((kind) =>
      told(result).find((one) => one.startsWith(kind)),
    );
    expect(nowhere).toContain('1 node named and not described, first "n9"');
    expect(open).toContain('1 edge without a direction');
  });

  it('makes ids of labels where keys are numbers and each node has one', async () => {
    const result = await read({ 'g.graphml': YED.replace(/.*target="n9".*\n/, '') });
    expect(edgesOf(result)).toEqual(['Web-Shop -> Orders', 'Web-Shop in Cluster-A']);
  });

  it('expands no entities', async () => {
    const bomb = `<!DOCTYPE graphml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml><graph><node id="&b;"/></graph></graphml>`;
    await expect(read({ 'g.graphml': bomb })).rejects.toThrow('defines entities');
  });
});

describe('CSV', () => {
  it.each([
    [
      'quotes, commas and line ends in cells',
      'a,b\r\n"x, ""y""\nz",2\r\n3,4',
      [
        [1, ['a', 'b']],
        [2, ['x, "y"\nz', '2']],
        [4, ['3', '4']],
      ],
    ],
    [
      'semicolons, empty cells and empty lines',
      'a;b\n\n;2\n3;\n',
      [
        [1, ['a', 'b']],
        [3, ['', '2']],
        [4, ['3', '']],
      ],
    ],
    [
      'an empty last cell without a line end',
      'a,b\n1,',
      [
        [1, ['a', 'b']],
        [2, ['1', '']],
      ],
    ],
    [
      'carriage returns alone',
      'a\tb\r1\t2',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
  ])('reads %s', (_, text, rows) => {
    const table = parseTable(text);
    expect(table.ok && table.rows.map(({ line, cells }) => [line, cells])).toEqual(rows);
  });

  it.each([
    ['a,b\n"1,2', 2, 'never closed'],
    ['a,b\n1"x,2', 2, 'a quote inside'],
    ['a,b\n"1"x,2', 2, 'between a closing quote'],
  ])('refuses %j with its line', (text, line, message) => {
    expect(parseTable(text)).toMatchObject({
      ok: false,
      line,
      message: expect.stringContaining(message) as string,
    });
  });

  it('reads a table of nodes and one of edges as one graph', async () => {
    const mapping = mappingOfPairs('id=hostname,kind=type,owner=team,from=src,to=dst');
    const result = await read(
      {
        'nodes.csv': '\ufeffhostname;type;team\r\nweb 1;vm;shop\r\nweb-1;vm;shop\r\ndb;postgres;data\r\n',
        'edges.csv': 'src,dst\nweb 1,db\nweb 1,web 1\n__proto__,db\n',
      },
      { mapping },
    );
    // `web-1` is an id already, so `web 1` gets a number.
    expect(edgesOf(result)).toEqual(['__proto__ -> db', 'web-1-2 -> db']);
    expect(result.document.nodes.get('db')).toMatchObject({
      kind: 'database',
      owner: 'data',
      source: 'nodes.csv:4',
    });
    expect(told(result).join('\n')).toContain('web-1-2 instead of web-1');
    expect(told(result).join('\n')).toContain('from a node to itself');
  });

  it('turns edges round if asked, and takes the worst of two between the same nodes', async () => {
    const result = await read({ 'e.csv': 'from,to,impact\na,b,none\na,b,partial\n' }, { isReversed: true });
    expect(edgesOf(result)).toEqual(['b -> a']);
    expect(result.document.nodes.get('b')?.dependsOn[0]).toMatchObject({ impact: [0, 1, 2, 2] });
  });

  it('names the nearest column for one that no table has', async () => {
    await expect(
      read({ 'n.csv': 'hostname,x\na,b\n' }, { mapping: mappingOfPairs('id=hostnam') }),
    ).rejects.toMatchObject({
      problems: [{ hint: 'did you mean "hostname"?' }],
    });
  });
});

describe('Kiali', () => {
  const node = (id: string, more: object) => ({ data: { id, namespace: 'shop', cluster: 'c', ...more } });
  const graph = {
    timestamp: 1,
    duration: 600,
    graphType: 'versionedApp',
    elements: {
      nodes: [
        node('1', { nodeType: 'app', workload: 'web', app: 'web', version: 'v1', isRoot: true }),
        node('2', { nodeType: 'service', service: 'orders' }),
        node('3', { nodeType: 'workload', workload: 'orders-v1', app: 'orders' }),
        node('4', { nodeType: 'box', isBox: 'app', app: 'orders' }),
      ],
      edges: [
        {
          data: {
            id: 'e1',
            source: '1',
            target: '2',
            traffic: { protocol: 'http', rates: { http: '2.00', httpPercentErr: '5.0' } },
          },
        },
        { data: { id: 'e2', source: '2', target: '3', traffic: { protocol: 'tcp', rates: { tcp: '9.0' } } } },
        { data: { id: 'e3', source: '2', target: '9' } },
      ],
    },
  };

  it('makes calls of rates, tells errors, and calls all of it observed', async () => {
    const result = await read({ 'k.json': JSON.stringify(graph, null, 1) });
    expect(edgesOf(result)).toContain('shop/web -> shop/service.orders');
    expect(edgesOf(result)).toContain('shop/service.orders -> shop/orders-v1');
    expect(result.document.nodes.get('shop/web')?.dependsOn[0]).toMatchObject({
      confidence: 'observed',
      why: 'call: seen to call 1200 times in 600 s over http, 60 with an error',
    });
    expect(told(result).some((one) => one.includes('1 edge to or from no node'))).toBe(true);
    expect([...result.document.nodes.values()].some(({ kind }) => kind === 'app')).toBe(true);
  });
});

describe('Overmind', () => {
  const item = (type: string, name: string, linkedItems: readonly object[] = []) => ({
    type,
    uniqueAttribute: 'Name',
    attributes: { attrStruct: { Name: name, AvailabilityZone: 'eu-west-1a' } },
    scope: '123456789012.eu-west-1',
    linkedItems,
  });
  const link = (type: string, name: string, blast: object) => ({
    item: { type, uniqueAttributeValue: name, scope: '123456789012.eu-west-1' },
    blastPropagation: blast,
  });

  it('lets the blast decide who needs whom, and knows types of AWS', async () => {
    const items = [
      item('lambda-function', 'api', [
        link('dynamodb-table', 'orders', { in: true }),
        link('sqs-queue', 'gone', { in: true }),
      ]),
      item('dynamodb-table', 'orders', [link('kms-key', 'k', {})]),
      item('kms-key', 'k'),
      item('ec2-subnet', 's', [link('lambda-function', 'api', { out: true })]),
    ];
    const result = await read({ 'items.json': JSON.stringify(items) });
    const base = '123456789012/eu-west-1';
    const edges = edgesOf(result);
    expect(edges).toContain(`${base}/lambda-function.api -> ${base}/dynamodb-table.orders`);
    expect(edges).toContain(`${base}/lambda-function.api -> ${base}/ec2-subnet.s`);
    expect(edges.filter((edge) => edge.includes('kms-key.k') && edge.includes('dynamodb'))).toEqual([]);
    // What no source says: a function of AWS stands on the service of its region.
    expect(edges).toContain(`${base}/lambda-function.api -> aws/eu-west-1/lambda`);
    expect(result.document.use).toEqual(['aws']);
    expect(told(result).join('\n')).toContain('1 link to items that are not there');
  });
});

describe('Cartography', () => {
  const lines = [
    {
      type: 'node',
      id: '0',
      labels: ['EC2Instance'],
      properties: { id: 'i-0a', instanceid: 'i-0a', region: 'eu-west-1' },
    },
    {
      type: 'node',
      id: '1',
      labels: ['AWSEC2Subnet'],
      properties: {
        id: 'subnet-1',
        subnetid: 'subnet-1',
        availability_zone: 'eu-west-1b',
        region: 'eu-west-1',
      },
    },
    { type: 'node', id: '2', labels: ['AWSAccount'], properties: { id: '123456789012' } },
    {
      type: 'node',
      id: '3',
      labels: ['LoadBalancerV2'],
      properties: { id: 'lb', name: 'lb', scheme: 'internet-facing', region: 'eu-west-1' },
    },
    { type: 'node', id: '4', labels: ['Spaceship'], properties: { id: 'x' } },
    {
      type: 'relationship',
      id: '9',
      label: 'PART_OF_SUBNET',
      start: { id: '0', labels: ['EC2Instance'] },
      end: { id: '1', labels: ['EC2Subnet'] },
    },
    { type: 'relationship', id: '10', label: 'EXPOSE', start: { id: '3' }, end: { id: '0' } },
    { type: 'relationship', id: '11', label: 'RESOURCE', start: { id: '2' }, end: { id: '0' } },
    { type: 'relationship', id: '12', label: 'ORBITS', start: { id: '3' }, end: { id: '0' } },
  ];

  it.each([
    ['a record on each line', lines.map((one) => JSON.stringify(one)).join('\n')],
    ['a list', JSON.stringify(lines)],
    ['nodes and rels', JSON.stringify({ nodes: lines.slice(0, 5), rels: lines.slice(5) })],
  ])('reads %s: labels as types, relationships as references, the zone of the subnet', async (_, text) => {
    const result = await read({ 'c.json': text });
    const edges = edgesOf(result);
    expect(edges).toContain('eu-west-1/aws_lb.lb -> eu-west-1/aws_instance.i-0a');
    expect(edges).toContain('eu-west-1/aws_instance.i-0a in aws/eu-west-1/eu-west-1b');
    const all = told(result).join('\n');
    expect(all).toContain('"Spaceship"');
    expect(all).toContain('"ORBITS"');
    expect(all).toContain('left out: they do not fail');
  });
});

describe('any input', () => {
  it('of 100,000 nodes and 200,000 edges is read in reasonable time', async () => {
    const nodes = Array.from({ length: 100_000 }, (_, i) => `node ${i},vm`);
    const edges = Array.from(
      { length: 200_000 },
      (_, i) => `node ${i % 100_000},node ${(i * 7919 + 1) % 100_000}`,
    );
    const result = await read({
      'n.csv': ['id,kind', ...nodes].join('\n'),
      'e.csv': ['from,to', ...edges].join('\n'),
    });
    expect(result.document.nodes.size).toBe(100_000);
    expect(result.coverage.counts.references).toBe(200_000);
  }, 90_000);

  it('that nobody knows is told with the formats that there are', async () => {
    await expect(read({ 'x.txt': 'hello' })).rejects.toMatchObject({
      problems: [{ hint: expect.stringContaining('graphml, kiali') as string }],
    });
  });
});
