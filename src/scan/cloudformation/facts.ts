/** The facts of one stack: its resources, what each refers to, and what it hands to others. */
import type { EdgeClass, Facts, Finding, ReferenceFact, ResourceFact, Target } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import { classOf, INIT, isAddress } from './classes.ts';
import { codeOf } from './code.ts';
import { evaluate } from './evaluate.ts';
import { exportsOf } from './outputs.ts';
import { type Mention, mentionsOf, propertyOf } from './mentions.ts';
import { propertiesOf } from './properties.ts';
import {
  CONNECTOR,
  connectorEnds,
  entryOf,
  eventsOf,
  implicitApi,
  type ImplicitApi,
  listeners,
  listensToDefaultBus,
} from './sam.ts';
import { policyUses } from './sam-policies.ts';
import { type SharedNames, sharedNames } from './shared-names.ts';
import { addressIn, constructOf, type Declared, idIn, type Stack } from './stack.ts';
import { openActions } from './statements.ts';
import { environmentKey, parameterArn, placesIn, textTargets } from './texts.ts';
import { storedParameters, type World } from './world.ts';

/** Parts of a resource's body that hold references: all but what people and tools read. */
const HOLDERS = ['Properties', 'DependsOn', 'Connectors', 'CreationPolicy', 'UpdatePolicy'];

/** A resource that the CDK adds to every stack, to be counted by its makers. */
const COUNTER = 'AWS::CDK::Metadata';

/** All facts of a stack. */
export const factsOf = (stack: Stack, world: World): Facts => {
  const teller = new Teller(stack, world);
  for (const declared of stack.declared.values()) if (declared.type !== COUNTER) teller.resource(declared);
  teller.implicitApis();
  return {
    resources: teller.resources,
    references: teller.references,
    exports: exportsOf(stack, world),
    findings: teller.findings,
  };
};

class Teller {
  readonly resources: ResourceFact[] = [];
  readonly references: ReferenceFact[] = [];
  readonly findings: Finding[] = [];
  private readonly stack: Stack;
  private readonly world: World;
  private readonly shared: SharedNames;
  private readonly stored: ReadonlyMap<string, string>;
  private readonly told = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(stack: Stack, world: World) {
    this.stack = stack;
    this.world = world;
    this.shared = sharedNames(stack.declared.values(), world.known(stack));
    this.stored = new Map(storedParameters(stack));
  }

  resource(declared: Declared): void {
    const { stack } = this;
    const known = this.world.known(stack);
    const { id, type, body, path, kind } = declared;
    const entry = declared.entry ?? entryOf(body, type);
    const properties = propertiesOf(body, known);
    const condition = textOf(at(body, 'Condition'));
    const isOff = condition !== undefined && known.condition(condition) === false;
    const name = constructOf(body);
    const code = declared.code ?? codeOf(stack.inside, type, body);
    this.resources.push({
      address: addressIn(stack, id),
      type,
      where: stack.where(path),
      ...(name === undefined ? {} : { name }),
      ...(stack.region === undefined ? {} : { region: stack.region }),
      ...(properties === undefined ? {} : { properties }),
      ...(isOff ? { count: 0 } : {}),
      ...(kind === undefined ? {} : { kind }),
      ...(entry === undefined ? {} : { entry }),
      ...(code.length === 0 ? {} : { code }),
    });
    for (const holder of HOLDERS) this.holder(declared, holder);
    this.configured(declared);
    this.connectors(declared);
    this.actions(declared);
    this.policies(declared);
    this.defaultBus(declared);
  }

  /** SAM's connectors name their ends by plain ids. */
  private connectors(declared: Declared): void {
    const { stack } = this;
    const ends = connectorEnds(declared.body, declared.type);
    for (const { id, steps } of ends) this.named(declared, id, undefined, steps, undefined);
    if (declared.type !== CONNECTOR) return;
    // A connector that stands alone says of its source what the source could say itself.
    const idsAt = (end: string): readonly string[] =>
      ends.flatMap(({ id, steps }) => (steps.includes(end) ? [idIn(stack, id) ?? ''] : []));
    const steps = ['Connectors', declared.id, 'Properties', 'Destination', 'Id'];
    for (const source of idsAt('Source')) {
      const from = stack.declared.get(source);
      for (const id of from === undefined ? [] : idsAt('Destination')) {
        if (id === '') continue;
        const to: Target = { by: 'address', address: addressIn(stack, id) };
        this.refer(from!, to, steps, undefined, 'inferred', declared.path);
      }
    }
  }

