/** A plan: the references of its configuration, the values that it plans, and what Terraform noted before. */
import type { Plain } from '../../model/fact.ts';
import type { Confidence } from '../../model/requirement.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import {
  type Configured,
  type Module,
  leavesIn,
  modulesIn,
  resourcesIn,
  rootModule,
} from './configuration.ts';
import type { Described, Description, Doubt, Referring } from './described.ts';
import { type Follower, type Reached, follower, valueOf } from './follow.ts';
import { type Shown, shownIn, changedIn } from './shown.ts';

export const describePlan = (plan: Plain): Description => {
  const root = rootModule(plan);
  const modules = modulesIn(root);
  const configured = modules.flatMap(resourcesIn);
  const planned =
    at(plan, 'planned_values') === undefined ? changedIn(plan) : shownIn(plan, ['planned_values']);
  const prior = shownIn(plan, ['prior_state', 'values']);
  const follow = follower();
  const isComplete = at(plan, 'complete') !== false && at(plan, 'errored') !== true && planned.size > 0;

  const known = new Set(configured.map(({ local }) => local));
  const resources = configured.map((one) => {
    const shown = planned.get(one.local) ?? (one.mode === 'managed' ? undefined : prior.get(one.local));
    return describe(plan, one, shown, prior.get(one.local), follow, isComplete);
  });
  // A plan may have lost its configuration, or hold what no longer stands there.
  const others = [
    ...planned,
    ...[...prior].filter(([local, { mode }]) => mode !== 'managed' && !planned.has(local)),
  ];
  for (const [local, shown] of others) {
    if (!known.has(local)) resources.push(fromValues(local, shown, prior.get(local)));
  }
  return { form: 'plan', resources, doubts: [...localsOf(follow), ...deletedOf(planned, prior, known)] };
};

const describe = (
  plan: Plain,
  one: Configured,
  shown: Shown | undefined,
  prior: Shown | undefined,
  follow: Follower,
  isComplete: boolean,
): Described => {
  const { local, type, mode, module, body, path } = one;
  const instances = shown?.instances ?? [];
  const region = regionOfProvider(plan, one);
  const provider = providerConfig(plan, one)?.key;
  const count = instances.length === 0 ? (isComplete ? 0 : undefined) : shown?.count;
  return {
    local,
    type,
    mode,
    path,
    instances,
    ...(count === undefined ? {} : { count }),
    ...(region === undefined ? {} : { region }),
    ...(provider === undefined ? {} : { provider }),
    references: [
      ...referencesOf(one, follow),
      ...startOf(body, path, module, follow),
      ...providerOf(plan, one, follow),
    ],
    dependencies: prior?.dependencies ?? new Set(),
    configured: new Set(entriesOf(at(body, 'expressions')).map(([name]) => name)),
  };
};

const fromValues = (local: string, shown: Shown, prior: Shown | undefined): Described => ({
  local,
  type: shown.type,
  mode: shown.mode,
  path: shown.path,
  instances: shown.instances,
  ...(shown.count === undefined ? {} : { count: shown.count }),
  references: [],
  dependencies: new Set([...shown.dependencies, ...(prior?.dependencies ?? [])]),
});

const referencesOf = ({ body, path, module }: Configured, follow: Follower): readonly Referring[] => {
  const each = at(body, 'for_each_expression');
  const provisioners = itemsOf(at(body, 'provisioners')).flatMap((one, index) =>
    leavesIn(at(one, 'expressions'), 'provisioner', [...path, 'provisioners', index, 'expressions']),
  );
  const leaves = [
    ...leavesIn(at(body, 'expressions'), '', [...path, 'expressions']),
    ...leavesIn(at(body, 'count_expression'), 'count', [...path, 'count_expression']),
    ...leavesIn(each, 'for_each', [...path, 'for_each_expression']),
    ...provisioners,
  ];
  return leaves.flatMap((leaf) =>
    referring(follow.from(module, leaf.references, each), leaf.property, leaf.path),
  );
};

