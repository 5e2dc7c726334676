/**
 * What packs hold: regions, zones, services, and how well what is said of them is known.
 *
 * A pack's ids share their first segment, so that is what packs are told apart by.
 */
import { formatAvailability } from '../model/availability.ts';
import { groupBy } from '../model/group-by.ts';
import { nearest } from '../model/nearest.ts';
import { byCodePoint } from '../model/order.ts';
import { quoted } from '../model/printable.ts';
import type { Block, Line, Report } from '../model/report.ts';
import { CONFIDENCES } from '../model/requirement.ts';
import { UserError } from '../model/user-error.ts';
import { defineAnalysis } from './analysis.ts';
import { type Availability, REACHES, type Survey, distinct, surveyOf } from './survey.ts';
import { grouped } from './totals.ts';

export const providers = defineAnalysis({
  name: 'providers',
  summary: 'the packs there are: what they hold, and how well it is known',
  argument: {
    name: 'pack',
    description: 'packs to tell more of; all if left out',
    required: false,
    many: true,
  },
  options: [],
  about: 'packs',
  examples: ['providers', 'providers aws', 'providers aws --format json'],
  run: ({ estate, args }) => {
    const byPack = groupBy(estate.nodes, ({ id }) => id.split('/', 1)[0]!);
    const packs = chosen([...byPack.keys()], args).map((id) => surveyOf(id, byPack.get(id)!));
    return {
      command: 'providers',
      title: [{ text: counted(packs.length, 'pack'), tone: 'strong' }],
      blocks: () =>
        packs.flatMap((pack) => [...summaryOf(pack), ...(args.length > 0 ? detailsOf(pack) : [])]),
      data: () => ({ providers: packs }),
    } satisfies Report;
  },
});

const chosen = (known: readonly string[], asked: readonly string[]): readonly string[] => {
  for (const name of asked) {
    if (known.includes(name)) continue;
    const [near] = nearest(name, known);
    throw new UserError({
      message: `there is no pack ${quoted(name)}`,
      hint: near === undefined ? `there are: ${known.join(', ')}` : `did you mean "${near}"?`,
    });
  }
  return (asked.length === 0 ? known : [...new Set(asked)]).toSorted(byCodePoint);
};

const counted = (count: number, what: string, plural = `${what}s`): string =>
  `${grouped(count)} ${count === 1 ? what : plural}`;

const summaryOf = (pack: Survey): readonly Block[] => {
  const { services, requirements, availabilities, nodesWithoutSource } = pack;
  const all = distinct(REACHES.flatMap((reach) => services[reach]));
  const known = [...CONFIDENCES, 'unlabelled' as const].filter((key) => requirements.byConfidence[key] > 0);
  const dates = distinct(availabilities.flatMap(({ date }) => date ?? []));
  const lines = [
    [counted(pack.regions.length, 'region'), counted(pack.zones, 'zone'), counted(pack.nodes, 'node')].join(
      ', ',
    ),
    `${counted(all.length, 'service')}: ${REACHES.map((reach) => `${services[reach].length} ${REACH_WORDS[reach]}`).join(', ')}; ${counted(pack.controlPlanes.length, 'control plane')}`,
    `${counted(requirements.written, 'requirement')}: ${known.map((key) => `${requirements.byConfidence[key]} ${key}`).join(', ')}; ${requirements.dated} dated`,
    `${counted(availabilities.length, 'availability', 'availabilities')}${daysText(dates)}`,
    `${counted(pack.sources.length, 'source')}; without one: ${counted(nodesWithoutSource.length, 'node')}, ${counted(requirements.withoutSource, 'requirement')}`,
  ];
  return [
    { type: 'heading', text: pack.name === undefined ? pack.id : `${pack.id} · ${pack.name}` },
    { type: 'text', lines: lines.map((line): Line => [line]) },
  ];
};

/** Where services stand, in words. */
const REACH_WORDS: Readonly<Record<(typeof REACHES)[number], string>> = {
  global: 'global',
  singleRegion: 'in one region',
  regional: 'regional',
  zonal: 'zonal',
};

/** From when to when; the days come sorted. */
const daysText = ([first, ...more]: readonly string[]): string =>
  first === undefined ? '' : more.length === 0 ? `, of ${first}` : `, of ${first} to ${more.at(-1)!}`;

const detailsOf = (pack: Survey): readonly Block[] => [
  {
    type: 'table',
    columns: [
      { title: 'Region', cut: 'middle' },
      { title: 'Name', yields: 1, cut: 'end' },
      { title: 'Zones', align: 'right' },
    ],
    rows: pack.regions.map(({ id, name, zones }) => [
      [{ text: id, tone: 'id' }],
      [name ?? ''],
      [String(zones)],
    ]),
  },
  ...REACHES.flatMap((reach): readonly Block[] =>
    pack.services[reach].length === 0
      ? []
      : [
          { type: 'heading', text: `Services, ${REACH_WORDS[reach]}` },
          { type: 'text', lines: [[pack.services[reach].join(', ')]] },
        ],
  ),
  ...availabilityBlocks(pack.availabilities),
  ...withoutSourceBlocks(pack.nodesWithoutSource),
];

const availabilityBlocks = (availabilities: readonly Availability[]): readonly Block[] =>
  availabilities.length === 0
    ? []
    : [
        { type: 'heading', text: 'Availability' },
        {
          type: 'table',
          columns: [
            { title: 'Service', yields: 1, cut: 'middle' },
            { title: 'Scope' },
            { title: 'Availability', align: 'right' },
            { title: 'Known from', yields: 2, cut: 'middle' },
          ],
          rows: availabilities.map(({ service, scope, availability, source }) => [
            [{ text: service, tone: 'id' }],
            [scope],
            [String(formatAvailability(availability))],
            [source ?? ''],
          ]),
        },
      ];

/** Rows of what has no source: more of them say no more. */
const SHOWN = 20;

const withoutSourceBlocks = (ids: readonly string[]): readonly Block[] =>
  ids.length === 0
    ? []
    : [
        { type: 'heading', text: 'Without a source' },
        {
          type: 'table',
          columns: [{ title: 'Node', cut: 'middle' }],
          rows: ids.slice(0, SHOWN).map((id) => [[{ text: id, tone: 'id' }]]),
          ...(ids.length > SHOWN
            ? { more: `… and ${grouped(ids.length - SHOWN)} more (--format json has all)` }
            : {}),
        },
      ];
