import { describe, expect, it } from 'vitest';
import { madeOnce } from '../../../src/cli/outputs/once.ts';
import type { Report } from '../../../src/model/report.ts';

describe('a report for several formats', () => {
  it('makes what they have in common once, and nothing that nobody asks for', () => {
    const made: string[] = [];
    const report: Report = {
      command: 'x',
      title: ['x'],
      blocks: () => {
        made.push('blocks');
        return [];
      },
      data: () => ({}),
      checked: () => {
        made.push('checked');
        return { rules: [], findings: [], cases: [] };
      },
    };
    const once = madeOnce(report);
    expect(made).toEqual([]);
    expect(once.blocks()).toBe(once.blocks());
    expect(once.checked!()).toBe(once.checked!());
    expect(made).toEqual(['blocks', 'checked']);
    expect(once.graph).toBeUndefined();
  });
});
