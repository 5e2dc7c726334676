/** Proves that findings point at the line which somebody can change. */
import { describe, expect, it } from 'vitest';
import { linesIn } from '../../../src/analyze/audit/lines.ts';
import { loadEstate } from '../../../src/scan/document.ts';

const TEXT = `faultline: 1
nodes:
  shop:
    kind: app
    dependsOn:
      - store
      - { node: cache, source: infra/main.tf:12 }
      - anyOf:
          - one
          - { node: two, source: 'RFC:1035' }
  store: { kind: database, source: "https://example.com:443" }
  cache: { kind: cache, source: Dockerfile:3 }
  one: { kind: service, source: 'ARN:1' }
  two: { kind: service, source: code/app.ts:0 }
`;

describe('the line', () => {
  const estateOfText = () => loadEstate([{ file: 'faultline.yaml', text: TEXT }]);

  it('of a requirement is where a scan read it, else where the document says it', async () => {
    const estate = await estateOfText();
    const shop = estate.positions.get('shop')!;
    const lines = linesIn(estate, [shop]);
    const [store, cache, group] = estate.nodes[shop]!.dependsOn;
    expect(lines.ofRequirement(store!)).toEqual({ file: 'faultline.yaml', line: 6, column: 9 });
    expect(lines.ofRequirement(cache!)).toEqual({ file: 'infra/main.tf', line: 12 });
    expect(lines.ofRequirement(group!)).toMatchObject({ file: 'faultline.yaml', line: 8 });
    const [, two] = (group as { of: readonly (typeof store)[] }).of;
    expect(lines.ofRequirement(two!)).toMatchObject({ file: 'faultline.yaml', line: 10 });
  });

  it.each([
    ['shop', { file: 'faultline.yaml', line: 4 }],
    ['store', { file: 'faultline.yaml', line: 11 }],
    ['cache', { file: 'Dockerfile', line: 3 }],
    ['one', { file: 'faultline.yaml', line: 13 }],
    ['two', { file: 'faultline.yaml', line: 14 }],
  ])('of %s is %j', async (id, expected) => {
    const estate = await estateOfText();
    const position = estate.positions.get(id)!;
    expect(linesIn(estate, [position]).ofNode(position)).toMatchObject(expected);
  });

  it('of what ships with the program is none: nobody who reads a finding can change it', async () => {
    const text = 'faultline: 1\nuse: [aws]\nnodes:\n  shop: { kind: app, in: aws/eu-west-1/eu-west-1a }\n';
    const estate = await loadEstate([{ file: 'faultline.yaml', text }]);
    const lines = linesIn(estate, estate.nodes.keys());
    expect(lines.ofNode(estate.positions.get('shop')!)).toBeDefined();
    expect(lines.ofNode(estate.positions.get('aws/eu-west-1')!)).toBeUndefined();
  });
});
