/** Facts of a tree of deployments: what there is, and what each refers to. The same for JSON and for Bicep. */
import type {
  EdgeClass,
  Facts,
  Finding,
  Plain,
  Properties,
  ReferenceFact,
  ResourceFact,
  Target,
} from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import { textOf } from '../tree.ts';
import { poolFacts } from './balancing.ts';
import type { Deployment, Thing, Tree } from './deployment.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { ForeignThings } from './foreign.ts';
import { DEPLOYMENTS } from './read.ts';
import { refOfText, TYPE } from './ref-functions.ts';
import { resolved } from './resolve.ts';
import { textTarget } from './texts.ts';
import { type Ref, type Value, isOpen, knownText, patternOf, plainOf } from './value.ts';

/** All facts of a tree. `app`: what stands for it. */
export const factsOf = (tree: Tree, app: string): Facts => {
  const teller = new Teller(app);
  for (const deployment of tree.all) for (const thing of deployment.things) teller.thing(thing);
  return teller.facts();
};

/** Members of a body that are told otherwise, or say nothing. */
const NO_PROPERTIES = new Set([
  'name',
  'parent',
  'tags',
  'apiVersion',
  'comments',
  'metadata',
  'params',
  'asserts',
]);

/** Names of what is given to code as it runs. */
const SETTINGS = /^(?:appSettings|env|environmentVariables|connectionStrings)$/i;

/** Depth of a body that is looked into. */
const MOST_DEEP = 40;

class Teller {
  private readonly app: string;
  private readonly resources = new Map<Thing, ResourceFact>();
  private readonly references = new Map<string, ReferenceFact>();
  private readonly findings: Finding[] = [];
  private readonly foreign: ForeignThings;

  constructor(app: string) {
    this.app = app;
    this.foreign = new ForeignThings(app);
  }

  facts(): Facts {
    const resources = [...this.resources.values(), ...this.foreign.facts()];
    const references = [...this.references.values()];
    return {
      resources,
      references: [...references, ...poolFacts(references, resources)],
      findings: this.findings,
    };
  }

  thing(thing: Thing): void {
    const { deployment, declaration } = thing;
    const { scopes, count } = deployment.turns(declaration);
    this.resources.set(thing, this.resource(thing, scopes, count));
    if (thing.parent !== undefined) this.refer(thing, thing.parent, 'parent', declaration.line);
    for (const expr of declaration.dependsOn) {
      const value = evaluate(expr, deployment.inGeneral(declaration));
      for (const to of this.waitedFor(value, deployment))
        this.address(thing, to, 'dependsOn', expr.line, 'start-up');
    }
    const owner = ownerOf(thing);
    for (const scope of scopes) {
      for (const [key, expr] of declaration.body) {
        if (NO_PROPERTIES.has(key)) continue;
        const path = key === 'properties' ? [] : [key];
        this.value(owner, thing, evaluate(expr, scope), path, expr.line, 0);
      }
      const given = declaration.is === 'module' ? declaration.parameters : [];
      for (const [key, expr] of given)
        this.value(thing, thing, evaluate(expr, scope), ['parameters', key], expr.line, 0);
    }
  }

  private resource(thing: Thing, scopes: readonly Scope[], count: number | undefined): ResourceFact {
    const { deployment, declaration, type } = thing;
    const { file } = deployment;
    const bodies = scopes.map((scope) => bodyOf(thing, scope));
    const [properties] = bodies as [Properties];
    const full = thing.names.join('/');
    const region = regionOf(thing, scopes[0]!, 0);
    const off = deployment.isSwitchedOff(declaration);
    const kind = type === DEPLOYMENTS ? 'resource' : kindOf(type, properties);
    const owner = ownerTag(
      declaration.body.get('tags') === undefined
        ? undefined
        : evaluate(declaration.body.get('tags')!, scopes[0]!),
    );
    return {
      address: thing.address,
      type,
      where: { file: file.path, line: declaration.line },
      app: this.app,
      properties,
      ...(isOpen(full) || full === thing.address.local ? {} : { name: full }),
      ...(kind === undefined ? {} : { kind }),
      ...(region === undefined ? {} : { region }),
      ...(off ? { count: 0 } : count === undefined ? {} : { count }),
      ...(bodies.length < 2 ? {} : { instances: bodies }),
      ...(owner === undefined ? {} : { owner }),
      ...(declaration.is === 'resource' && declaration.isExisting ? { isForeign: true } : {}),
    };
  }

