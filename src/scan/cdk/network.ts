/** Who may connect to whom: security groups, and what has some of its own. */
import type { Call } from '../typescript/value.ts';
import { heldIn } from './hold.ts';
import type { Teller, Words } from './teller.ts';
import type { Construct } from './construct.ts';

/** `database.connections.allowFrom(fn)`: the function calls the database. Between security groups it is their rule. */
export const connect = (owner: Construct, call: Call, teller: Teller, words: Words): void => {
  const isTo = /^allow(?:To|DefaultPortTo)/.test(call.name);
  const isBoth = call.name === 'allowInternally';
  for (const held of heldIn(teller.tree, call.args[0])) {
    // Addresses of a whole network name nobody.
    if (held.kind !== 'construct' || isBoth || held.construct.type === 'AWS::EC2::VPC') continue;
    const other = held.construct;
    const [from, to] = isTo ? [owner, other] : [other, owner];
    if (isGroup(from) || isGroup(to)) {
      const [holder, named] = isTo ? [from, to] : [to, from];
      teller.refer(holder, named, isTo ? EGRESS : INGRESS, { ...words, class: 'network' });
    } else teller.refer(from, to, 'Connections', { ...words, confidence: 'inferred' });
  }
};

export const INGRESS = 'SecurityGroupIngress.SourceSecurityGroupId';
export const EGRESS = 'SecurityGroupEgress.DestinationSecurityGroupId';

const isGroup = ({ type }: Construct): boolean => type === 'AWS::EC2::SecurityGroup';
