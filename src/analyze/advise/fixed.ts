/** What no change of ours can make otherwise: a thing without the service that it is one of, or a door without its room. */
import type { Estate } from '../../model/estate.ts';
import { nodeById } from '../../model/estate.ts';
import type { Node } from '../../model/node.ts';
import type { Requirement } from '../../model/requirement.ts';

/** How a scan tells what a requirement is, at the start of its reason. */
const BY_NATURE = /^(?:the service that it is an instance of$|entry points?:|placement:)/;

/** Reasons of arrows that are calls, which are by nature if they end at a function. */
const CALL = /^(?:call|config|network):/;

/**
 * Whether a requirement holds by what things are: those of packs, and of a scan where something is placed, which service
 * it is an instance of, by what people enter, and which function it calls. What somebody wrote is a choice.
 */
export const isByNature = (estate: Estate, node: Node, requirement: Requirement): boolean => {
  const { origin, source, why = '' } = requirement;
  if (origin?.source.isShipped === true) return true;
  // A scan names the file that it read; what is written in a document has its place there.
  if (source === undefined || origin !== undefined) return false;
  if (requirement === node.in || BY_NATURE.test(why)) return true;
  return (
    CALL.test(why) && requirement.form === 'node' && nodeById(estate, requirement.node)?.kind === 'function'
  );
};

/** Whether packs alone describe a node: it is in another place too, or it is not, and nobody can write it there. */
export const isPacks = ({ origins }: Node): boolean =>
  origins.length > 0 && origins.every(({ source }) => source.isShipped === true);
