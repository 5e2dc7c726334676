/**
 * Who answers for a pool: a machine's network interface names the balancer's pool that it is in, and the machine names
 * the interface. That the balancer stands on the machine is said nowhere, and is what matters.
 */
import type { Address, ReferenceFact, ResourceFact } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';

const POOLS =
  /(?:^|\.)(?:loadBalancerBackendAddressPools|applicationGatewayBackendAddressPools|loadBalancerInboundNatRules)(?:\.|$)/i;

const MACHINES = 'Microsoft.Compute/virtualMachines';
const INTERFACES = 'Microsoft.Network/networkInterfaces';

/** From each balancer to the machines behind its pools. */
export const poolFacts = (
  references: readonly ReferenceFact[],
  resources: readonly ResourceFact[],
): readonly ReferenceFact[] => {
  const types = new Map(resources.map(({ address, type }) => [keyOf(address), type]));
  const machines = groupBy(
    references.filter(
      (one) =>
        types.get(keyOf(one.from)) === MACHINES && targetOf(one) !== undefined && one.class === undefined,
    ),
    (one) => targetOf(one)!,
  );
  return references.flatMap((reference) => {
    const { from, to } = reference;
    if (types.get(keyOf(from)) !== INTERFACES || !POOLS.test(reference.property) || to.by !== 'address')
      return [];
    return (machines.get(keyOf(from)) ?? []).map((machine): ReferenceFact => ({
      from: to.address,
      to: { by: 'address', address: machine.from },
      // Those that are found for a balancer share its work.
      property: 'selector',
      where: reference.where,
      confidence: 'inferred',
      class: 'call',
      why: `${from.local} is in its pool, and is ${machine.from.local}'s`,
    }));
  });
};

const targetOf = ({ to }: ReferenceFact): string | undefined =>
  to.by === 'address' ? keyOf(to.address) : undefined;

const keyOf = ({ scope, local }: Address): string => `${scope}\0${local}`;
