/** Facts under other addresses: wherever one stands, what is to stand there instead. */
import type { Address, Facts, Target } from '../../model/fact.ts';

/** The same facts, each address replaced by what `named` gives for it; nothing else changes. */
export const renamed = (facts: Facts, named: (address: Address) => Address): Facts => {
  const aimed = (target: Target): Target =>
    target.by === 'address' ? { ...target, address: named(target.address) } : target;
  return {
    ...facts,
    resources: facts.resources.map((fact) => ({ ...fact, address: named(fact.address) })),
    references: facts.references.map((fact) => ({ ...fact, from: named(fact.from), to: aimed(fact.to) })),
    ...(facts.exports === undefined
      ? {}
      : { exports: facts.exports.map((fact) => ({ ...fact, to: fact.to.map(aimed) })) }),
    ...(facts.groups === undefined
      ? {}
      : {
          groups: facts.groups.map((fact) => ({
            ...fact,
            address: named(fact.address),
            members: fact.members.map(named),
          })),
        }),
  };
};