  /** Everything that a value refers to. `thing`: whose line it is; `from`: who refers. */
  private value(
    from: Thing,
    thing: Thing,
    value: Value,
    path: readonly string[],
    line: number,
    depth: number,
  ): void {
    if (depth > MOST_DEEP || !thing.deployment.mayGoOn()) return;
    switch (value.is) {
      case 'list':
        for (const item of value.items) this.value(from, thing, item, path, value.line || line, depth + 1);
        return;
      case 'map': {
        const setting = settingIn(value, path);
        if (setting !== undefined)
          return this.value(
            from,
            thing,
            setting.value,
            [...path, setting.key],
            setting.line || line,
            depth + 1,
          );
        for (const [key, { value: member, line: own, refs }] of value.entries) {
          // A key that is made of a resource names it; as a word of a path it says nothing.
          for (const ref of refs) this.refer(from, ref, path.join('.'), own || line);
          const inside = refs.length > 0 || isOpen(key) ? path : key === 'properties' ? path : [...path, key];
          this.value(from, thing, member, inside, own || line, depth + 1);
        }
        return;
      }
      case 'ref':
        return this.refer(from, value.ref, path.join('.'), line);
      case 'text':
      case 'unknown':
        for (const ref of value.refs) this.refer(from, ref, path.join('.'), line);
        if (value.is === 'text') this.text(from, thing, value, path, line);
        return;
      case 'plain':
      case 'deployment':
    }
  }

  private text(
    from: Thing,
    thing: Thing,
    value: Value & { readonly is: 'text' },
    path: readonly string[],
    line: number,
  ): void {
    const { deployment } = thing;
    const ref = value.refs.length > 0 ? undefined : refOfText(value.text, deployment);
    if (ref !== undefined) return this.refer(from, ref, path.join('.'), line);
    // A name that is computed twice in the same words is the same name.
    if (value.refs.length === 0 && isOpen(value.text)) {
      for (const other of namedIn(value.text, deployment))
        if (other !== from) this.address(from, other, path.join('.'), line, undefined, 'inferred');
    }
    const key = isSetting(path, thing) ? path.at(-1) : undefined;
    const target = textTarget(value.text, path, key);
    if (target !== undefined) this.add(from, target, path.join('.'), line);
  }

  /** What stands in `dependsOn`: a resource, a nested deployment with all in it, a symbol, a loop's or a resource's name. */
  private waitedFor(value: Value, deployment: Deployment): readonly Thing[] {
    if (value.is === 'list') return value.items.flatMap((item) => this.waitedFor(item, deployment));
    if (value.is === 'deployment') return insideOf(value.deployment);
    if (value.is === 'ref') {
      const { ref } = value;
      if (ref.kind === 'id' && ref.type.toLowerCase() === DEPLOYMENTS.toLowerCase()) {
        const nested = ref.in.deploymentNamed(ref.names.at(-1) ?? '');
        if (nested !== undefined) return insideOf(nested);
      }
      const found = resolved(ref);
      return found === undefined ? [] : [found];
    }
    const pattern = patternOf(value);
    if (pattern === undefined) return [];
    const found =
      deployment.symbolic(pattern) ?? deployment.thingNamed(pattern) ?? deployment.deploymentNamed(pattern);
    if (found !== undefined) return 'names' in found ? [found] : insideOf(found);
    const typed = TYPE.test(pattern.replaceAll(/\$\{[^}]*\}/g, 'x'))
      ? byTypedName(pattern, deployment)
      : undefined;
    if (typed !== undefined) return [typed];
    return deployment.things.filter(
      ({ declaration }) => declaration.loop?.loop?.toLowerCase() === pattern.toLowerCase(),
    );
  }

  private refer(from: Thing, ref: Ref, property: string, line: number): void {
    const to = resolved(ref);
    if (to !== undefined) {
      if (to !== from) this.address(from, to, property, line);
      return;
    }
    const target =
      ref.kind === 'id' ? this.foreign.target(ref, { file: from.deployment.file.path, line }) : undefined;
    if (target !== undefined) this.add(from, target, property, line);
  }

  private address(
    from: Thing,
    to: Thing,
    property: string,
    line: number,
    edgeClass?: EdgeClass,
    confidence: ReferenceFact['confidence'] = 'documented',
  ): void {
    if (to !== from)
      this.add(from, { by: 'address', address: to.address }, property, line, edgeClass, confidence);
  }

  private add(
    from: Thing,
    to: Target,
    property: string,
    line: number,
    edgeClass?: EdgeClass,
    confidence: ReferenceFact['confidence'] = 'documented',
  ): void {
    const key = JSON.stringify([from.address, to, property, edgeClass]);
    if (this.references.has(key)) return;
    this.references.set(key, {
      from: from.address,
      to,
      property,
      where: { file: from.deployment.file.path, line },
      confidence,
      ...(edgeClass === undefined ? {} : { class: edgeClass }),
    });
  }
}

/** Where it says that it is; a child that says nothing is where its parent is. */
const regionOf = ({ declaration, parent }: Thing, scope: Scope, depth: number): string | undefined => {
  const location =
    declaration.body.get('location') ??
    (declaration.is === 'module' ? declaration.parameters.get('location') : undefined);
  if (location !== undefined) {
    const region = knownText(evaluate(location, scope));
    return region?.toLowerCase() === 'global' ? undefined : region;
  }
  const above = parent === undefined || depth > 5 ? undefined : resolved(parent);
  return above === undefined
    ? undefined
    : regionOf(above, above.deployment.inGeneral(above.declaration), depth + 1);
};

