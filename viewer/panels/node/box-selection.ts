/** What is inside of a box, in the language of selections, so that it can fail and stand in an address. */
import { isGlob } from '../../../src/model/glob.ts';
import type { SideFacts } from '../../model/messages.ts';
import type { SceneBox } from '../../model/scene.ts';

/** Nodes that are named one by one where no selection says them together. */
const MOST = 30;

/**
 * Selections that together match what is inside and nothing else; undefined: it would be too long a list.
 *
 * Of a place, what the document says runs in it: the picture draws also those inside that only stand on it.
 */
export const selectionsInside = (
  { key, position, members }: Pick<SceneBox, 'key' | 'position' | 'members'>,
  { nodes }: Pick<SideFacts, 'nodes'>,
): readonly string[] | undefined => {
  const inside = [...members].filter((member) => member !== position);
  if (inside.length === 0) return undefined;
  const one = inOneWord(key, position, inside, nodes);
  if (one !== undefined) return [one];
  return inside.length > MOST ? undefined : inside.map((member) => nodes[member]!.id);
};

const inOneWord = (
  key: string,
  position: number | undefined,
  inside: readonly number[],
  nodes: SideFacts['nodes'],
): string | undefined => {
  const by = key.slice(0, key.indexOf(':'));
  const first = nodes[inside[0]!]!;
  switch (by) {
    case 'place':
      return position === undefined ? undefined : `in:${nodes[position]!.id}`;
    case 'kind':
      return `kind:${first.kind}`;
    case 'owner':
      // Not from the key: long ones are cut there.
      return first.owner === undefined ? undefined : ownedBy(first.owner);
    case 'namespace': {
      const path = key.slice(by.length + 1);
      const matching = nodes.filter(({ id }) => id === path || id.startsWith(`${path}/`)).length;
      return path !== '' && matching === inside.length ? `${path}/**` : undefined;
    }
    default:
      return undefined;
  }
};

/** Quotes keep spaces together; a quote or a wildcard in the name itself cannot be said. */
const ownedBy = (owner: string): string | undefined => {
  if (owner === '' || owner.length > 200 || owner.includes('"') || isGlob(owner)) return undefined;
  return /\s/.test(owner) ? `owner:"${owner}"` : `owner:${owner}`;
};
