/** Redundancy on the way to a node whose members fall together: what looks like two is one. */
import type { Line } from '../../../src/model/report.ts';
import { Blocks } from '../../parts/blocks.tsx';
import type { SharedFate } from './cut-set-data.ts';

/** Fates that are shown: each is a few lines. */
const MOST = 20;

export const FateList = ({ fates }: { fates: readonly SharedFate[] }) =>
  fates.length === 0 ? null : (
    <Blocks
      blocks={[
        { type: 'heading', text: 'Shared fate: redundancy that falls together' },
        {
          type: 'tree',
          branches: fates.slice(0, MOST).flatMap((fate) => [
            { depth: 0, line: fateLine(fate) },
            ...fate.members.map(({ member, state, way }) => ({
              depth: 1,
              line: [
                ...(way.length === 0
                  ? [{ text: member, tone: 'id' } as const]
                  : way.flatMap((id, i): Line => [...(i === 0 ? [] : [' → ']), { text: id, tone: 'id' }])),
                ' ',
                { state },
              ],
            })),
          ]),
        },
        ...(fates.length > MOST
          ? [{ type: 'text', lines: [[`… and ${fates.length - MOST} more`]] } as const]
          : []),
      ]}
    />
  );

const fateLine = ({ owner, group, shared, state, place }: SharedFate): Line => [
  { text: owner, tone: 'id' },
  ' needs ',
  { text: group, tone: 'id' },
  '; with ',
  { text: shared, tone: 'id' },
  ' that is ',
  { state },
  ...(place === undefined ? [] : [{ text: ` [${place.file}:${place.line}]`, tone: 'dim' } as const]),
];