  /** The references of one part of a resource. */
  private holder(declared: Declared, holder: string): void {
    const value = at(declared.body, holder);
    if (value === undefined) return;
    if (holder === 'DependsOn') {
      itemsOf(value).forEach((name, i) => {
        if (typeof name === 'string') this.named(declared, name, undefined, ['DependsOn', i], 'start-up');
      });
      return;
    }
    for (const mention of mentionsOf(value, this.world.known(this.stack)))
      this.mention(declared, { ...mention, steps: [holder, ...mention.steps] });
  }

  /** Addresses in what `cfn-init` writes on a machine: what runs there calls them. Metadata else tells nothing. */
  private configured(declared: Declared): void {
    const value = at(declared.body, 'Metadata', INIT);
    if (value === undefined) return;
    for (const mention of mentionsOf(value, this.world.known(this.stack))) {
      if (mention.kind !== 'reference' || !isAddress(mention.attribute)) continue;
      const path = [...declared.path, 'Metadata', INIT, ...mention.steps];
      for (const to of this.world.targets(this.stack, mention.name, mention.attribute) ?? [])
        this.refer(declared, to, [INIT], 'data', 'inferred', path);
    }
  }

  private mention(declared: Declared, mention: Mention): void {
    const { steps } = mention;
    const kind = classOf(mention);
    if (mention.kind === 'reference') this.named(declared, mention.name, mention.attribute, steps, kind);
    else if (mention.kind === 'import') {
      const text = textOf(evaluate(mention.value, this.world.known(this.stack)));
      if (text === undefined) this.unknown(declared, steps, 'the name of an imported value is not known');
      else this.refer(declared, { by: 'text', text, as: 'export' }, steps, kind);
    } else this.text(declared, mention.text, steps, kind);
  }

  /** A name in the template: of a resource, or of a parameter through which a resource is passed in. */
  private named(
    declared: Declared,
    name: string,
    attribute: string | undefined,
    steps: readonly Step[],
    kind: EdgeClass | undefined,
  ): void {
    const targets = this.world.targets(this.stack, name, attribute);
    if (targets === undefined) this.unresolved(declared, name, steps);
    for (const target of targets ?? []) this.refer(declared, target, steps, kind);
    const stored = this.stored.get(name);
    // What AWS itself publishes there (images of machines) is no part of anybody's system.
    if (stored !== undefined && !stored.startsWith('/aws/service/'))
      this.refer(declared, { by: 'text', text: parameterArn(stored), as: 'arn' }, steps, kind);
  }

