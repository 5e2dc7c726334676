import { describe, expect, it } from 'vitest';
import { lineWithoutFlags, withoutFlags } from '../../../viewer/parts/without-flags.ts';

describe('hints of the command line', () => {
  it('are left out', () => {
    expect(withoutFlags('… and 12 more (--limit 0 shows all)')).toBe('… and 12 more');
    expect(lineWithoutFlags(['20 never fail', { text: ' (--all lists them)', tone: 'dim' }])).toEqual([
      '20 never fail',
      '',
    ]);
  });

  it('of a document are its own', () => {
    const why = { text: 'run with (--fast) by cron', tone: 'dim' } as const;
    expect(lineWithoutFlags([why, { text: 'a (--b)', tone: 'strong' }])).toEqual([
      why,
      { text: 'a (--b)', tone: 'strong' },
    ]);
  });
});
