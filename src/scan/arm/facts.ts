/** Facts of a tree of deployments: what there is, and what each refers to. The same for JSON and for Bicep. */
import type { EdgeClass, Facts, ReferenceFact, ResourceFact, Target } from '../../model/fact.ts';
import { poolFacts } from './balancing.ts';
import { evaluate } from './evaluate.ts';
import { ForeignThings } from './foreign.ts';
import { MOST_DEEP, NO_PROPERTIES, resourceOf } from './properties.ts';
import { DEPLOYMENTS } from './read.ts';
import { refOfText, TYPE } from './ref-functions.ts';
import { resolved } from './resolve.ts';
import { isSetting, namedIn, ownerOf, settingIn } from './settings.ts';
import { textTarget } from './texts.ts';
import { type Deployed, type Ref, type Thing, type Tree, type Value, isOpen, patternOf } from './value.ts';

/** All facts of a tree. `app`: what stands for it. */
export const factsOf = (tree: Tree, app: string): Facts => {
  const teller = new Teller(app);
  for (const deployment of tree.all) for (const thing of deployment.things) teller.thing(thing);
  return teller.facts();
};

class Teller {
  private readonly app: string;
  private readonly resources = new Map<Thing, ResourceFact>();
  private readonly references = new Map<string, ReferenceFact>();
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
      findings: [],
    };
  }

  thing(thing: Thing): void {
    const { deployment, declaration } = thing;
    const { scopes, count } = deployment.turns(declaration);
    this.resources.set(thing, resourceOf(thing, scopes, count, this.app));
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
  private waitedFor(value: Value, deployment: Deployed): readonly Thing[] {
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

/** What is in a nested deployment, as far as waiting for it is worth telling. */
const insideOf = (deployment: Deployed): readonly Thing[] => deployment.things.slice(0, 25);

/** `Microsoft.Network/virtualNetworks/hub`, and with children `Microsoft.Sql/servers/shop/databases/orders`. */
const byTypedName = (pattern: string, deployment: Deployed): Thing | undefined => {
  const wanted = pattern.toLowerCase();
  const found = deployment.things.filter(({ key }) => {
    const types = key.type.split('/');
    const names = key.name.split('/');
    const woven = [types[0], ...types.slice(1).flatMap((type, i) => [type, names[i] ?? ''])].join('/');
    return wanted === `${key.type}/${key.name}` || wanted === woven;
  });
  return found.length === 1 ? found[0] : undefined;
};