  private text(declared: Declared, text: string, steps: readonly Step[], kind: EdgeClass | undefined): void {
    if (steps[0] === 'Metadata') return;
    const { stack } = this;
    // A text with a resource in it refers to that: what else it says adds nothing.
    if (placesIn(text).some((name) => idIn(stack, name) !== undefined)) return;
    const twin = this.twin(declared, text, steps);
    if (twin !== undefined) {
      this.refer(declared, { by: 'address', address: addressIn(stack, twin) }, steps, kind, 'inferred');
      return;
    }
    if (/^\$\{(?!ssm:)[^}]*\}$/.test(text)) return;
    for (const target of textTargets(text, steps, declared.body, declared.type))
      this.refer(declared, target, steps, kind);
  }

  /** The resource of this stack that a setting names by the same value. */
  private twin(declared: Declared, text: string, steps: readonly Step[]): string | undefined {
    const names = propertyOf(steps).split('.');
    const key = environmentKey(steps, names, declared.body, declared.type) ?? names.at(-1) ?? '';
    const twin = this.shared.named(key, text);
    return twin === declared.id ? undefined : twin;
  }

  private actions(declared: Declared): void {
    const properties = at(declared.body, 'Properties');
    for (const { action, steps } of openActions(properties, this.world.known(this.stack))) {
      const target: Target = { by: 'text', text: action, as: 'action' };
      this.refer(declared, target, ['Properties', ...steps, 'Action'], 'permission', 'inferred');
    }
  }

  /** What SAM's policy templates name by words, or by nothing but their own names. */
  private policies(declared: Declared): void {
    if (!declared.type.startsWith('AWS::Serverless::')) return;
    const known = this.world.known(this.stack);
    for (const { target, name, steps } of policyUses(declared.body, known)) {
      const argument = at(declared.body, ...steps);
      const isTold =
        mentionsOf(argument, known).some((mention) => mention.kind !== 'text' && !this.isValue(mention)) ||
        (name !== undefined && this.twin(declared, name, steps) !== undefined);
      if (!isTold) this.refer(declared, target, steps, 'permission', 'inferred');
    }
  }

  /** Whether a name is a parameter's or a pseudo parameter's, and so refers to nothing by itself. */
  private isValue(mention: Mention): boolean {
    return (
      mention.kind === 'reference' &&
      this.world.targets(this.stack, mention.name, mention.attribute)?.length === 0
    );
  }

  /** Who listens to the default bus depends on it, though nothing in the template is that bus. */
  private defaultBus(declared: Declared): void {
    const target: Target = { by: 'text', text: 'events:PutEvents', as: 'action' };
    for (const { properties, steps } of listeners(declared.body, declared.type)) {
      if (listensToDefaultBus(properties)) this.refer(declared, target, steps, 'asynchronous', 'inferred');
    }
  }

  /** The APIs that SAM makes for events which name none: the API calls the function. */
  implicitApis(): void {
    const apis = new Map<string, Declared>();
    for (const declared of this.stack.declared.values()) {
      for (const [name, event] of eventsOf(declared.body)) {
        const api = implicitApi(event);
        if (api === undefined) continue;
        const path = [...declared.path, 'Properties', 'Events', name];
        const made = apis.get(api.id) ?? this.made(api, path);
        apis.set(api.id, made);
        this.refer(
          made,
          { by: 'address', address: addressIn(this.stack, declared.id) },
          ['Integration'],
          undefined,
          'documented',
          path,
        );
      }
    }
  }

  private made({ id, type }: ImplicitApi, path: readonly Step[]): Declared {
    const { stack } = this;
    this.resources.push({
      address: addressIn(stack, id),
      type,
      where: stack.where(path),
      ...(stack.region === undefined ? {} : { region: stack.region }),
    });
    return { id, type, body: {}, path };
  }

  /** One fact for each property and target; none of a thing to itself. */
  private refer(
    declared: Declared,
    to: Target,
    steps: readonly Step[],
    kind?: EdgeClass,
    confidence: ReferenceFact['confidence'] = 'documented',
    path?: readonly Step[],
  ): void {
    const { stack } = this;
    const from = addressIn(stack, declared.id);
    if (to.by === 'address' && to.address.scope === from.scope && to.address.local === from.local) return;
    const property = propertyOf(steps[0] === 'Properties' ? steps.slice(1) : steps);
    const key = JSON.stringify([declared.id, property, to]);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.references.push({
      from,
      to,
      property,
      where: stack.where(path ?? this.pathOf(declared, steps)),
      confidence,
      ...(kind === undefined ? {} : { class: kind }),
    });
  }

  /** The path in the text: in the resource, or in Globals, if the resource itself does not have it. */
  private pathOf({ path, shared, locate }: Declared, steps: readonly Step[]): readonly Step[] {
    if (locate !== undefined) return locate(steps);
    if (shared === undefined || steps[0] !== 'Properties') return [...path, ...steps];
    const inText = at(this.stack.template, ...path.slice(this.stack.root.length), ...steps);
    return inText === undefined ? [...shared, ...steps.slice(1)] : [...path, ...steps];
  }

  /** A name that the template does not have; told once. */
  private unresolved(declared: Declared, name: string, steps: readonly Step[]): void {
    this.once(`name ${name}`, {
      kind: 'unresolved',
      message: `${declared.id} refers to ${name}, which the template does not declare`,
      ...this.stack.where(this.pathOf(declared, steps)),
    });
  }

  private unknown(declared: Declared, steps: readonly Step[], message: string): void {
    const where = this.stack.where(this.pathOf(declared, steps));
    this.once(`${where.line} ${message}`, {
      kind: 'unknown-value',
      message: `${declared.id}: ${message}`,
      ...where,
    });
  }

  private once(key: string, finding: Finding): void {
    if (this.told.has(key)) return;
    this.told.add(key);
    this.findings.push(finding);
  }
}
