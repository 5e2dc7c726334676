/** Published fault trees, and what SCRAM 0.16.2 says of them. */
import { readFileSync } from 'node:fs';
import { readOpenPsa } from '../../../src/document/open-psa/read.ts';
import type { FaultTree } from '../../../src/engine/fault-tree/tree.ts';

export interface Published {
  readonly name: string;
  /** By order, from 1; undefined: SCRAM does not end. */
  readonly counts: readonly number[] | undefined;
  readonly probability: string | undefined;
}

export const PUBLISHED: readonly Published[] = [
  { name: 'baobab2', counts: [0, 6, 121, 268, 630, 3780], probability: '0.000713018' },
  { name: 'chinese', counts: [0, 12, 0, 24, 188, 168], probability: '0.00117058' },
  {
    name: 'das9204',
    counts: [0, 0, 0, 0, 0, 0, 2304, 9504, 1152, 288, 1152, 0, 0, 0, 2304],
    probability: '2.16942e-11',
  },
  { name: 'das9209', counts: undefined, probability: undefined },
  {
    name: 'edfpa15r',
    counts: [1, 92, 633, 1181, 1803, 2568, 4118, 5771, 5153, 3741, 1320, 168],
    probability: '0.018975',
  },
  { name: 'isp9605', counts: [0, 0, 13, 88, 462, 27, 5040], probability: '1.37171e-05' },
];

export const published = (name: string): { readonly tree: FaultTree; readonly p: Float64Array } => {
  const url = new URL(`../../fixtures/fault-trees/${name}.xml`, import.meta.url);
  const { events, gates, tops } = readOpenPsa([{ file: `${name}.xml`, text: readFileSync(url, 'utf8') }]);
  return {
    tree: { eventCount: events.length, gates, top: 2 * tops[0]!.vertex },
    p: Float64Array.from(events, ({ probability }) => probability!),
  };
};
