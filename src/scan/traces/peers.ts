/** The peers that spans name, each once, and what each of them is for a caller once all services are known. */
import type { Target } from '../../model/fact.ts';
import { hostText } from './hosts.ts';
import type { Peer } from './span.ts';
import type { Services } from './services.ts';

/** Addresses that are kept: beyond this they are not names, but data. */
const MOST = 50_000;

/** Where a call leads. */
export type End =
  | { readonly by: 'service'; readonly service: number }
  | { readonly by: 'text'; readonly target: Target & { readonly by: 'text' } }
  | { readonly by: 'thing'; readonly thing: NonNullable<Peer['thing']> };

export class Peers {
  private readonly all: Peer[] = [];
  private readonly numbers = new Map<string, number>();
  /** Spans whose peer came after the last one that was kept. */
  lost = 0;

  /** The number of a peer; -1 if there is none. */
  number(peer: Peer | undefined): number {
    if (peer === undefined) return -1;
    const key = JSON.stringify([peer.class, peer.service, peer.targets, peer.thing]);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    if (this.all.length >= MOST) {
      this.lost++;
      return -1;
    }
    this.numbers.set(key, this.all.length);
    return this.all.push(peer) - 1;
  }

  at(number: number): Peer {
    return this.all[number]!;
  }

  /** What a peer is to a service that calls it; nothing if its words name nobody. */
  endsOf(number: number, caller: number, services: Services): readonly End[] {
    const { service, targets, thing } = this.at(number);
    const named = service === undefined ? undefined : services.named(service, caller);
    if (named !== undefined) return [{ by: 'service', service: named }];
    if (targets.length > 0)
      return targets.map((target) => knownHost(target, caller, services) ?? { by: 'text', target });
    if (thing !== undefined) return [{ by: 'thing', thing }];
    const text = service === undefined ? undefined : hostText(service, undefined);
    return text === undefined ? [] : [{ by: 'text', target: { by: 'text', text, as: 'host' } }];
  }
}

/** A host of one word that is what a service calls itself. */
const knownHost = (target: Target & { readonly by: 'text' }, caller: number, services: Services) => {
  if (target.as !== 'host') return undefined;
  const service = services.named(target.text.replace(/:\d+$/, ''), caller);
  return service === undefined ? undefined : ({ by: 'service', service } as const);
};