/** What is in a nested deployment, as far as waiting for it is worth telling. */
const insideOf = (deployment: Deployment): readonly Thing[] => deployment.things.slice(0, 25);

/** `Microsoft.Network/virtualNetworks/hub`, and with children `Microsoft.Sql/servers/shop/databases/orders`. */
const byTypedName = (pattern: string, deployment: Deployment): Thing | undefined => {
  const wanted = pattern.toLowerCase();
  const found = deployment.things.filter(({ key }) => {
    const types = key.type.split('/');
    const names = key.name.split('/');
    const woven = [types[0], ...types.slice(1).flatMap((type, i) => [type, names[i] ?? ''])].join('/');
    return wanted === `${key.type}/${key.name}` || wanted === woven;
  });
  return found.length === 1 ? found[0] : undefined;
};

/** Settings of a web app that stand in a resource of their own are the app's. */
const ownerOf = (thing: Thing): Thing => {
  const isConfig = /^microsoft\.web\/sites(?:\/slots)?\/config$/.test(thing.key.type);
  const above = isConfig && thing.parent !== undefined ? resolved(thing.parent) : undefined;
  return above ?? thing;
};

/** A list's item that is a name and a value: `{name: 'DB_HOST', value: …}`. */
const settingIn = (
  { entries }: Value & { readonly is: 'map' },
  path: readonly string[],
): { readonly key: string; readonly value: Value; readonly line: number } | undefined => {
  if (!SETTINGS.test(path.at(-1) ?? '')) return undefined;
  const name = entries.get('name');
  const value =
    entries.get('value') ??
    entries.get('connectionString') ??
    entries.get('secureValue') ??
    entries.get('secretRef');
  const key = name === undefined ? undefined : knownText(name.value);
  return key === undefined || value === undefined ? undefined : { key, value: value.value, line: value.line };
};

/** Whether a path is that of a setting: `siteConfig.appSettings.DB_HOST`, or any member of a web app's settings. */
const isSetting = (path: readonly string[], { key, names }: Thing): boolean =>
  SETTINGS.test(path.at(-2) ?? '') ||
  (key.type.endsWith('/config') &&
    path.length > 0 &&
    /^(?:appsettings|connectionstrings)$/i.test(names.at(-1) ?? ''));

/** Resources of the same deployment whose computed name is part of a text. */
const namedIn = (text: string, { things }: Deployment): readonly Thing[] =>
  things.filter(({ names }) => {
    const own = names.at(-1) ?? '';
    // A name that is no more than one short gap may be anything.
    return names.length === 1 && isOpen(own) && own.length > 6 && text !== own && text.includes(own);
  });

/** The body as properties: what stands under `properties` beside the rest, texts of which a part is unknown left out. */
const bodyOf = (thing: Thing, scope: Scope): Properties => {
  const members: Record<string, Plain> = {};
  const name = thing.names.at(-1);
  const body = thing.declaration.body;
  const inner = body.get('properties');
  const known = inner === undefined ? undefined : plainOf(evaluate(inner, scope));
  if (typeof known === 'object' && known !== null && !Array.isArray(known))
    Object.assign(members, closed(known, 0));
  for (const [key, expr] of body) {
    if (key === 'properties' || NO_PROPERTIES.has(key)) continue;
    const value = plainOf(evaluate(expr, scope));
    const one = value === undefined ? undefined : closed(value, 0);
    if (one !== undefined) members[key] = one;
  }
  const own = thing.declaration.is === 'module' ? thing.declaration.parameters.get('name') : body.get('name');
  const here = own === undefined ? undefined : patternOf(evaluate(own, scope));
  const last = here === undefined ? name : here.slice(here.lastIndexOf('/') + 1);
  return last === undefined || isOpen(last) ? members : { ...members, name: last };
};

const closed = (value: Plain, depth: number): Plain | undefined => {
  if (typeof value === 'string') return isOpen(value) || value.length > 4_000 ? undefined : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MOST_DEEP) return undefined;
  if (Array.isArray(value))
    return (value as readonly Plain[]).flatMap((item) => closed(item, depth + 1) ?? []);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const one = closed(member, depth + 1);
      return one === undefined ? [] : [[key, one] as const];
    }),
  );
};

/** What the catalog's row cannot tell: one type of Azure is both a web app and a function. */
const kindOf = (type: string, properties: Properties): Kind | undefined =>
  /^Microsoft\.Web\/sites(?:\/slots)?$/.test(type) &&
  /function|workflow/i.test(textOf(properties['kind']) ?? '')
    ? 'function'
    : undefined;

const ownerTag = (tags: Value | undefined): string | undefined => {
  if (tags?.is !== 'map') return undefined;
  const found = [...tags.entries].find(([key]) => /^(?:owner|team)$/i.test(key));
  return found === undefined ? undefined : knownText(found[1].value);
};
