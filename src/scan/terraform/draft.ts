/** A resource while it is being gathered: several instances of a module make one fact. */
import type { Address, Properties, ResourceFact, Where } from '../../model/fact.ts';

/** Instances whose properties are kept. */
const MOST_INSTANCES = 100;

/** A resource while its instances are being gathered. */
export interface Draft {
  readonly address: Address;
  readonly type: string;
  readonly where: Where;
  /** The folder of the module that declares it, inside of what is scanned. */
  readonly inside: string;
  readonly region: string | undefined;
  readonly isForeign: boolean;
  /** Whether something says how often it is there. */
  readonly isRepeated: boolean;
  readonly count: number | undefined;
  readonly instances: readonly Properties[];
}

/** What is switched off in one instance of a module and on in another is as in the other. */
export const together = (a: Draft, b: Draft): Draft => ({
  ...(a.count === 0 && b.count !== 0 ? b : a),
  isRepeated: true,
  count: a.count === undefined || b.count === undefined ? undefined : a.count + b.count,
  instances: [...(a.count === 0 ? [] : a.instances), ...(b.count === 0 && a.count !== 0 ? [] : b.instances)],
});

/** How many there are of what is there so often in each of so many; unknown if either is, and neither is 0. */
export const times = (count: number | undefined, by: number | undefined): number | undefined =>
  count === 0 || by === 0 ? 0 : count === undefined || by === undefined ? undefined : count * by;

export const resourceOf = (draft: Draft): ResourceFact => {
  const { address, type, where, region, count } = draft;
  const [properties = {}] = draft.instances;
  const differ = new Set(draft.instances.map((instance) => JSON.stringify(instance))).size > 1;
  return {
    address,
    type,
    where,
    ...(region === undefined ? {} : { region }),
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(draft.isRepeated && count !== undefined ? { count } : {}),
    ...(differ ? { instances: draft.instances.slice(0, MOST_INSTANCES) } : {}),
    ...(draft.isForeign ? { isForeign: true } : {}),
  };
};
