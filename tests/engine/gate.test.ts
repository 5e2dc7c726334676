/** Proves when a group fails: how many failures it takes, and never more than there are members. */
import { describe, expect, it } from 'vitest';
import { failureCounts, membersOn, switchRequires } from '../../src/engine/gate.ts';
import type { GroupRequirement, NodeRequirement } from '../../src/model/requirement.ts';

describe('a group fails with', () => {
  it.each([
    ['one of one', [1, 1, 1], 1, [1, 1, 1]],
    ['all of three, where any will do', [1, 1, 1], 3, [3, 3, 3]],
    ['one of three, where all are needed', [3, 3, 3], 3, [1, 1, 1]],
    ['two of three, where two are needed', [2, 2, 2], 3, [2, 2, 2]],
    ['more for worse states, where fewer are needed', [3, 2, 1], 4, [2, 3, 4]],
    ['one of the two that count, where three are needed', [3, 2, 1], 2, [1, 1, 2]],
    ['one, if it had any', [2, 2, 2], 0, [1, 1, 1]],
  ] as const)('%s', (_, threshold, members, counts) => {
    expect(failureCounts(threshold, members)).toEqual(counts);
  });
});

describe('on a day', () => {
  const member = (node: string, dates: Partial<NodeRequirement> = {}): NodeRequirement => ({
    form: 'node',
    node,
    ...dates,
  });
  const group: GroupRequirement = {
    form: 'anyOf',
    of: [member('a', { validUntil: '2020-01-01' }), member('b', { validFrom: '2020-01-01' }), member('c')],
    failover: { time: 60, requires: [member('d', { validFrom: '2021-01-01' }), member('e')] },
  };
  const ids = (requirements: readonly { readonly form: string }[]): readonly string[] =>
    requirements.map((requirement) => (requirement as NodeRequirement).node);

  it.each([
    ['2019-12-31', ['a', 'c'], ['e']],
    ['2020-01-01', ['b', 'c'], ['e']],
    ['2021-01-01', ['b', 'c'], ['d', 'e']],
  ])('%s, only what counts is there', (day, members, requires) => {
    expect(ids(membersOn(group, day))).toEqual(members);
    expect(ids(switchRequires(group, day))).toEqual(requires);
  });

  it('a group without a failover requires nothing for it', () => {
    expect(switchRequires({ form: 'allOf', of: group.of }, '2020-01-01')).toEqual([]);
  });
});
