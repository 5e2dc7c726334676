/** Collects what constructs refer to as facts: each once for a property and a target, none of a thing to itself. */
import type { EdgeClass, ExportFact, Finding, ReferenceFact, Target } from '../../model/fact.ts';
import type { Confidence } from '../../model/requirement.ts';
import { arnsIn, textTargets } from '../cloudformation/texts.ts';
import { entryOf, whereOf } from '../typescript/read.ts';
import type { Site, Value } from '../typescript/value.ts';
import { type Held, heldIn } from './hold.ts';
import { type Setting, addressOf } from './place.ts';
import { spelled } from './spelling.ts';
import { type Statement, actionsOf } from './statements.ts';
import type { Construct } from './construct.ts';
import type { Tree } from './tree.ts';

export interface Words {
  readonly class?: EdgeClass;
  readonly confidence?: Confidence;
  readonly why?: string;
  readonly site?: Site;
}

/** Which property something that was found stands in, and why; none if it is not to be told. */
type Telling = (held: Held) => (Words & { readonly property: string }) | undefined;

/** Constructs that may do what their role may: the properties that name the role. */
const ROLES = ['role', 'taskRole', 'serviceRole', 'executionRole', 'instanceRole', 'credentialsRole'];

export class Teller {
  readonly references: ReferenceFact[] = [];
  readonly exports: ExportFact[] = [];
  readonly findings: Finding[] = [];
  readonly tree: Tree;
  readonly setting: Setting;
  /** What is imported by the name of what the same program makes. */
  readonly twins: ReadonlyMap<Construct, Construct>;
  private readonly seen = new Set<string>();

  constructor(tree: Tree, setting: Setting, twins: ReadonlyMap<Construct, Construct> = new Map()) {
    this.tree = tree;
    this.twins = twins;
    this.setting = setting;
  }

  /** One thing refers to another, or to words. */
  refer(holder: Construct, held: Construct | Target, property: string, words: Words = {}): void {
    const from = this.twins.get(holder) ?? holder;
    const to = 'by' in held ? held : (this.twins.get(held) ?? held);
    const target: Target = 'by' in to ? to : { by: 'address', address: addressOf(to, this.setting) };
    if (!isNode(from) || (!('by' in to) && (to === from || !isNode(to)))) return;
    const address = addressOf(from, this.setting);
    const key = JSON.stringify([address, property, target]);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const { site = from.site, confidence = 'documented', why } = words;
    this.references.push({
      from: address,
      to: target,
      property,
      where: whereOf(site),
      confidence,
      ...(words.class === undefined ? {} : { class: words.class }),
      ...(why === undefined || why === '' ? {} : { why }),
    });
  }

  /** All that a value of a property holds, as references of a construct. */
  holds(from: Construct, path: readonly string[], value: Value | undefined, words: Words = {}): void {
    this.tell(from, value, path, (held) => ({
      ...words,
      property: spelled(from.type, from.isRaw, held.path),
      why: words.why ?? held.path.join('.'),
    }));
  }

  /** The same, where what was found decides the property. */
  tell(from: Construct, value: Value | undefined, path: readonly string[], telling: Telling): void {
    for (const held of heldIn(this.tree, value, path)) {
      const words = telling(held);
      if (words === undefined) continue;
      const site = words.site ?? held.site ?? from.site;
      switch (held.kind) {
        case 'construct':
          this.refer(from, held.construct, words.property, { ...words, site });
          break;
        case 'statement':
          this.statement(from, held.statement, words.property, { ...words, site });
          break;
        case 'export':
          this.refer(from, { by: 'text', text: held.text, as: 'export' }, words.property, { ...words, site });
          break;
        case 'text': {
          const { why: _, ...rest } = words;
          for (const target of targetsOf(held.text, words.property, from.type, held.helper))
            this.refer(from, target, words.property, { ...rest, site });
        }
      }
    }
  }

  /** What a statement allows a construct (or the role that it acts by): things by name, else the services of its actions. */
  statement(from: Construct, statement: Statement, property: string, words: Words): void {
    if (!statement.isAllow || statement.hasPrincipals) return;
    const principal = this.principalOf(from);
    let isNamed = false;
    const why = words.why ?? actionsOf(statement).slice(0, 3).join(', ');
    const common: Words = { ...words, class: 'permission', why };
    for (const held of heldIn(this.tree, statement.resources)) {
      if (held.kind === 'construct') {
        isNamed = true;
        this.refer(principal, held.construct, `${property}.Resource`, common);
      } else if (held.kind === 'export') {
        isNamed = true;
        this.refer(principal, { by: 'text', text: held.text, as: 'export' }, `${property}.Resource`, common);
      } else if (held.kind === 'text' && held.text.includes('arn:')) {
        isNamed = true;
        for (const target of arnsIn(held.text)) this.refer(principal, target, `${property}.Resource`, common);
      }
    }
    if (isNamed) return;
    const services = new Set<string>();
    for (const action of actionsOf(statement)) {
      const service = /^([a-z0-9-]+):/.exec(action)?.[1];
      if (service === undefined || services.has(service)) continue;
      services.add(service);
      const target: Target = { by: 'text', text: action, as: 'action' };
      this.refer(principal, target, `${property}.Action`, { ...common, confidence: 'inferred' });
    }
  }

  /** Who gets a right that is given to a construct: the role that it is made with, else it itself. */
  principalOf(construct: Construct): Construct {
    if (construct.isRaw) return construct;
    for (const name of ROLES) {
      const role = this.tree.of(entryOf(construct.props, name));
      if (role !== undefined && role !== construct && role.type === 'AWS::IAM::Role') return role;
    }
    if (construct.type !== 'AWS::ECS::Service') return construct;
    const definition =
      construct.members.get('taskDefinition') ?? this.tree.of(entryOf(construct.props, 'taskDefinition'));
    return definition === undefined || definition === construct ? construct : this.principalOf(definition);
  }

  /** What a construct is called in the source. */
  nameOf(construct: Construct): string {
    return construct.boundTo ?? construct.id;
  }
}

const isNode = ({ role }: Construct): boolean => role === 'resource' || role === 'foreign';

/** Helpers whose text is the address of something outside. */
const HOSTS: ReadonlySet<string> = new Set([
  'HttpOrigin',
  'HttpIntegration',
  'HttpUrlIntegration',
  'UrlSubscription',
]);

const ENVIRONMENT = /(?:^|\.)(?:Environment|Variables|EnvironmentVariables)\.([^.]+)$/;

/** What a text may name, by the property that it stands in. */
const targetsOf = (
  text: string,
  property: string,
  type: string,
  helper: string | undefined,
): readonly (Target & { readonly by: 'text' })[] => {
  if (helper === 'ContainerImage.fromRegistry') return [{ by: 'text', text, as: 'image' }];
  if (helper !== undefined && HOSTS.has(helper)) {
    return /[\w}]\.\w|:\/\//.test(text) ? [{ by: 'text', text, as: 'host' }] : [];
  }
  const key = ENVIRONMENT.exec(property)?.[1];
  if (key !== undefined && !property.startsWith('Tags')) {
    if (/^\$\{[^}]*\}$/.test(text)) return [];
    return [{ by: 'text', text, as: 'env', key }];
  }
  return textTargets(text, property.split('.'), {}, type);
};
