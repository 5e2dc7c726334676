/** Proves that graphs keep their nodes, arrows and frames in each language, and that no name is read as one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byCodePoint } from '../../src/model/order.ts';
import type { ReportGraph } from '../../src/model/report.ts';
import { cytoscape } from '../../src/report/cytoscape.ts';
import { dot } from '../../src/report/dot.ts';
import { graphml } from '../../src/report/graphml.ts';
import { mermaid } from '../../src/report/mermaid.ts';
import { GRAPH, TRICKS } from './checks.ts';
import { plainAt, reportOf } from './reports.ts';

const FORMATS = [dot, mermaid, graphml, cytoscape];

const rendered = (format: (typeof FORMATS)[number], graph: ReportGraph): string =>
  format.render({ ...reportOf([]), graph: () => graph }, plainAt(80));

/** A graph whose every text is a trick. */
const TRICKY: ReportGraph = {
  nodes: TRICKS.map((text, i) => ({
    id: text,
    kind: 'app',
    name: text,
    owner: text,
    state: 'outage',
    ...(i === 0 ? {} : { parent: TRICKS[i - 1]! }),
  })),
  edges: TRICKS.map((text, i) => ({
    from: text,
    to: TRICKS[(i + 5) % TRICKS.length]!,
    group: text,
    why: text,
    source: text,
  })),
};

/** Frames in frames, as deep as one likes. */
const deep = (count: number): ReportGraph => ({
  nodes: Array.from({ length: count }, (_, i) => ({
    id: `n${i}`,
    kind: 'zone' as const,
    state: 'operational' as const,
    ...(i === 0 ? {} : { parent: `n${i - 1}` }),
  })),
  edges: Array.from({ length: count - 1 }, (_, i) => ({ from: `n${i + 1}`, to: `n${i}` })),
});

/** Nodes that would be inside of themselves. */
const CIRCLE: ReportGraph = {
  nodes: ['a', 'b', 'c'].map((id, i) => ({
    id,
    kind: 'zone' as const,
    state: 'operational' as const,
    parent: ['b', 'c', 'a'][i]!,
  })),
  edges: [{ from: 'a', to: 'gone' }],
};

