/** Load balancers: listeners, target groups, and who answers behind them. */
import { entryOf } from '../typescript/read.ts';
import type { Call, Value } from '../typescript/value.ts';
import { heldIn } from './hold.ts';
import type { Teller, Words } from './teller.ts';
import type { Construct } from './construct.ts';

/** Tells what a method of a balancer, a listener, a target group or a service means; false if it is none of theirs. */
export const balancing = (owner: Construct, call: Call, teller: Teller, words: Words): boolean => {
  const { name, args } = call;
  const { tree } = teller;
  if (owner.type.endsWith('::ElasticLoadBalancingV2::Listener')) {
    switch (name) {
      case 'addTargets': {
        const group = tree.of({ kind: 'result', call });
        if (group !== undefined) teller.refer(owner, group, FORWARD, words);
        return true;
      }
      case 'addTargetGroups':
      case 'addAction':
        teller.tell(owner, args[1], [], () => ({ ...words, property: FORWARD }));
        return true;
      case 'addCertificates':
        teller.tell(owner, args[1], [], () => ({ ...words, property: 'Certificates.CertificateArn' }));
        return true;
    }
  }
  if (name === 'addTarget' && owner.type.endsWith('::TargetGroup')) {
    for (const arg of args) targets(owner, arg, teller, words);
    return true;
  }
  if (name === 'addTarget' && owner.type === 'AWS::ElasticLoadBalancing::LoadBalancer') {
    classic(owner, args[0], teller, words);
    return true;
  }
  if (/^attachTo\w+TargetGroup$/.test(name)) {
    for (const group of constructsIn(args[0], teller)) registered(owner, group, teller, words);
    return true;
  }
  if (name === 'attachToClassicLB') {
    for (const balancer of constructsIn(args[0], teller))
      teller.refer(owner, balancer, 'LoadBalancers.LoadBalancerName', words);
    return true;
  }
  if (name === 'registerLoadBalancerTargets') {
    for (const listener of constructsIn({ kind: 'list', items: [...args], isOpen: false }, teller)) {
      const id = entryOf(args[0], 'newTargetGroupId') ?? { kind: 'plain', plain: 'ECS' };
      const text = id.kind === 'plain' ? String(id.plain) : 'ECS';
      const group = tree.add(listener, `${text}Group`, {
        type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        props: undefined,
        site: call.site,
      });
      teller.refer(listener, group, FORWARD, words);
      registered(owner, group, teller, words);
    }
    return true;
  }
  return false;
};

const FORWARD = 'DefaultActions.TargetGroupArn';

/** Those behind a target group: it needs them, and what registers itself says where. */
export const targets = (group: Construct, value: Value | undefined, teller: Teller, words: Words): void => {
  for (const target of constructsIn(value, teller)) registered(target, group, teller, words);
};

const registered = (target: Construct, group: Construct, teller: Teller, words: Words): void => {
  if (target.type === 'AWS::ECS::Service') {
    teller.refer(target, group, 'LoadBalancers.TargetGroupArn', words);
    return;
  }
  if (target.type === 'AWS::AutoScaling::AutoScalingGroup')
    teller.refer(target, group, 'TargetGroupARNs', words);
  teller.refer(group, target, 'Targets.Id', words);
};

/** Instances behind a balancer of the old kind. */
export const classic = (
  balancer: Construct,
  value: Value | undefined,
  teller: Teller,
  words: Words,
): void => {
  for (const target of constructsIn(value, teller)) {
    if (target.type === 'AWS::AutoScaling::AutoScalingGroup')
      teller.refer(target, balancer, 'LoadBalancerNames', words);
    teller.refer(balancer, target, 'Instances', words);
  }
};

const constructsIn = (value: Value | undefined, { tree }: Teller): readonly Construct[] =>
  heldIn(tree, value).flatMap((held) => (held.kind === 'construct' ? [held.construct] : []));
