/** The list of importers, in the order in which they are asked whether a text is theirs. */
import { cartography } from './cartography.ts';
import { csv } from './csv.ts';
import { cytoscape } from './cytoscape.ts';
import { graphml } from './graphml.ts';
import { graphology } from './graphology.ts';
import type { Importer } from './importer.ts';
import { kiali } from './kiali.ts';
import { overmind } from './overmind.ts';

export const IMPORTERS: readonly Importer[] = [
  graphml,
  kiali,
  cytoscape,
  graphology,
  overmind,
  cartography,
  csv,
];
