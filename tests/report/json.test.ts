/** Proves that JSON is versioned, keeps the order of its keys, and loses nothing of any text. */
import { describe, expect, it } from 'vitest';
import { json } from '../../src/report/json.ts';
import { REPORTERS } from '../../src/report/index.ts';
import { HOSTILE, plainAt, reportOf } from './reports.ts';

const rendered = (data: object): string => json.render(reportOf([], ['title'], data), plainAt(80));

describe('json', () => {
  it('says the version and the command first, then the data in its own order', () => {
    expect(rendered({ z: 1, a: { y: [], b: null } })).toBe(
      '{\n  "faultline": 1,\n  "command": "test",\n  "z": 1,\n  "a": {\n    "y": [],\n    "b": null\n  }\n}\n',
    );
  });

  it('gives texts back as they are', () => {
    expect(JSON.parse(rendered({ name: HOSTILE }))).toEqual({ faultline: 1, command: 'test', name: HOSTILE });
  });

  it('asks for no blocks', () => {
    const report = {
      ...reportOf([]),
      blocks: (): never => {
        throw new Error('asked');
      },
    };
    expect(() => json.render(report, plainAt(80))).not.toThrow();
  });
});

it.each(REPORTERS)('$name is listed under the name it has', async ({ name, load }) => {
  expect((await load()).name).toBe(name);
});
