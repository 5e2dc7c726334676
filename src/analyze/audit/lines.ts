/**
 * The line that a finding points at: where a scan read it (the line of the Terraform file is what a reviewer can
 * change), else where a document says it. Packs that ship with the program have none.
 */
import type { Estate } from '../../model/estate.ts';
import type { FileLine } from '../../model/finding.ts';
import type { Node } from '../../model/node.ts';
import { type Origin, type Place, placesOf } from '../../model/place.ts';
import { type Requirement, partsOf } from '../../model/requirement.ts';

export interface Lines {
  /** Where a node is described. */
  readonly ofNode: (position: number) => FileLine | undefined;
  /** Where a requirement of one of the nodes is. */
  readonly ofRequirement: (requirement: Requirement) => FileLine | undefined;
}

/**
 * The lines of nodes and of what they require. Every document is searched once, when the first line in it is asked for:
 * name all nodes that may be asked about.
 */
export const linesIn = (estate: Estate, positions: Iterable<number>): Lines => {
  let places: ReadonlyMap<Origin, Place> | undefined;
  const placeOf = (origin: Origin | undefined): FileLine | undefined => {
    // Nobody who reads a finding can change a pack that came with the program.
    if (origin === undefined || origin.source.isShipped === true) return undefined;
    places ??= placesOf([...new Set(positions)].flatMap((position) => originsOf(estate.nodes[position]!)));
    const place = places.get(origin);
    return place === undefined ? undefined : { file: place.file, line: place.line, column: place.column };
  };
  return {
    ofNode: (position) => {
      const { source, origins } = estate.nodes[position]!;
      return sourceLine(source) ?? placeOf(origins[0]);
    },
    ofRequirement: ({ source, origin }) => sourceLine(source) ?? placeOf(origin),
  };
};

const originsOf = (node: Node): readonly Origin[] => {
  const origins = node.origins.slice(0, 1);
  const open: Requirement[] = [...(node.in === undefined ? [] : [node.in]), ...node.dependsOn];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.origin !== undefined) origins.push(next.origin);
    open.push(...partsOf(next));
  }
  return origins;
};

/** `deploy/cdn.tf:12` as a line of a file; addresses and titles of documents are none. */
const sourceLine = (source: string | undefined): FileLine | undefined => {
  const match = source === undefined ? null : /^([^:\s][^:]*):(\d{1,9})$/.exec(source);
  if (match === null || Number(match[2]) === 0) return undefined;
  // Without an ending it may be anything: "RFC:1035".
  return /\.[A-Za-z0-9]+$|(?:^|\/)[A-Z][a-z]+file$/.test(match[1]!)
    ? { file: match[1]!, line: Number(match[2]) }
    : undefined;
};
