/** Nodes, and templates of nodes: from plain values to the model. */
import { parseAvailability } from '../model/availability.ts';
import type { PartialNode } from '../model/document.ts';
import { KINDS } from '../model/kind.ts';
import { byCodePoint } from '../model/order.ts';
import type { Origin } from '../model/place.ts';
import { decodeRequirement, decodeRequirements, salvaged } from './decode-requirement.ts';
import { type Draft, asCount, asFields, asOneOf, asText, asTexts, isFields, malformed } from './fields.ts';

/** A node as one document describes it. */
export const decodeNode = (id: string, raw: unknown, origin: Origin): PartialNode => {
  const node: Draft<PartialNode> = { id, tags: [], dependsOn: [], origins: [origin] };
  const fields = asFields(raw);
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    switch (key) {
      case 'kind':
        node.kind = asOneOf(KINDS, value);
        break;
      case 'name':
      case 'description':
      case 'owner':
      case 'source':
      case 'availabilitySource':
        node[key] = asText(value);
        break;
      case 'tier':
        node.tier = asCount(value, 0);
        break;
      case 'tags':
        node.tags = [...new Set(asTexts(value))].toSorted(byCodePoint);
        break;
      case 'in':
        node.in = decodeRequirement(value, origin.at('in'), 0);
        break;
      case 'dependsOn':
        node.dependsOn = decodeRequirements(value, origin.at('dependsOn'), 0);
        break;
      case 'costPerHour':
        node.costPerHour = typeof value === 'number' && value >= 0 && value < Infinity ? value : malformed();
        break;
      case 'availability':
        node.availability =
          typeof value === 'string' || typeof value === 'number'
            ? (parseAvailability(value) ?? malformed())
            : malformed();
        break;
      default:
        malformed();
    }
  }
  return node;
};

/** What stands for a node that cannot be read: others may name it, and whom it names is known. */
export const stubOf = (id: string, raw: unknown, origin: Origin): PartialNode => ({
  id,
  kind: 'resource',
  tags: [],
  dependsOn: ['in', 'dependsOn'].flatMap((key) =>
    isFields(raw) ? salvaged(raw[key], origin.at(key), 0) : [],
  ),
  origins: [origin],
});
