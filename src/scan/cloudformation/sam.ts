/** What the Serverless Application Model adds: Globals, and the API that functions are behind without anybody declaring it. */
import type { Plain } from '../../model/fact.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import type { Step } from '../../model/place.ts';
import type { Declared } from './stack.ts';
import { typeOf } from './stack.ts';

const PREFIX = 'AWS::Serverless::';

/** A resource with the settings that its type has in Globals: maps are united, lists joined, the resource's own win. */
export const withGlobals = (
  declared: Declared,
  globals: Plain | undefined,
  root: readonly Step[],
): Declared => {
  if (!declared.type.startsWith(PREFIX)) return declared;
  const section = declared.type.slice(PREFIX.length);
  const shared = at(globals, section);
  if (shared === undefined || shared === null) return declared;
  const properties = united(shared, at(declared.body, 'Properties') ?? {}, 0);
  return {
    ...declared,
    body: { ...(declared.body as Readonly<Record<string, Plain>>), Properties: properties },
    shared: [...root, 'Globals', section],
  };
};

const united = (shared: Plain, own: Plain, depth: number): Plain => {
  if (depth > 50) return own;
  if (Array.isArray(shared) && Array.isArray(own))
    return [...(shared as readonly Plain[]), ...(own as readonly Plain[])];
  const isMap = (value: Plain): boolean =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(shared) || !isMap(own)) return own;
  const members = new Map(entriesOf(shared));
  for (const [name, value] of entriesOf(own)) {
    const below = members.get(name);
    members.set(name, below === undefined ? value : united(below, value, depth + 1));
  }
  return Object.fromEntries(members);
};

/** An API that an event makes by naming none. */
export interface ImplicitApi {
  readonly id: string;
  readonly type: string;
}

const IMPLICIT: ReadonlyMap<string, { readonly api: ImplicitApi; readonly named: string }> = new Map([
  ['Api', { api: { id: 'ServerlessRestApi', type: 'AWS::ApiGateway::RestApi' }, named: 'RestApiId' }],
  ['HttpApi', { api: { id: 'ServerlessHttpApi', type: 'AWS::ApiGatewayV2::Api' }, named: 'ApiId' }],
]);

/** The events of a function or a state machine, by name. */
export const eventsOf = (body: Plain): readonly (readonly [string, Plain])[] =>
  typeOf(body).startsWith(PREFIX) ? entriesOf(at(body, 'Properties', 'Events')) : [];

/** The API that SAM makes for an event, if the event names none of its own. */
export const implicitApi = (event: Plain): ImplicitApi | undefined => {
  const type = at(event, 'Type');
  const row = typeof type === 'string' ? IMPLICIT.get(type) : undefined;
  return row !== undefined && at(event, 'Properties', row.named) === undefined ? row.api : undefined;
};

/** What EventBridge starts without anything in the template that is EventBridge: by an event, or by the clock. */
const CLOCKS = ['Schedule', 'ScheduleExpression', 'schedule', 'rate'];

/**
 * Whether an event, or a rule, is EventBridge's own: it has a pattern and names no bus, so that it listens to the
 * default one; or it has a schedule.
 */
export const listensToDefaultBus = (properties: Plain | undefined): boolean => {
  const has = (name: string): boolean => at(properties, name) !== undefined;
  const bus = at(properties, 'EventBusName') ?? at(properties, 'eventBus') ?? 'default';
  return (bus === 'default' && ['Pattern', 'EventPattern', 'pattern'].some(has)) || CLOCKS.some(has);
};

/** Types of SAM's events that are rules and schedules of EventBridge. */
const OF_EVENTBRIDGE = new Set(['EventBridgeRule', 'CloudWatchEvent', 'Schedule', 'ScheduleV2']);

/** The events, and the rule itself, that may listen to a bus; each with its path in the resource. */
export const listeners = (
  body: Plain,
  type: string,
): readonly { readonly properties: Plain | undefined; readonly steps: readonly Step[] }[] => {
  const properties = at(body, 'Properties');
  // A rule of its own stands on EventBridge anyway.
  if (type === 'AWS::Events::Rule')
    return at(properties, 'EventPattern') === undefined
      ? []
      : [{ properties, steps: ['Properties', 'EventPattern'] }];
  const sam = eventsOf(body)
    .filter(([, event]) => OF_EVENTBRIDGE.has(textOf(at(event, 'Type')) ?? ''))
    .map(([name, event]) => {
      const properties = at(event, 'Properties');
      const said = ['Pattern', 'Schedule', 'ScheduleExpression'].find(
        (key) => at(properties, key) !== undefined,
      );
      return { properties, steps: ['Properties', 'Events', name, 'Properties', said ?? 'Pattern'] };
    });
  const framework = itemsOf(at(properties, 'events')).flatMap((event, i) =>
    ['eventBridge', 'schedule'].flatMap((kind) => {
      const said = at(event, kind);
      if (said === undefined) return [];
      // `schedule: rate(1 hour)` is short for a map of one member.
      const settings: Plain = typeof said === 'string' ? { rate: said } : said;
      return [{ properties: settings, steps: ['Properties', 'events', i, kind] }];
    }),
  );
  return [...sam, ...framework];
};

/** Why people reach a function: an address of its own, unless only signed requests get through. */
export const entryOf = (body: Plain, type: string): string | undefined => {
  const config = at(body, 'Properties', 'FunctionUrlConfig');
  return type === 'AWS::Serverless::Function' &&
    entriesOf(config).length > 0 &&
    at(config, 'AuthType') !== 'AWS_IAM'
    ? 'function URL'
    : undefined;
};

/** A connector that is a resource itself. */
export const CONNECTOR = 'AWS::Serverless::Connector';

/** The ends of a connector: of one of its own, or of those that a resource carries. */
export const connectorEnds = (
  body: Plain,
  type: string,
): readonly { readonly id: string; readonly steps: readonly Step[] }[] => {
  const holders: readonly (readonly Step[])[] =
    type === CONNECTOR
      ? [['Properties']]
      : entriesOf(at(body, 'Connectors')).map(([name]) => ['Connectors', name, 'Properties']);
  return holders.flatMap((holder) =>
    ['Source', 'Destination'].flatMap((end) => {
      const value = at(body, ...holder, end);
      return itemsOf(value).flatMap((one, i) => {
        const id = at(one, 'Id');
        const index = Array.isArray(value) ? [i] : [];
        return typeof id === 'string' ? [{ id, steps: [...holder, end, ...index, 'Id'] }] : [];
      });
    }),
  );
};
