/** Proves that each mistake on the command line ends with exit code 2, a message that helps, and no half result. */
import { describe, expect, it, vi } from 'vitest';
import { ANALYSES } from '../../src/analyze/index.ts';
import { folderWith } from './folders.ts';
import { runHere } from './run.ts';

const GRAPH = ['--graph', 'graphs/examples/web-shop.yaml'];

describe('a mistake on the command line', () => {
  it.each([
    ['an unknown command', ['impct', 'payments'], ["unknown command 'impct'", 'Did you mean impact?']],
    ['an unknown option', ['impact', '--stat', 'x'], ["unknown option '--stat'", 'Did you mean --state?']],
    [
      'an unknown option of the root',
      ['--verison'],
      ["unknown option '--verison'", 'Did you mean --version?'],
    ],
    ['an option before the command', ['--graph', 'x', 'impact'], ["unknown option '--graph'"]],
    ['a missing argument', ['why', ...GRAPH], ["missing required argument 'node'", 'faultline why --help']],
    ['a missing value', ['impact', 'payments', '--state'], ["'--state <state>' argument missing"]],
    ['a choice that is none', ['impact', 'payments', '--state', 'down'], ['degraded, partial, outage']],
    ['"operational" as a fault', ['impact', 'payments', '--state', 'operational'], ['Allowed choices']],
    ['an unknown format', ['nodes', '--format', 'xml'], ['text, json, markdown']],
    ['an argument too many', ['why', 'shop', 'web', '--fail', 'web', ...GRAPH], ['too many arguments']],
    ['nothing that fails', ['impact', ...GRAPH], ['nothing is said to fail', '--scenario ID']],
    ['nothing that fails, for why', ['why', 'shop', ...GRAPH], ['nothing is said to fail', '--fail aws/']],
    [
      'an unknown scenario',
      ['impact', '--scenario', 'zone-drops', ...GRAPH],
      ['did you mean "zone-a-drops"?'],
    ],
    [
      'a scenario like no other',
      ['impact', '--scenario', 'q', ...GRAPH],
      ['there are: payments-down, region-drops, zone-a-drops'],
    ],
    ['an unknown id', ['impact', 'shp', ...GRAPH], ['nothing matches "shp"', 'did you mean "shop"?']],
    [
      'the last part of ids',
      ['impact', 'us-east-1a', ...GRAPH],
      ['nothing matches "us-east-1a"', '"aws/us-east-1/us-east-1a"'],
    ],
    [
      'a glob of nothing',
      ['impact', 'azure/**', ...GRAPH],
      ['nothing matches "azure/**"', 'faultline nodes'],
    ],
    ['a selection of nothing', ['nodes', 'kind:cdn', ...GRAPH], ['nothing matches "kind:cdn"']],
    [
      'an unknown condition',
      ['nodes', 'knd:app', ...GRAPH],
      ['unknown condition "knd"', 'did you mean "kind"?'],
    ],
    ['an unknown kind', ['nodes', 'kind:apps', ...GRAPH], ['unknown kind "apps"', 'did you mean "app"?']],
    ['an empty selection', ['nodes', '', ...GRAPH], ['a selection is empty']],
    ['--only of nothing', ['impact', 'web', '--only', 'ap', ...GRAPH], ['nothing matches "ap"']],
    ['two nodes for why', ['why', 'kind:app', '--fail', 'web', ...GRAPH], ['"kind:app" matches 3 nodes']],
    ['two nodes for show', ['show', 'web-*', ...GRAPH], ['"web-*" matches 2 nodes', 'show takes one node']],
    [
      'a limit that is none',
      ['impact', 'web', '--limit', 'all', ...GRAPH],
      ['--limit takes a number of rows'],
    ],
    ['a day that is none', ['impact', 'web', '--date', '2023-02-29', ...GRAPH], ['not "2023-02-29"']],
    ['a file that is not there', ['nodes', '--graph', 'nope.yaml'], ['nope.yaml does not exist']],
    ['a folder for a file', ['nodes', '--graph', 'graphs'], ['graphs is a folder']],
    [
      'several scenarios, and none named',
      ['replay', ...GRAPH],
      ['there are several scenarios: name one', 'there are: payments-down, region-drops, zone-a-drops'],
    ],
    [
      'no scenario at all',
      ['replay', '--graph', 'graphs/providers/gcp.yaml'],
      ['the document has no scenario', 'faultline impact'],
    ],
    [
      'an unknown scenario, for replay',
      ['replay', 'zone-drops', ...GRAPH],
      ['there is no scenario "zone-drops"', 'did you mean "zone-a-drops"?'],
    ],
    [
      'an unknown scenario, for recovery',
      ['recovery', 'region-drop', ...GRAPH],
      ['did you mean "region-drops"?'],
    ],
    ['two scenarios', ['replay', 'region-drops', 'zone-a-drops', ...GRAPH], ['too many arguments']],
    [
      'an instant that is none',
      ['replay', 'region-drops', '--at', 'noon', ...GRAPH],
      ['--at takes a duration, not "noon"', '4h17m'],
    ],
    [
      'an instant that was not looked at',
      ['replay', 'region-drops', '--at', '2h', '--horizon', '1h', ...GRAPH],
      ['--at 2h is later than we looked, which is until 1h', '--horizon looks on'],
    ],
    [
      'a horizon that is none',
      ['replay', 'region-drops', '--horizon', '30', ...GRAPH],
      ['--horizon takes a duration, not "30"'],
    ],
    [
      'a horizon that is none, for recovery',
      ['recovery', '--horizon', 'ever', ...GRAPH],
      ['--horizon takes a duration, not "ever"'],
    ],
    [
      'a limit that is none, for replay',
      ['replay', 'region-drops', '--limit', '-1', ...GRAPH],
      ['--limit takes a number of rows, not "-1"'],
    ],
    ['--only of nothing, for recovery', ['recovery', '--only', 'ap', ...GRAPH], ['nothing matches "ap"']],
    [
      'a day that is none, for replay',
      ['replay', 'region-drops', '--date', '2024-02-30', ...GRAPH],
      ['--date takes a day'],
    ],
    ['an unknown schema', ['schema', 'node'], ['there is no schema "node"', 'did you mean "nodes"?']],
    ['help on nothing', ['help', 'impct'], ['there is no command "impct"', 'did you mean "impact"?']],
    ['the node after an option that takes the rest', ['why', '--fail', 'a', 'shop'], ['name the node first']],
    ['nothing at all', [], ['Usage: faultline', 'faultline init']],
  ])('%s', async (_, args, messages) => {
    const { code, stdout, stderr } = await runHere(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const message of messages) expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+\)/);
  });

  it('tells all mistakes of a document at once, each with its place', async () => {
    const cwd = folderWith({
      'faultline.yaml': [
        'faultline: 1',
        'nodes:',
        '  shop:',
        '    knd: app',
        '    dependsOn: [db, { node: db, impact: slow }]',
        '  web: { kind: service, dependsOn: [dbs] }',
        '  db:',
        '    kind: databse',
        'scenarios:',
        '  s:',
        '    faults: []',
        '',
      ].join('\n'),
    });
    const { code, stdout, stderr } = await runHere(['validate'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const places = [...stderr.matchAll(/at faultline\.yaml:(\d+):(\d+)/g)].map(([, line]) => Number(line));
    expect(places).toEqual([4, 5, 6, 8, 11]);
    for (const part of [
      'unknown key "knd"',
      'did you mean "kind"?',
      '> 4 |     knd: app',
      '"slow"',
      'unknown node "dbs"',
      'did you mean "db"?',
      'did you mean "database"?',
      'must name at least one fault',
      '5 errors',
    ]) {
      expect(stderr).toContain(part);
    }
  });

  it('counts the errors that it does not show', async () => {
    const nodes = Array.from({ length: 150 }, (_, i) => `  n${i}: { knd: app }`);
    const cwd = folderWith({ 'faultline.yaml': `faultline: 1\nnodes:\n${nodes.join('\n')}\n` });
    const { code, stderr } = await runHere(['validate'], { cwd });
    expect(code).toBe(2);
    const shown = stderr.match(/unknown key "knd"/g) ?? [];
    expect(shown).toHaveLength(100);
    const [, all, left] = /(\d+) errors, (\d+) of them not shown/.exec(stderr) ?? [];
    expect(Number(all) - Number(left)).toBe(100);
  });
});

describe('a defect of the program', () => {
  it('ends with exit code 3, its stack, and a request to report it', async () => {
    const listed = ANALYSES.find(({ name }) => name === 'nodes')!;
    const analysis = await listed.load();
    vi.spyOn(listed, 'load').mockResolvedValue({
      ...analysis,
      run: () => {
        throw new TypeError('boom');
      },
    });
    const { code, stdout, stderr } = await runHere(['nodes', ...GRAPH]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('this is a defect of the program, please report it');
    expect(stderr).toMatch(/TypeError: boom\n\s+at /);
  });

  it('that throws what is no error is told, too', async () => {
    const listed = ANALYSES.find(({ name }) => name === 'nodes')!;
    vi.spyOn(listed, 'load').mockRejectedValue('just a text');
    const { code, stderr } = await runHere(['nodes', ...GRAPH]);
    expect(code).toBe(3);
    expect(stderr).toContain('just a text');
  });
});
