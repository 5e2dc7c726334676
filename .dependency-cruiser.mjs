/**
 * The floors of the house, as rules that fail: arrows only go down.
 *
 *   model  <-  document, engine, assemble, report  <-  scan, analyze  <-  cli
 *
 * CONTRIBUTING.md draws the picture and gives the reasons.
 */
const floor = (name, from, allowed, why) => ({
  name,
  comment: why,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: `^src/(${[from, ...allowed].join('|')})/` },
});

export default {
  forbidden: [
    floor(
      'model-knows-nobody',
      'model',
      [],
      'The nouns stand on nothing: whatever they knew, everything would.',
    ),
    floor(
      'document-knows-the-model',
      'document',
      ['model'],
      'The format, both ways, and nothing of what it is for.',
    ),
    floor('engine-knows-the-model', 'engine', ['model'], 'The engine knows no YAML and no files.'),
    floor(
      'assemble-knows-the-model',
      'assemble',
      ['model'],
      'Documents in, estate out, wherever they came from.',
    ),
    floor(
      'report-knows-the-model',
      'report',
      ['model'],
      'A format renders any report; it knows no analysis.',
    ),
    floor('scan-gathers', 'scan', ['model', 'document', 'assemble'], 'A scanner reads; it does not solve.'),
    floor(
      'analyze-asks',
      'analyze',
      ['model', 'assemble', 'engine'],
      'An analysis returns data; it does not print.',
    ),
    {
      name: 'nobody-imports-the-command-line',
      comment: 'The command line is the top floor.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'nobody-imports-the-public-api',
      comment: 'src/index.ts is for those outside; inside, import what you mean.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/index\\.ts$' },
    },
    {
      name: 'a-member-does-not-know-its-list',
      comment: 'An analysis or a format that imports the list of all makes the room a circle.',
      severity: 'error',
      from: { path: '^src/(analyze|report|scan)/(?!index\\.ts)' },
      to: { path: '^src/$1/index\\.ts$' },
    },
    {
      name: 'runs-in-a-browser',
      comment: 'The viewer runs these rooms as they are.',
      severity: 'error',
      from: { path: '^src/(model|engine|analyze|report|assemble)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-the-command-line-and-the-loaders-touch-files',
      comment: 'Everything else takes texts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/|scan/files/|document/(load|prepared)\\.ts$)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circles',
      comment: 'A circle has no top and no bottom.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node'] },
  },
};
