import { describe, expect, it } from 'vitest';
import { START } from '../../../viewer/model/state.ts';
import { fromHash, toHash } from '../../../viewer/state/hash.ts';

describe('the address of a state', () => {
  it('can be read, and typed', () => {
    const state = {
      ...START,
      faults: [
        { selection: 'aws/us-east-1/s3', state: 'outage' as const },
        { selection: 'kind:zone in:aws/us-east-1', state: 'partial' as const },
      ],
      selected: { type: 'node' as const, id: 'shop' },
      panel: 'node' as const,
    };
    expect(toHash(state)).toBe(
      'fail=aws/us-east-1/s3&fail.partial=kind:zone%20in:aws/us-east-1&node=shop&panel=node',
    );
  });

  it('names edits by what they do', () => {
    const text = 'try=soften,shop,aws/us-east-1/s3,degraded&try=replica,db,aws/us-west-2';
    const { edits } = fromHash(text);
    expect(edits).toEqual([
      { type: 'soften', from: 'shop', to: 'aws/us-east-1/s3', impact: 'degraded' },
      { type: 'replica', node: 'db', place: 'aws/us-west-2' },
    ]);
    expect(toHash({ ...START, edits })).toBe(text);
  });

  it.each([
    'panel=none-such',
    'try=soften,a,b,none-such',
    'try=explode,a,b',
    'try=soften,a',
    'at=12',
    'at=-1&scenario',
    'wave=x',
    'focus=',
    'focus=a,NaN',
    'edge=a',
    'fail.operational=a',
    '=a',
    'panel',
    '%',
    'find=%E0%A4%A',
  ])('passes over what it does not understand: %s', (text) => {
    expect(fromHash(text)).toEqual(START);
  });

  it('keeps a number of steps that can be drawn', () => {
    expect(fromHash('focus=a,900').focus).toEqual({ id: 'a', steps: 9 });
    expect(fromHash('focus=a,0').focus).toEqual({ id: 'a', steps: 1 });
  });

  it('writes half a character as one that is missing', () => {
    expect(toHash({ ...START, find: 'a\ud800b' })).toBe('find=a%EF%BF%BDb');
  });
});