describe('mermaid', () => {
  it('is a chart with a frame for what contains others, and a class for each state', () => {
    expect(rendered(mermaid, GRAPH)).toBe(
      `flowchart LR
  n0(["shop<br/>app tier 1, partial"])
  subgraph n1["aws/us-east-1 · region, operational"]
    subgraph n2["aws/us-east-1/zone-a · zone, outage"]
      n3["db-a<br/>database, outage"]
    end
  end
  n4["cache<br/>cache, degraded"]
  n0 ==>|"any of"| n3
  n0 -->|"added#44; degraded at worst"| n4
  classDef outage fill:#f5b5b5,stroke:#a31515,color:#1b1f24
  class n2,n3 outage
  classDef partial fill:#ffd8a8,stroke:#d9480f,color:#1b1f24
  class n0 partial
  classDef degraded fill:#fff3bf,stroke:#b08900,color:#1b1f24
  class n4 degraded
  classDef operational fill:#eef2f5,stroke:#8494a3,color:#1b1f24
  class n1 operational
  classDef fault stroke-width:4px
  class n2 fault
`,
    );
  });

  it('has no text outside of quotes, and none in them that could end them', () => {
    for (const line of rendered(mermaid, TRICKY).trimEnd().split('\n')) {
      expect(line.replace(/"[^"]*"/, '""')).toMatch(
        /^(?:flowchart LR|\s*(?:end|n\d+[([{]+""[)\]}]+|subgraph n\d+\[""\]|n\d+ (?:-->|-\.->|==>)(?:\|""\|)? n\d+|(?:classDef|class) [\w ,:#-]+))$/,
      );
      for (const [, text] of line.matchAll(/"([^"]*)"/g)) {
        expect(text!.replaceAll('<br/>', '').replaceAll(/#\d+;/g, '')).not.toMatch(/[<>`"#&[\]{}()|\\@]/);
      }
    }
  });
});

describe('dot', () => {
  it('names nodes by number, and draws the way of the failure', () => {
    const text = rendered(dot, GRAPH);
    expect(text).toContain('n0 [label="shop\\napp tier 1, partial", tooltip="The shop"');
    expect(text).toContain('subgraph cluster_n2 {\n      label="aws/us-east-1/zone-a";');
    expect(text).toContain('n0 -> n3 [label="any of", tooltip="orders", penwidth=2.5');
    // That a zone is in its region is seen by the frame.
    expect(text).toContain('n2 -> n1 [style=invis];');
  });

  it.runIf(existsSync('/usr/bin/dot'))('is understood by Graphviz, whatever the names are', () => {
    for (const graph of [GRAPH, TRICKY, CIRCLE, { nodes: [], edges: [] }]) {
      const { status, stdout, stderr } = spawnSync('/usr/bin/dot', ['-Tplain'], {
        input: rendered(dot, graph),
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout.match(/^node /gm) ?? []).toHaveLength(graph.nodes.length);
    }
  });
});

describe('graphml', () => {
  it('declares its keys, and leaves out what is not known', () => {
    const text = rendered(graphml, GRAPH);
    expect(text).toContain('<key id="node.tier" for="node" attr.name="tier" attr.type="int"/>');
    expect(text).toContain(
      '<node id="db-a"><data key="node.kind">database</data><data key="node.state">outage</data><data key="node.parent">aws/us-east-1/zone-a</data></node>',
    );
    expect(text).toContain(
      '<edge id="edge:1" source="shop" target="cache"><data key="edge.impact">degraded</data><data key="edge.change">added</data></edge>',
    );
  });

  it('stays XML, whatever the names are', () => {
    const text = rendered(graphml, TRICKY);
    // oxlint-disable-next-line no-control-regex -- what XML 1.0 has no place for
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
    const tags = new Set([...text.matchAll(/<\/?([^\s/>]*)/g)].map(([, name = '']) => name));
    expect([...tags].toSorted(byCodePoint)).toEqual([
      '?xml',
      'data',
      'edge',
      'graph',
      'graphml',
      'key',
      'node',
    ]);
  });
});

describe('cytoscape', () => {
  it('is elements with data and classes', () => {
    const { elements } = JSON.parse(rendered(cytoscape, GRAPH)) as {
      elements: { nodes: readonly object[]; edges: readonly object[] };
    };
    expect(elements.nodes[3]).toEqual({
      data: { id: 'db-a', kind: 'database', state: 'outage', parent: 'aws/us-east-1/zone-a' },
      classes: 'outage database',
    });
    expect(elements.edges[0]).toEqual({
      data: {
        id: 'edge:0',
        source: 'shop',
        target: 'db-a',
        group: 'any of',
        why: 'orders',
        path: true,
      },
      classes: 'path',
    });
  });

  it('gives no two elements one id, nor one that a page knows as a name', () => {
    const nodes = ['edge:0', "edge:0'", 'a'].map((id) => ({ id, kind: 'app', state: 'outage' }) as const);
    const { elements } = JSON.parse(rendered(cytoscape, { nodes, edges: [{ from: 'a', to: 'edge:0' }] })) as {
      elements: { nodes: readonly { data: { id: string } }[]; edges: readonly { data: { id: string } }[] };
    };
    const ids = [...elements.nodes, ...elements.edges].map(({ data }) => data.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe.each(FORMATS)('$name', (format) => {
  it('survives nodes inside of themselves, and arrows to nothing', () => {
    const text = rendered(format, CIRCLE);
    expect(text).not.toContain('gone');
    expect(text).not.toContain('undefined');
  });

  it('nests as deep as it is asked to, in a text that grows no faster', () => {
    expect(rendered(format, deep(50_000)).length).toBeLessThan(50_000 * 600);
  });

  it('is the same each time', () => {
    expect(rendered(format, TRICKY)).toBe(rendered(format, TRICKY));
  });

  it('is refused for a report without a graph', () => {
    expect(() => format.render(reportOf([]), plainAt(80))).toThrow('test has no graph to draw');
  });
});