/** What must be there first: the resource's own `depends_on`, and those of the modules that it is in. */
const startOf = (
  body: Plain,
  path: readonly Step[],
  module: Module,
  follow: Follower,
): readonly Referring[] => {
  const own = at(body, 'depends_on');
  const first =
    own === undefined ? [] : start(follow.waitedFor(module, textsOf(own)), [...path, 'depends_on']);
  const { caller } = module;
  return caller === undefined
    ? first
    : [...first, ...startOf(caller.call, caller.path, caller.module, follow)];
};

const start = (reached: Reached, path: readonly Step[]): readonly Referring[] =>
  referring(reached, 'depends_on', path).map((one) => ({ ...one, class: 'start-up' }));

const referring = (reached: Reached, property: string, path: readonly Step[]): readonly Referring[] =>
  [...reached].map(([to, isNamed]) => {
    const confidence: Confidence = isNamed ? 'documented' : 'inferred';
    return { to, property, path, confidence };
  });

const textsOf = (value: Plain): readonly string[] => itemsOf(value).flatMap((text) => textOf(text) ?? []);

/** The provider configuration that a resource uses: a module's own, or the one that it inherits. */
const providerConfig = (
  plan: Plain,
  { body, module }: Configured,
): { readonly config: Plain; readonly module: Module; readonly key: string } | undefined => {
  const key = textOf(at(body, 'provider_config_key'));
  if (key === undefined) return undefined;
  const name = key.slice(key.lastIndexOf(':') + 1);
  for (let inside: Module | undefined = module; inside !== undefined; inside = inside.caller?.module) {
    // Before version 1.0 the key began with the modules' bare names.
    const bare = inside.address.replaceAll('module.', '');
    for (const full of inside.address === ''
      ? [key, name]
      : [`${inside.address}:${name}`, `${bare}:${name}`]) {
      const config = at(plan, 'configuration', 'provider_config', full);
      if (config !== undefined && full.includes(':') === (inside.address !== ''))
        return { config, module: inside, key: full };
    }
  }
  return undefined;
};

const regionOfProvider = (plan: Plain, one: Configured): string | undefined => {
  const found = providerConfig(plan, one);
  return found && valueOf(plan, found.module, at(found.config, 'expressions', 'region'));
};

/** A provider that is set up with a resource's output (a cluster's endpoint): all it makes needs that resource. */
const providerOf = (plan: Plain, one: Configured, follow: Follower): readonly Referring[] => {
  const found = providerConfig(plan, one);
  if (found === undefined) return [];
  const path = ['configuration', 'provider_config', found.key, 'expressions'];
  const leaves = leavesIn(at(found.config, 'expressions'), 'provider', path);
  return leaves.flatMap((leaf) =>
    referring(follow.from(found.module, leaf.references), leaf.property, leaf.path),
  );
};

const localsOf = ({ locals }: Follower): readonly Doubt[] =>
  locals.size === 0
    ? []
    : [
        {
          kind: 'unresolved',
          message: `${locals.size} local ${locals.size === 1 ? 'value is' : 'values are'} referred to, of which a plan does not tell what they refer to: ${few([...locals])}`,
          path: ['configuration'],
          hint: 'scan the configuration beside it as well: it has them',
        },
      ];

const deletedOf = (
  planned: ReadonlyMap<string, Shown>,
  prior: ReadonlyMap<string, Shown>,
  configured: ReadonlySet<string>,
): readonly Doubt[] => {
  if (planned.size === 0) return [];
  const deleted = [...prior].filter(
    ([local, { mode }]) => mode === 'managed' && !planned.has(local) && !configured.has(local),
  );
  return deleted.map(([local, { path }]) => ({
    kind: 'skipped',
    message: `${local} is left out: the plan deletes it`,
    path,
  }));
};

const few = (names: readonly string[]): string =>
  names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
