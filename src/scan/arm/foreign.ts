/** Resources that a template refers to by id and that no template here makes: they are there already. */
import type { ResourceFact, Target, Where } from '../../model/fact.ts';
import { spelled } from './types.ts';
import { type Ref, isOpen } from './value.ts';

/** What is no thing that could fail: roles, policies, groups of resources, subscriptions. */
const NO_THINGS =
  /^microsoft\.(?:authorization|resources|policyinsights|management|subscription|billing|marketplace)\//i;

/** Below these, parts have ids of their own and are nothing by themselves. */
const PARTS =
  /\/(?:frontendIPConfigurations|backendAddressPools|probes|httpListeners|frontendPorts|backendHttpSettingsCollection|ipConfigurations|inboundNatPools|inboundNatRules|sslCertificates|loadBalancingRules|routingRules|redirectConfigurations|urlPathMaps|publishers|versions)$/i;

export class ForeignThings {
  private readonly app: string;
  private readonly found = new Map<string, ResourceFact>();

  constructor(app: string) {
    this.app = app;
  }

  facts(): readonly ResourceFact[] {
    return [...this.found.values()];
  }

  /** The target for an id; none if it is the id of nothing that runs. */
  target({ type, names, in: deployment }: Ref & { readonly kind: 'id' }, where: Where): Target | undefined {
    const parts = type.split('/');
    // An id of more types than names is cut short; a part's whole is meant.
    const length = PARTS.test(type) ? parts.length - 2 : Math.min(parts.length - 1, names.length);
    const whole = spelled(parts.slice(0, length + 1).join('/'));
    const own = names.slice(0, length);
    if (length < 1 || NO_THINGS.test(`${whole}/`)) return undefined;
    const key = `${whole} ${own.join('/')}`.toLowerCase();
    const known = this.found.get(key);
    if (known !== undefined) return { by: 'address', address: known.address };
    const name = own.join('/');
    const plain = name.replaceAll(/\$\{([^}]*)\}/g, (_, words: string) =>
      /^[\w.-]+$/.test(words) ? words : '',
    );
    const { scope } = deployment.tree.all[0]!;
    const last = whole.slice(whole.lastIndexOf('/') + 1);
    let local = `${plain.replaceAll(/^[-_/.]+|[-_/.]+$/g, '') || 'some'}.${last}`;
    for (let n = 2; deployment.tree.taken.has(`${scope}/${local}`.toLowerCase()); n++)
      local = `${plain || 'some'}.${last}-${n}`;
    deployment.tree.taken.add(`${scope}/${local}`.toLowerCase());
    this.found.set(key, {
      address: { scope, local },
      type: whole,
      where,
      app: this.app,
      isForeign: true,
      ...(isOpen(name) ? {} : { name, properties: { name: own.at(-1)! } }),
    });
    return { by: 'address', address: this.found.get(key)!.address };
  }
}
