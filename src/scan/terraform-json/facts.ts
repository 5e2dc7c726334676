/** From what one file describes to facts: addresses in a scope, with lines, and each reference once. */
import type { Address, Facts, Finding, Properties, ReferenceFact, ResourceFact } from '../../model/fact.ts';
import { type Described, type Description, NOTED, type Referring } from './described.ts';
import { type Identities, identitiesIn, referencesByValue } from './identifiers.ts';
import type { Json } from './read.ts';
import { reduced } from './reduce.ts';
import { regionOf, regionsByProvider } from './regions.ts';
import { literalsIn } from './texts.ts';

/** Instances whose properties are told. */
const MOST_INSTANCES = 100;

export const factsOf = (description: Description, json: Json, file: string, scope: string): Facts => {
  const { resources, doubts } = description;
  const identities = identitiesIn(resources);
  const all = withValues(resources, identities);
  const rest = reduced(all);
  const locals = new Set(all.map(({ local }) => local));
  const findings: Finding[] = doubts.map(({ path, ...doubt }) => ({ ...doubt, file, line: json.line(path) }));
  const lost = new Map<string, Referring>();
  const regions = regionsByProvider(all);

  const references = all.flatMap((resource): readonly ReferenceFact[] => {
    const from: Address = { scope, local: resource.local };
    const noted = (rest.get(resource.local) ?? []).map((to): Referring => ({
      to,
      property: NOTED,
      path: resource.path,
      confidence: 'documented',
    }));
    const facts = new Map<string, ReferenceFact>();
    for (const { to, path, ...more } of [...resource.references, ...noted]) {
      if (to === resource.local) continue;
      if (!locals.has(to)) lost.set(to, { to, path, ...more });
      const key = `${to} ${more.property}`;
      if (!locals.has(to) || facts.has(key)) continue;
      const where = { file, line: json.line(path) };
      facts.set(key, { from, to: { by: 'address', address: { scope, local: to } }, where, ...more });
    }
    const where = { file, line: json.line(resource.path) };
    const literals = literalsIn(resource, identities).map((literal): ReferenceFact => ({
      from,
      where,
      confidence: 'documented',
      ...literal,
    }));
    return [...facts.values(), ...literals];
  });
  for (const { to, property, path } of lost.values()) {
    const message = `${to} is referred to (${property}), but is not described in this file`;
    findings.push({ kind: 'unresolved', message, file, line: json.line(path) });
  }
  return { resources: all.map((one) => resourceOf(one, regions, json, file, scope)), references, findings };
};

/**
 * With the references by value: none against a dependency that is stated, since a value may be a report back; and they
 * stand in for what is noted without a property.
 */
const withValues = (resources: readonly Described[], identities: Identities): readonly Described[] => {
  const stated = new Map(
    resources.map(({ local, references, dependencies }) => [
      local,
      new Set([...references.map(({ to }) => to), ...dependencies]),
    ]),
  );
  return resources.map((resource) => {
    const { local, references } = resource;
    const isNoted = ({ property }: Referring): boolean => property === NOTED;
    const written = new Set(references.flatMap((one) => (isNoted(one) ? [] : one.to)));
    const further = referencesByValue(resource, identities).filter(
      ({ to }) => !written.has(to) && stated.get(to)?.has(local) !== true,
    );
    const told = new Set(further.map(({ to }) => to));
    const rest = references.filter((one) => !isNoted(one) || !told.has(one.to));
    return { ...resource, references: [...rest, ...further] };
  });
};

const resourceOf = (
  resource: Described,
  regions: ReadonlyMap<string, string>,
  json: Json,
  file: string,
  scope: string,
): ResourceFact => {
  const { local, type, mode, path, instances, count } = resource;
  const first: Properties = instances[0]?.values ?? {};
  // A provider's only region is that of AWS's resources alone: others of the same key have none.
  const common = type.startsWith('aws_') ? regions.get(resource.provider ?? '') : undefined;
  const region = regionOf(type, first, resource.region ?? common);
  return {
    address: { scope, local },
    type,
    where: { file, line: json.line(path) },
    ...(region === undefined ? {} : { region }),
    ...(Object.keys(first).length === 0 ? {} : { properties: first }),
    ...(count === undefined ? {} : { count }),
    ...(instances.length < 2
      ? {}
      : { instances: instances.slice(0, MOST_INSTANCES).map(({ values }) => values) }),
    ...(mode === 'data' ? { isForeign: true } : {}),
  };
};
