/**
 * The inside of a block: properties as far as they are known, everything that it refers to and where, and texts that
 * may name something. Blocks in it are read the same way, dynamic ones once for each of their items.
 */
import type { EdgeClass, Plain, Properties } from '../../model/fact.ts';
import { type Scope, evaluate, plainOf } from '../hcl/evaluate.ts';
import type { Attribute, Block, Body, Expression } from '../hcl/syntax.ts';
import { type Value, map, unknown } from '../hcl/value.ts';
import { isMissing } from './address.ts';
import { literalText } from './folder.ts';
import { lineIn } from './lines.ts';
import type { Module } from './module.ts';
import { partsOf } from './parts.ts';
import { permissionsIn, permissionsOfStatement } from './policies.ts';
import { membersOf } from './repeat.ts';
import { shapeOf } from './shape.ts';
import { tellSetting } from './missing.ts';
import { type Text, settingNamed, settingText, textsIn, unknownSettings } from './texts.ts';
import { referencesIn, referring, within } from './values.ts';

/** A reference of a block, by its target's address as one text. */
interface Use {
  readonly to: string;
  readonly property: string;
  readonly line: number;
}

interface Said extends Text {
  readonly line: number;
  readonly class?: EdgeClass;
}

export interface Reading {
  readonly properties: Properties;
  readonly uses: readonly Use[];
  readonly texts: readonly Said[];
  /** The values of its own attributes. */
  readonly values: ReadonlyMap<string, Value>;
}

/** Attributes that mean something to Terraform itself, and are no property of the thing. */
const META = new Set(['count', 'for_each', 'depends_on', 'provider', 'providers', 'source', 'version']);

/** Blocks that say how a thing is made, not what it is: their references count, their values do not. */
const MAKING = new Set(['lifecycle', 'provisioner', 'connection']);

/** Names of attributes, not references. */
const NOT_VALUES = new Set(['ignore_changes']);

/** Blocks in one another. */
const MOST_DEEP = 20;

/** Items of a dynamic block that are written out. */
const MOST_ITEMS = 100;

const MOST_TEXT = 4_000;

/** Reads one instance of a block; `scope` is the module's, with what only the instance knows. */
export const readBlock = (block: Block, scope: Scope, module: Module, file: string): Reading =>
  new BodyReader(module, file).read(block, scope);

class BodyReader {
  private readonly module: Module;
  private readonly file: string;
  private readonly uses: Use[] = [];
  private readonly texts: Said[] = [];
  private readonly values = new Map<string, Value>();

  constructor(module: Module, file: string) {
    this.module = module;
    this.file = file;
  }

  read(block: Block, scope: Scope): Reading {
    const properties = this.body(block, scope, []);
    const isPolicy = block.type === 'data' && block.labels[0] === 'aws_iam_policy_document';
    if (isPolicy) this.statements(block, scope);
    return { properties, uses: this.uses, texts: this.texts, values: this.values };
  }

  private body(body: Body, scope: Scope, path: readonly string[]): Properties {
    const properties = new Map<string, Plain>();
    const setting = this.settingOf(body, scope, path);
    for (const attribute of body.attributes.values()) {
      const { name } = attribute;
      if (NOT_VALUES.has(name) || (path.length === 0 && META.has(name))) continue;
      const key = name === 'value' ? setting : undefined;
      const value = this.attribute(attribute, scope, [...path, key ?? name], key);
      const known = plainOf(value);
      if (known !== undefined) properties.set(name, shortened(known));
    }
    for (const block of body.blocks) this.block(block, scope, path, properties);
    return Object.fromEntries(properties);
  }

  /** The name of the setting that a block is, which is then the property of its value. */
  private settingOf(body: Body, scope: Scope, path: readonly string[]): string | undefined {
    const name = body.attributes.get('name');
    const type = path.at(-1) ?? '';
    return name === undefined ? undefined : settingNamed(type, evaluate(name.value, scope));
  }

