/** What the catalog and the rest say differently, in words. */
import type { Block, Line } from '../../model/report.ts';
import type { Sighting } from '../../model/testimony.ts';
import type { CatalogGaps, Differing, Entry } from './catalog.ts';
import { type Item, KIND_WORDS } from './words.ts';

type Tree = (title: string, hint: string, items: readonly Item[], limit: number) => readonly Block[];

/** Its four lists; those with nothing in them are left out. */
export const catalogBlocks = (
  { withoutInfrastructure, withoutEntry, owners, names }: CatalogGaps,
  limit: number,
  tree: Tree,
): readonly Block[] => [
  ...tree(
    'In the catalog, deployed by nothing scanned',
    'scan what deploys it, name the workload in its annotations (backstage.io/kubernetes-id), or take the entry out',
    withoutInfrastructure.map(entryItem),
    limit,
  ),
  ...tree(
    'Running, not in the catalog',
    'add an entry with an owner: in an outage somebody has to be called',
    withoutEntry.map(entryItem),
    limit,
  ),
  ...tree('Of different owners', 'agree on who is called', owners.map(differingItem), limit),
  ...tree('Of different names', 'say in the catalog what others call it', names.map(differingItem), limit),
];

/** A line is enough: there is nothing to weigh against each other. */
const entryItem = ({ id, seen }: Entry): Item => ({
  line: [{ text: id, tone: 'id' }, ' · ', ...seen.slice(0, 1).flatMap((sighting) => sightingLine(sighting))],
  below: [],
});

const differingItem = ({ id, words }: Differing): Item => ({
  line: [{ text: id, tone: 'id' }],
  below: words.map(({ text, sighting }) => sightingLine(sighting, text)),
});

const sightingLine = ({ tells, type, local, where }: Sighting, text = local): Line => [
  `${KIND_WORDS[tells]}: `,
  { text, tone: 'strong' },
  `, ${type}`,
  { text: ` · ${where.file}:${where.line}`, tone: 'dim' },
];
