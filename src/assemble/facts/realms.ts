/**
 * One address, one thing: what two kinds of sources call by the same name are two things all the same.
 *
 * The folder `shop` of a compose project and the namespace `shop` of a cluster may each have a `web`. The first keeps
 * the address, the other one's carries its source: `shop/web.compose`. Sources of one realm (Terraform's
 * configuration and its plans) do mean the same by the same address.
 */
import type { Facts } from '../../model/fact.ts';
import { renamed } from './renamed.ts';
import { keyOf } from './things.ts';

/** The same facts, with addresses that no two realms share. */
export const apart = (facts: readonly Facts[]): readonly Facts[] => {
  const owners = new Map<string, string>();
  for (const { realm = '', resources, groups = [] } of facts) {
    for (const { address } of [...resources, ...groups]) {
      const key = keyOf(address);
      if (!owners.has(key)) owners.set(key, realm);
    }
  }
  return facts.map((one) => {
    const { realm = '' } = one;
    const taken = new Set(
      [...one.resources, ...(one.groups ?? [])]
        .map(({ address }) => keyOf(address))
        .filter((key) => owners.get(key) !== realm),
    );
    return taken.size === 0
      ? one
      : renamed(one, (address) =>
          taken.has(keyOf(address)) ? { scope: address.scope, local: `${address.local}.${realm}` } : address,
        );
  });
};
