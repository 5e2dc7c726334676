/** Facts as they are gathered: each reference once per end and property, and none from a thing to itself. */
import type { Address, Facts, Finding, ReferenceFact, ResourceFact, Target } from '../model/fact.ts';

export interface Gathered {
  resource(fact: ResourceFact): void;
  refer(fact: ReferenceFact): void;
  find(...findings: readonly Finding[]): void;
  /** A finding that may be met again by other ways: told the first time that its key is. */
  findOnce(key: string, finding: Finding): void;
  facts(): Facts;
}

export const isSame = (a: Address, b: Address): boolean => a.scope === b.scope && a.local === b.local;

export const gathered = (): Gathered => {
  const resources: ResourceFact[] = [];
  const references = new Map<string, ReferenceFact>();
  const findings: Finding[] = [];
  const told = new Set<string>();
  return {
    resource: (fact) => void resources.push(fact),
    refer: (fact) => {
      const { from, to, property } = fact;
      if (to.by === 'address' && isSame(from, to.address)) return;
      const key = [from.scope, from.local, property, ...endOf(to)].join('\0');
      if (!references.has(key)) references.set(key, fact);
    },
    find: (...more) => void findings.push(...more),
    findOnce: (key, finding) => {
      if (!told.has(key)) findings.push(finding);
      told.add(key);
    },
    facts: () => ({ resources, references: [...references.values()], findings }),
  };
};

const endOf = (to: Target): readonly string[] =>
  to.by === 'address' ? [to.address.scope, to.address.local] : [to.as, to.key ?? '', to.text];
