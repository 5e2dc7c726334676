// Graphs of other programs, in the formats that an import reads.
import { hostileNumber, hostileWord, leaf, name } from './leaves.mjs';
import { jsonText, treeOf } from './trees.mjs';

const id = (draw) => (draw.odd(12) ? leaf(draw) : name(draw));
const attributes = (draw) =>
  Object.fromEntries(
    draw.some(4, () => [
      draw.odd(8)
        ? hostileWord(draw)
        : draw.pick(['label', 'type', 'kind', 'owner', 'tier', 'tags', 'parent', 'group', 'impact', 'x']),
      leaf(draw),
    ]),
  );
const json = (value) => jsonText(treeOf(value));

const graphology = (draw) => ({
  options: { type: draw.pick(['directed', 'undirected', leaf(draw)]), multi: true },
  attributes: attributes(draw),
  nodes: draw.some(6, () => ({ key: id(draw), attributes: draw.odd(9) ? leaf(draw) : attributes(draw) })),
  edges: draw.some(6, () => ({
    key: id(draw),
    source: id(draw),
    target: id(draw),
    undirected: leaf(draw),
    attributes: attributes(draw),
  })),
});

const cytoscape = (draw) => {
  const nodes = draw.some(6, () => ({ data: { id: id(draw), parent: id(draw), ...attributes(draw) } }));
  const edges = draw.some(6, () => ({
    data: { id: id(draw), source: id(draw), target: id(draw), ...attributes(draw) },
  }));
  return draw.oneIn(3)
    ? [...nodes, ...edges]
    : { elements: draw.oneIn(2) ? { nodes, edges } : [...nodes, ...edges] };
};

const kiali = (draw) => ({
  graphType: draw.pick(['workload', 'app', 'service', 'versionedApp', leaf(draw)]),
  timestamp: leaf(draw),
  elements: {
    nodes: draw.some(6, () => ({
      data: {
        id: id(draw),
        nodeType: draw.pick(['app', 'service', 'workload', 'box', 'unknown', leaf(draw)]),
        cluster: leaf(draw),
        namespace: id(draw),
        app: id(draw),
        workload: id(draw),
        service: id(draw),
        parent: id(draw),
        isOutside: leaf(draw),
        traffic: leaf(draw),
      },
    })),
    edges: draw.some(6, () => ({
      data: {
        id: id(draw),
        source: id(draw),
        target: id(draw),
        traffic: draw.pick([
          { protocol: 'http', rates: { http: '1.0', httpPercentErr: '0.5' }, responses: leaf(draw) },
          leaf(draw),
        ]),
      },
    })),
  },
});

const overmind = (draw) =>
  draw.some(6, () => ({
    type: draw.pick(['ec2-instance', 's3-bucket', 'rds-db-instance', leaf(draw)]),
    uniqueAttribute: draw.pick(['InstanceId', 'UniqueName', leaf(draw)]),
    scope: draw.pick(['123456789012.eu-west-1', leaf(draw)]),
    attributes: { attrStruct: { InstanceId: id(draw), UniqueName: id(draw), ...attributes(draw) } },
    linkedItems: draw.some(3, () => ({
      item: { type: 's3-bucket', uniqueAttributeValue: id(draw), scope: leaf(draw) },
      blastPropagation: leaf(draw),
    })),
    linkedItemQueries: draw.some(2, () => ({
      query: { type: 'ec2-instance', method: 'GET', query: id(draw), scope: leaf(draw) },
    })),
    tags: leaf(draw),
  }));

const neo4j = (draw) =>
  [
    ...draw.some(5, () => ({
      type: 'node',
      id: id(draw),
      labels: draw.odd(9)
        ? leaf(draw)
        : ['AWSAccount', 'EC2Instance', 'S3Bucket', 'RDSInstance'].slice(draw.below(4)),
      properties: { id: id(draw), arn: leaf(draw), region: leaf(draw), ...attributes(draw) },
    })),
    ...draw.some(5, () => ({
      type: 'relationship',
      id: id(draw),
      label: draw.pick(['RESOURCE', 'MEMBER_OF_EC2_SUBNET', leaf(draw)]),
      start: { id: id(draw), labels: leaf(draw) },
      end: { id: id(draw), labels: ['S3Bucket'] },
      properties: leaf(draw),
    })),
  ]
    .map(json)
    .join('\n');

const xml = (draw) => hostileWord(draw).replaceAll('<', '&lt;');
const graphml = (draw) =>
  `<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d0" for="node" attr.name="${draw.odd(5) ? xml(draw) : 'type'}" attr.type="string"><default>${xml(draw)}</default></key><graph edgedefault="${draw.pick(['directed', 'undirected', 'x'])}">${draw
    .some(6, () =>
      draw.pick([
        () => `<node id="${name(draw)}"><data key="d${draw.below(3)}">${xml(draw)}</data></node>`,
        () => `<edge source="${name(draw)}" target="${name(draw)}"/>`,
        () => `<node id="${name(draw)}"><graph><node id="${name(draw)}"/></graph></node>`,
        () => `<hyperedge><endpoint node="${name(draw)}"/></hyperedge>`,
        () => (draw.odd(3) ? '<graph>' : ''),
        () => '<![CDATA[x]]>',
      ])(),
    )
    .join('')}</graph></graphml>`;

const cell = (draw) =>
  draw.odd(6)
    ? draw.pick(['"', '""', '"a\nb"', '=1+1', 'a;b', '\t', ' x ', hostileWord(draw)])
    : draw.pick([name(draw), String(hostileNumber(draw)), '']);
const csv = (draw) => {
  const mark = draw.pick([',', ',', ';', '\t']);
  const columns = [
    'id',
    'name',
    'kind',
    'source',
    'target',
    'from',
    'to',
    'dependsOn',
    'in',
    'tags',
    'tier',
    'owner',
    'impact',
    'x',
  ].filter(() => draw.oneIn(2));
  return [columns.join(mark), ...draw.some(8, () => columns.map(() => cell(draw)).join(mark))].join(
    draw.pick(['\n', '\r\n', '\r']),
  );
};

export const importFolder = (draw) =>
  draw.pick([
    () => ({ 'g.json': json(graphology(draw)) }),
    () => ({ 'g.json': json(cytoscape(draw)) }),
    () => ({ 'g.json': json(kiali(draw)) }),
    () => ({ 'g.json': json(overmind(draw)) }),
    () => ({ 'g.json': neo4j(draw) }),
    () => ({ 'g.graphml': graphml(draw) }),
    () => ({ 'nodes.csv': csv(draw), ...(draw.oneIn(2) ? { 'edges.csv': csv(draw) } : {}) }),
  ])();
