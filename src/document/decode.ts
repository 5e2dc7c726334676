/**
 * From plain values (what YAML and JSON parse to) to the model: the fast way in, taken by every correct document.
 *
 * It knows the format but no messages. A node or scenario that it cannot read is handed back by path, and
 * `schema.ts` says what is wrong with it: so 100,000 good nodes never wait for a schema library, and a mistake is
 * described in one place only. A law holds the two together: the decoder takes exactly what the schema takes.
 */
import type { Document } from '../model/document.ts';
import { isId } from '../model/node.ts';
import type { Origin, Step } from '../model/place.ts';
import { isTemplateId } from '../model/placeholder.ts';
import { decodeNode, stubOf } from './decode-node.ts';
import { decodePlaceholders } from './decode-placeholders.ts';
import { decodePolicies } from './decode-policies.ts';
import { decodeScenario } from './decode-scenario.ts';
import {
  type Draft,
  type Fields,
  asFields,
  asText,
  asTexts,
  isFields,
  malformed,
  readable,
} from './fields.ts';

export interface Decoded {
  /** What could be read; complete only if nothing is unreadable. */
  readonly document: Document;
  /** Paths of the nodes, scenarios and other parts that could not be read. */
  readonly unreadable: readonly (readonly Step[])[];
  /** Whether all ids and files that the document names are known, even where not all of it could be read. */
  readonly whole: boolean;
}

/** Decodes a parsed document; `root` is where it came from. */
export const decode = (raw: unknown, root: Origin): Decoded => {
  const unreadable: (readonly Step[])[] = [];
  const attempt = <T extends object>(path: readonly Step[], read: () => T): T | undefined => {
    const result = readable(read);
    if (result === undefined) unreadable.push(path);
    return result;
  };
  const entries = <T extends object>(
    key: 'nodes' | 'templates' | 'scenarios',
    isKey: (key: string) => boolean,
    read: (id: string, raw: unknown, origin: Origin) => T,
    instead?: (id: string, raw: unknown, origin: Origin) => T,
  ) => {
    const map = new Map<string, T>();
    const value = isFields(raw) ? raw[key] : undefined;
    if (!isFields(value)) return map;
    const origin = root.at(key);
    for (const id of Object.keys(value)) {
      const entry =
        attempt([key, id], () => (isKey(id) ? read(id, value[id], origin.at(id)) : malformed())) ??
        instead?.(id, value[id], origin.at(id));
      if (entry !== undefined) map.set(id, entry);
    }
    return map;
  };

  const frame = attempt([], () => decodeFrame(raw));
  // What a mistake elsewhere in the frame does not hide: what it includes, and so what others may name.
  const links = frame ?? readable(() => decodeLinks(asFields(raw)));
  const places = isFields(raw) && 'placeholders' in raw ? raw['placeholders'] : {};
  const placeholders = attempt(['placeholders'], () => decodePlaceholders(places));
  const rules = isFields(raw) ? raw['policies'] : undefined;
  const policies =
    rules === undefined ? undefined : attempt(['policies'], () => decodePolicies(rules, root.at('policies')));
  // A node that could not be read is still one that others may name.
  const nodes = entries('nodes', isId, decodeNode, stubOf);
  const templates = entries('templates', isTemplateId, decodeNode, stubOf);
  const scenarios = entries('scenarios', isId, decodeScenario);
  return {
    document: {
      use: [],
      include: [],
      ...links,
      ...(placeholders === undefined || placeholders.size === 0 ? {} : { placeholders }),
      nodes,
      ...(templates.size === 0 ? {} : { templates }),
      scenarios,
      ...(policies === undefined ? {} : { policies }),
      origin: root,
    },
    unreadable,
    whole: links !== undefined && placeholders !== undefined,
  };
};

const decodeLinks = (fields: Fields): Pick<Document, 'use' | 'include'> => {
  const { use = [], include = [], nodes = {}, templates = {} } = fields;
  asFields(nodes);
  asFields(templates);
  return { use: asTexts(use), include: asTexts(include) };
};

type Frame = Omit<Document, 'placeholders' | 'nodes' | 'templates' | 'scenarios' | 'policies'>;

/** Everything of a document but its nodes, templates, scenarios and policies, which are read one by one. */
const decodeFrame = (raw: unknown): Frame => {
  const frame: Draft<Frame> = { use: [], include: [] };
  const fields = asFields(raw);
  if (fields['faultline'] !== 1) malformed();
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    switch (key) {
      case '$schema':
        if (typeof value !== 'string') malformed();
        break;
      case 'faultline':
      case 'placeholders':
      case 'policies':
        break;
      case 'title':
      case 'description':
        frame[key] = asText(value);
        break;
      case 'use':
      case 'include':
        frame[key] = asTexts(value);
        break;
      case 'nodes':
      case 'templates':
      case 'scenarios':
        asFields(value);
        break;
      default:
        malformed();
    }
  }
  return frame;
};
