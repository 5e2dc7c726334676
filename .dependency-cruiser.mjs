/**
 * The floors of the house, as rules that fail: arrows only go down.
 *
 *   model  <-  document, engine, assemble, report  <-  scan, analyze  <-  plugin  <-  cli
 *
 * and those of the page, which runs the same engine (viewer/engine) and asks it by messages:
 *
 *   model  <-  layout  <-  scene  <-  engine;   model  <-  state, draw  <-  parts  <-  panels  <-  shell  <-  main.tsx
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

/** A room of the page: which other rooms it may use, and which of the program's. */
const room = (name, from, allowed, program, why) => ({
  name,
  comment: why,
  severity: 'error',
  from: { path: `^viewer/${from}/` },
  to: {
    path: '^(src|viewer)/',
    pathNot: [`^viewer/(${[from, 'style', ...allowed].join('|')})/`, `^src/(${program.join('|')})/`],
  },
});

/** What of the program the page may have on its own thread: nouns, and how they are written. */
const LIGHT = ['model', 'report'];

export default {
  forbidden: [
    room('page-model', 'model', [], ['model'], 'What the rooms of the page have in common.'),
    room('page-layout', 'layout', ['model'], ['model'], 'Boxes and arrows by number; it knows no document.'),
    room(
      'page-scene',
      'scene',
      ['model', 'layout'],
      ['model', 'assemble', 'engine', 'analyze', 'report'],
      'What is drawn of an estate, and where.',
    ),
    room(
      'page-engine',
      'engine',
      ['model', 'layout', 'scene'],
      ['model', 'document', 'assemble', 'engine', 'analyze', 'report'],
      'The worker: the same modules as the command line.',
    ),
    room('page-state', 'state', ['model'], LIGHT, 'The state and the address; no answers.'),
    room('page-draw', 'draw', ['model'], LIGHT, 'The picture; what it shows it is told.'),
    room('page-parts', 'parts', ['model', 'state', 'draw'], LIGHT, 'What all panels are made of.'),
    room(
      'page-panels',
      'panels',
      ['model', 'state', 'draw', 'parts'],
      LIGHT,
      'A panel asks by messages; it solves nothing by itself.',
    ),
    room(
      'page-shell',
      'shell',
      ['model', 'state', 'draw', 'parts', 'panels'],
      LIGHT,
      'The frame knows all that is seen, and no solver.',
    ),
    {
      name: 'the-page-is-given-its-data',
      comment: 'The program builds pages; nothing of it imports what runs in one.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^viewer/' },
    },
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
      name: 'plugins-stand-above',
      comment:
        'What others write is held to the contracts of the rooms; the rooms do not know that there are others.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(plugin|cli)/|^src/index\\.ts$' },
      to: { path: '^src/plugin/' },
    },
    {
      name: 'nobody-imports-the-command-line',
      comment: 'The command line is the top floor.',
      severity: 'error',
      from: { path: '^(src|viewer)/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'nobody-imports-the-public-api',
      comment: 'src/index.ts is for those outside; inside, import what you mean.',
      severity: 'error',
      from: { path: '^(src|viewer)/' },
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
      from: { path: '^(src/(model|engine|analyze|report|assemble)|viewer/(?!vite\\.config))' },
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