  /** `setting`: the name of the setting that it is the value of. */
  private attribute(
    { value: expression, line }: Attribute,
    scope: Scope,
    path: readonly string[],
    setting?: string,
  ): Value {
    this.module.site = { file: this.file, line };
    const value = evaluate(expression, scope);
    const lineOf = (property: string): number => lineIn(expression, path, property, line);
    for (const { property, to } of partsOf(value, path)) this.refer(to, property, lineOf(property));
    if (path.length === 1) this.values.set(path[0]!, value);
    const shape = shapeOf(expression, scope, this.module, value);
    for (const property of unknownSettings(shape, path)) {
      tellSetting(this.module, property, { file: this.file, line: lineOf(property) });
    }
    const permissions = path.includes('assume_role_policy') ? [] : permissionsIn(shape, path);
    for (const text of permissions) this.texts.push({ ...text, line, class: 'permission' });
    // What a policy names is permitted; the same text again would say that it is called.
    const named = new Set(permissions.map(({ target }) => target.text));
    const texts =
      setting === undefined ? textsIn(shape, path) : settingText(path.slice(0, -1), setting, shape);
    for (const text of texts) {
      const inPolicy = path[0] === 'statement' || (permissions.length > 0 && named.has(text.target.text));
      if (!inPolicy && !isOfPolicy(text)) this.texts.push({ ...text, line: lineOf(text.property) });
    }
    return shape;
  }

  private refer(addresses: ReadonlySet<string>, property: string, line: number): void {
    for (const to of addresses) if (!isMissing(to)) this.uses.push({ to, property, line });
  }

  private block(block: Block, scope: Scope, path: readonly string[], into: Map<string, Plain>): void {
    if (path.length > MOST_DEEP) return;
    if (block.type === 'dynamic') return this.dynamic(block, scope, path, into);
    const inner = this.body(block, scope, [...path, block.type]);
    if (path.length === 0 && MAKING.has(block.type)) return;
    add(into, block.type, inner);
  }

  private dynamic(block: Block, scope: Scope, path: readonly string[], into: Map<string, Plain>): void {
    const label = block.labels[0] ?? '';
    const each = block.attributes.get('for_each');
    const content = block.blocks.find(({ type }) => type === 'content');
    if (each === undefined || content === undefined) return;
    this.module.site = { file: this.file, line: each.line };
    const from = evaluate(each.value, scope);
    this.refer(referencesIn(from), [...path, label].join('.'), each.line);
    const iterator = nameOf(block.attributes.get('iterator')?.value) ?? label;
    const items = membersOf(from)?.slice(0, MOST_ITEMS);
    const isThere = items !== undefined && items.length > 0;
    const members = isThere ? items : [{ key: unknown(), value: unknown(referring(referencesIn(from))) }];
    for (const { key, value } of members) {
      const own = map(
        new Map([
          ['key', key],
          ['value', value],
        ]),
      );
      const inner = this.body(content, within(scope, new Map([[iterator, own]])), [...path, label]);
      // Of an empty collection only the references are wanted.
      if (items === undefined || isThere) add(into, label, inner);
    }
  }

  private statements(block: Block, scope: Scope): void {
    for (const statement of block.blocks) {
      if (statement.type !== 'statement') continue;
      const said = new Map<string, Value>();
      for (const { name, value } of statement.attributes.values())
        said.set(name, shapeOf(value, scope, this.module, evaluate(value, scope)));
      for (const { type } of statement.blocks) said.set(type, unknown());
      for (const text of permissionsOfStatement(said))
        this.texts.push({ ...text, line: statement.line, class: 'permission' });
    }
  }
}

/** Resources and principals of statements that were not permissions: denied, or of somebody else. */
const isOfPolicy = ({ property }: Text): boolean => property.includes('.Statement.');

/** `iterator = it`: a name, not a reference. */
const nameOf = (expression: Expression | undefined): string | undefined =>
  expression?.kind === 'variable' ? expression.name : literalText(expression);

/** The second block of a type makes a list of both. */
const add = (into: Map<string, Plain>, name: string, block: Properties): void => {
  const before = into.get(name);
  if (before === undefined) into.set(name, block);
  else into.set(name, Array.isArray(before) ? [...(before as readonly Plain[]), block] : [before, block]);
};

const shortened = (value: Plain): Plain => {
  if (typeof value === 'string') return value.length > MOST_TEXT ? value.slice(0, MOST_TEXT) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Plain[]).map(shortened);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortened(member)]));
};
