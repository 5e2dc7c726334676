/**
 * An inventory of a cloud as facts: rows of tables and nodes of other programs' graphs, under the types and attributes
 * that Terraform has for them.
 *
 * What they then mean is what the same would mean in a Terraform state: an attribute that holds another one's ARN or id is
 * a reference, policies and environments are read, secrets are not.
 */
import { renamed } from '../../../assemble/facts/renamed.ts';
import { keyOf } from '../../../assemble/facts/things.ts';
import type {
  Address,
  EdgeClass,
  Facts,
  Properties,
  ReferenceFact,
  ResourceFact,
  Where,
} from '../../../model/fact.ts';
import { type Described, isMap } from '../../terraform-json/described.ts';
import { factsOf } from '../../terraform-json/facts.ts';
import { knownOf } from '../../terraform-json/known.ts';
import { textOf } from '../../tree.ts';

/** One thing of an inventory. */
export interface Item {
  /** As Terraform calls it: `aws_db_instance`. */
  readonly type: string;
  /** The scope is where it is: an account and a region. The local part begins with the type. */
  readonly address: Address;
  readonly where: Where;
  /** By Terraform's names; secrets are taken out here. */
  readonly values: Properties;
  /** Things of the same inventory that it refers to, whatever its values say. */
  readonly references?: readonly {
    readonly to: Address;
    readonly property: string;
    readonly class?: EdgeClass;
  }[];
  /** How many there are; 0: it is switched off. */
  readonly count?: number;
}

/** The facts of all items; the same address twice is one thing, of which the first says more. */
export const factsOfItems = (items: readonly Item[]): Facts => {
  const byKey = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item.address);
    if (!byKey.has(key)) byKey.set(key, item);
  }
  const all = [...byKey];
  const resources = all.map(([key, item], i): Described => ({
    local: key,
    type: item.type,
    mode: 'managed',
    path: [i],
    instances: [{ values: knownOf(item.values), path: [i] }],
    ...(item.count === undefined ? {} : { count: item.count }),
    references: (item.references ?? []).map(({ to, ...reference }) => ({
      ...reference,
      to: keyOf(to),
      path: [i],
      confidence: 'documented',
    })),
    dependencies: new Set(),
  }));
  // The line stands for the item, until its place takes the line's.
  const json = { value: null, line: (path: readonly (string | number)[]) => Number(path[0] ?? 0) + 1 };
  const facts = factsOf({ form: 'state', resources, doubts: [] }, json, '', '');
  const itemAt = (line: number): Item => all[line - 1]![1];
  const placed = renamed(facts, ({ local }) => byKey.get(local)!.address);
  return {
    ...placed,
    resources: placed.resources.map((fact) => asPeopleCallIt(fact, itemAt(fact.where.line))),
    references: placed.references.map((fact): ReferenceFact => ({
      ...fact,
      where: itemAt(fact.where.line).where,
    })),
    findings: facts.findings.map((finding) => ({ ...finding, ...itemAt(finding.line ?? 1).where })),
  };
};

/** With the name and the owner that its tags say. */
const asPeopleCallIt = (fact: ResourceFact, { where, values }: Item): ResourceFact => {
  const tags = isMap(values['tags']) ? new Map(Object.entries(values['tags'])) : new Map();
  const tagged = (names: readonly string[]): string | undefined => {
    for (const [name, value] of tags) if (names.includes(name.toLowerCase())) return textOf(value);
    return undefined;
  };
  const [name, owner] = [tagged(['name']), tagged(['owner', 'team'])];
  return {
    ...fact,
    where,
    ...(name === undefined || name === '' ? {} : { name }),
    ...(owner === undefined || owner === '' ? {} : { owner }),
  };
};
