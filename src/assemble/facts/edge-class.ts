/** Of which class a reference is: what decides how far a failure passes along it. */
import type { EdgeClass, ReferenceFact } from '../../model/fact.ts';
import { classOfProperty } from './catalog/common.ts';
import { type Outside, isThing } from './outside.ts';
import type { Thing } from './things.ts';
import { classOfKey } from './words.ts';

/** The source's own word, else what the key says, the property, the target's type, the target's kind. */
export const classOf = (reference: ReferenceFact, from: Thing, to: Thing | Outside): EdgeClass => {
  const said = reference.class;
  const { to: target, property } = reference;
  // Start order on a store is more than an order: what stands on a database without calling it is yet to be seen.
  if (said === 'start-up' && /^depends_?on$/i.test(property) && from.fact.type === 'compose/service') {
    const store = STORES.get(to.kind);
    if (store !== undefined) return store;
  }
  // A right to write logs or to use a key makes a log or a key no more than it is.
  const own = isThing(to) ? to.row?.asTarget : watches(to);
  if (said === 'permission' && (own === 'telemetry' || own === 'key')) return own;
  if (said !== undefined) return said;
  if (target.by === 'text') {
    const byKey = target.key === undefined ? undefined : classOfKey(target.key);
    if (byKey !== undefined) return byKey;
    if (target.as === 'image') return 'start-up';
    if (target.as === 'action') return own ?? 'permission';
  }
  // A name made of another's name is needed when it is made.
  if (NAMING.test(property)) return 'start-up';
  const found =
    classOfProperty(from.row, property) ??
    own ??
    STORES.get(to.kind) ??
    (target.by === 'address' ? BY_KIND.get(to.kind) : undefined) ??
    (isThing(to) && to.role !== 'part' ? 'config' : 'call');
  // A launch template is asked for at the start only, but what runs by it needs all that it names as long as it runs.
  return found === 'start-up' && isThing(to) && to.role !== 'part' ? 'config' : found;
};

const NAMING = /^(?:name|name_prefix|family|Name|Family)$/;

/** Kinds that keep something for others, and of which class the use of each is. */
export const STORES: ReadonlyMap<string, EdgeClass> = new Map([
  ['database', 'data'],
  ['cache', 'data'],
  ['storage', 'data'],
  ['queue', 'asynchronous'],
]);

/** Services that watch, and the one that holds keys, by the last words of their ids. */
const watches = ({ id }: Outside): EdgeClass | undefined =>
  /\/(?:cloudwatch(?:\/\w+)?|logging|monitoring|monitor|log-analytics|application-insights)$/.test(id)
    ? 'telemetry'
    : id.endsWith('/kms')
      ? 'key'
      : undefined;

const BY_KIND: ReadonlyMap<string, EdgeClass> = new Map([
  ['network', 'network'],
  ['dns', 'network'],
  ['identity', 'permission'],
]);
