/**
 * DNS records that answer for one name together: with failover, by weight, by place.
 *
 * Route 53 holds one record for each answer; clients know the name alone. So the name becomes a node, which needs its
 * primary record or, once health checks see that one fail, the secondary; or any of those that share the queries.
 */
import type {
  Address,
  Facts,
  GroupFact,
  Plain,
  Properties,
  ReferenceFact,
  ResourceFact,
} from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import { textsAt, valuesAt } from './properties.ts';
import { keyOf } from './things.ts';

const RECORDS: ReadonlySet<string> = new Set(['aws_route53_record', 'AWS::Route53::RecordSet']);

/** What makes a record one of several for its name; failover has an order. */
const ROUTING = [
  'weighted_routing_policy',
  'latency_routing_policy',
  'geolocation_routing_policy',
  'geoproximity_routing_policy',
  'multivalue_answer_routing_policy',
  'Weight',
  'Region',
  'GeoLocation',
  'MultiValueAnswer',
] as const;

/** Health checks look every 30 s and give up after 3 failures unless told otherwise (Route 53 API reference). */
const CHECK = { interval: 30, threshold: 3 } as const;

/** Seconds that an alias record is kept: it has the time to live of its target, for AWS's own balancers 60 s. */
const ALIAS_TTL = 60;

/** The sets of records of all facts, as groups. */
export const recordSets = (facts: readonly Facts[]): readonly GroupFact[] => {
  const resources = facts.flatMap((one) => one.resources);
  const records = resources.filter(({ type, count }) => RECORDS.has(type) && count !== 0);
  if (records.length === 0) return [];
  const references = referencesFrom(facts, records);
  const byKey = new Map(resources.map((resource) => [keyOf(resource.address), resource]));
  const zoneOf = ({ address, properties }: ResourceFact): string => {
    const zone = references
      .get(keyOf(address))
      ?.find(({ property }) => /^(?:zone_id|HostedZoneId)$/.test(property));
    return zone?.to.by === 'address'
      ? keyOf(zone.to.address)
      : (firstText(properties, 'zone_id', 'HostedZoneId', 'HostedZoneName') ?? '');
  };
  const checkOf = ({ address }: ResourceFact): Properties | undefined => {
    const check = references
      .get(keyOf(address))
      ?.find(({ property }) => /^(?:health_check_id|HealthCheckId)$/.test(property));
    return check?.to.by === 'address' ? byKey.get(keyOf(check.to.address))?.properties : undefined;
  };
  const sets = groupBy(records.filter(isRouted), (record) =>
    [
      record.address.scope,
      zoneOf(record),
      firstText(record.properties, 'name', 'Name'),
      firstText(record.properties, 'type', 'Type'),
    ].join('\0'),
  );
  return [...sets.values()].flatMap((members) => groupOf(members, checkOf) ?? []);
};

const referencesFrom = (
  facts: readonly Facts[],
  records: readonly ResourceFact[],
): ReadonlyMap<string, readonly ReferenceFact[]> => {
  const wanted = new Set(records.map(({ address }) => keyOf(address)));
  const own = facts.flatMap(({ references }) => references.filter(({ from }) => wanted.has(keyOf(from))));
  return groupBy(own, ({ from }) => keyOf(from));
};

const firstText = (properties: Properties | undefined, ...paths: readonly string[]): string | undefined =>
  paths.flatMap((path) => textsAt(properties, path))[0];

const failoverOf = ({ properties }: ResourceFact): string | undefined =>
  firstText(properties, 'failover_routing_policy.type', 'Failover')?.toUpperCase();

const isRouted = (record: ResourceFact): boolean =>
  failoverOf(record) !== undefined || ROUTING.some((path) => valuesAt(record.properties, path).some(isSaid));

const isSaid = (value: Plain): boolean => value !== null && value !== false;

const groupOf = (
  members: readonly ResourceFact[],
  checkOf: (record: ResourceFact) => Properties | undefined,
): GroupFact | undefined => {
  const [first] = members;
  const name = first === undefined ? undefined : firstText(first.properties, 'name', 'Name');
  if (first === undefined || name === undefined || members.length < 2) return undefined;
  const host = name.toLowerCase().replace(/\.$/, '');
  const common = {
    address: { scope: first.address.scope, local: `${host}.dns` },
    name,
    kind: 'dns' as const,
    names: host.includes('.') ? [{ form: 'host' as const, text: host }] : [],
  };
  const primary = members.find((record) => failoverOf(record) === 'PRIMARY');
  if (primary === undefined) {
    return { ...common, where: first.where, members: addressesOf(members), form: 'balanced' };
  }
  return {
    ...common,
    where: primary.where,
    members: addressesOf([primary, ...members.filter((record) => record !== primary)]),
    form: 'failover',
    failover: secondsOf(primary, checkOf(primary)),
    requires: ['aws/route53/health-checks'],
  };
};

const addressesOf = (records: readonly ResourceFact[]): readonly Address[] =>
  records.map(({ address }) => address);

/** Seconds until clients are told the other answer: the check must fail often enough, and the old answer expire. */
const secondsOf = ({ properties }: ResourceFact, check: Properties | undefined): number => {
  const number = (from: Properties | undefined, paths: readonly string[], usual: number): number => {
    const value = Number(firstText(from, ...paths));
    return Number.isFinite(value) && value >= 0 ? value : usual;
  };
  const interval = number(check, ['request_interval', 'HealthCheckConfig.RequestInterval'], CHECK.interval);
  const threshold = number(
    check,
    ['failure_threshold', 'HealthCheckConfig.FailureThreshold'],
    CHECK.threshold,
  );
  return interval * threshold + number(properties, ['ttl', 'TTL'], ALIAS_TTL);
};
