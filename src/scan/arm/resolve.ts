/** Finds the resource that a reference means, among all of one tree of deployments. */
import { type Deployed, type Ref, type Thing, isOpen } from './value.ts';

/** The resource meant; of a part that is none of its own (a pool of a balancer), the whole it is a part of. */
export const resolved = (ref: Ref): Thing | undefined => {
  if (ref.kind === 'thing') return ref.thing;
  const types = ref.type.split('/');
  for (let length = Math.min(types.length - 1, ref.names.length); length > 0; length--) {
    const type = types.slice(0, length + 1).join('/');
    const found = among(ref.in, type, ref.names.slice(0, length));
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The one of the same deployment, else of any other; with gaps in one of the names, the only one that fits. */
const among = (deployment: Deployed, type: string, names: readonly string[]): Thing | undefined => {
  const name = names.join('/').toLowerCase();
  const all = deployment.tree.byType.get(type.toLowerCase()) ?? [];
  const exact = all.filter(({ key }) => key.name === name);
  const own = exact.find((thing) => thing.deployment === deployment);
  if (exact.length > 0) return own ?? exact[0];
  const fitting = all.filter(({ key }) => fits(key.name, name));
  return fitting.length === 1 ? fitting[0] : undefined;
};

/** Whether a name may be the other: gaps stand for anything. Two that both have gaps must be written alike. */
const fits = (one: string, other: string): boolean => {
  if (isOpen(one) === isOpen(other)) return false;
  const [pattern, name] = isOpen(one) ? [one, other] : [other, one];
  const parts = pattern.split(/\$\{[^}]*\}/);
  const [head] = parts;
  const tail = parts.at(-1)!;
  if (!name.startsWith(head!) || !name.endsWith(tail) || name.length < head!.length + tail.length)
    return false;
  let at = head!.length;
  for (const part of parts.slice(1, -1)) {
    at = name.indexOf(part, at);
    if (at < 0) return false;
    at += part.length;
  }
  return at <= name.length - tail.length;
};
