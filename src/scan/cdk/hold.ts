/**
 * What a value holds: the constructs that it refers to, the texts in it, and the policy statements, each with the path of
 * properties that leads there. Helper objects are looked through; a construct is not.
 */
import { libraryOf, patternOf, textOf } from '../typescript/read.ts';
import type { Call, Site, Value } from '../typescript/value.ts';
import { classNameOf } from './kinds.ts';
import { saidBy } from './said.ts';
import { type Statement, rawStatement, statementOf } from './statements.ts';
import type { Construct } from './construct.ts';
import type { Tree } from './tree.ts';

export type Held =
  /** `helper`: the innermost that stands between, as the library calls it: `SqsEventSource` of `new SqsEventSource(queue)`. */
  | {
      readonly kind: 'construct';
      readonly construct: Construct;
      readonly path: readonly string[];
      readonly helper?: string;
      readonly site?: Site;
    }
  /** A text with `${…}` for what is not known; it holds no construct. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly path: readonly string[];
      readonly helper?: string;
      readonly site?: Site;
    }
  /** An export of another stack: `Fn.importValue('vpc-id')`. */
  | { readonly kind: 'export'; readonly text: string; readonly path: readonly string[]; readonly site?: Site }
  | {
      readonly kind: 'statement';
      readonly statement: Statement;
      readonly path: readonly string[];
      readonly site?: Site;
    };

const DEEPEST = 60;
const MOST_LOOKED_AT = 20_000;

/** All that a value holds, each once for each path. */
export const heldIn = (
  tree: Tree,
  value: Value | undefined,
  path: readonly string[] = [],
): readonly Held[] => {
  const walker = new Walker(tree);
  walker.walk(value, { path, depth: 0 });
  return walker.found;
};

interface At {
  readonly path: readonly string[];
  readonly depth: number;
  readonly helper?: string;
  readonly site?: Site;
  /** A text of which this is a part has been told already. */
  readonly isQuiet?: boolean;
}

class Walker {
  readonly found: Held[] = [];
  private readonly tree: Tree;
  private readonly seen = new Map<object, Set<string>>();
  private looked = 0;

  constructor(tree: Tree) {
    this.tree = tree;
  }

  walk(value: Value | undefined, at: At): void {
    if (value === undefined || at.depth > DEEPEST || ++this.looked > MOST_LOOKED_AT) return;
    const next: At = { ...at, depth: at.depth + 1 };
    switch (value.kind) {
      case 'plain':
        if (typeof value.plain === 'string') this.text(value.plain, at);
        return;
      case 'list':
        if (this.isNew(value, at)) for (const item of value.items) this.walk(item, next);
        return;
      case 'object':
        this.object(value, at);
        return;
      case 'text':
        this.template(value, at);
        return;
      case 'either':
        for (const arm of value.of) this.walk(arm, next);
        return;
      case 'made':
      case 'instance':
        this.thing(value, at);
        return;
      case 'result':
        this.result(value.call, at);
        return;
      case 'member':
        this.member(value, at);
        return;
      case 'unknown':
        for (const part of value.of) this.walk(part, { ...next, isQuiet: true });
        return;
      case 'class':
      case 'environment':
      case 'function':
      case 'library':
    }
  }

  private isNew(what: object, at: At): boolean {
    const key = `${at.isQuiet === true ? 1 : 0} ${at.path.join('.')}`;
    const keys = this.seen.get(what) ?? new Set();
    if (keys.has(key)) return false;
    this.seen.set(what, keys.add(key));
    return true;
  }

  private text(text: string, { isQuiet, path, helper, site }: At): void {
    if (isQuiet !== true && text !== '')
      this.found.push({
        kind: 'text',
        text,
        path,
        ...(helper === undefined ? {} : { helper }),
        ...sited(site),
      });
  }

  private template(value: Value & { readonly kind: 'text' }, at: At): void {
    const before = this.found.length;
    for (const part of value.parts) this.walk(part, { ...at, depth: at.depth + 1, isQuiet: true });
    // A text with a construct in it refers to that: what else it says adds nothing.
    if (this.found.length > before) return;
    const text = patternOf(value);
    if (text !== undefined) this.text(text, at);
  }

  private object(value: Value & { readonly kind: 'object' }, at: At): void {
    if (!this.isNew(value, at)) return;
    const inner: At = { ...at, ...sited(value.site ?? at.site), depth: at.depth + 1 };
    const statement = rawStatement(value);
    if (statement !== undefined) {
      this.found.push({ kind: 'statement', statement, path: at.path, ...sited(inner.site) });
      return;
    }
    // `[{name: 'TABLE', value: table.tableName}]` is a map of variables, too.
    const name = textOf(value.entries.get('name') ?? value.entries.get('Name'));
    if (name !== undefined && /^[eE]nvironment/.test(at.path.at(-1) ?? '')) {
      this.walk(value.entries.get('value') ?? value.entries.get('Value'), {
        ...inner,
        path: [...at.path, name],
      });
      return;
    }
    for (const [key, member] of value.entries) {
      // `{value: table.tableName, type: …}` in a map of variables: the value is meant.
      const isValue = key === 'value' && (at.path.at(-2) ?? '').startsWith('environment');
      this.walk(member, { ...inner, path: isValue ? at.path : [...at.path, key] });
    }
  }

  /** What `new` made: a construct is referred to, a helper is looked through. */
  private thing(value: Value & { readonly kind: 'made' | 'instance' }, at: At): void {
    const { made } = value;
    const construct = this.tree.of(value);
    if (construct !== undefined && construct.role !== 'part') {
      this.construct(construct, at);
      return;
    }
    if (made === undefined || !this.isNew(made, at)) return;
    const name = classNameOf(made.class);
    const inner: At = {
      ...at,
      depth: at.depth + 1,
      ...(name === undefined ? {} : { helper: name.name }),
    };
    if (name?.name === 'PolicyStatement') {
      this.statement(value, at);
      return;
    }
    // The scope says where a part stands, not what it needs.
    const args = construct === undefined ? made.args : made.args.slice(2);
    for (const arg of args) this.walk(arg, inner);
    for (const call of this.tree.given.get(made) ?? []) for (const arg of call.args) this.walk(arg, inner);
    if (value.kind === 'instance')
      for (const field of value.fields.values()) this.walk(field, { ...inner, isQuiet: true });
  }

  private statement({ made }: Value & { readonly kind: 'made' | 'instance' }, at: At): void {
    const given = made === undefined ? [] : (this.tree.given.get(made) ?? []);
    const statement = statementOf(made, given);
    this.found.push({ kind: 'statement', statement, path: at.path, ...sited(made?.site) });
  }

  private result(call: Call, at: At): void {
    const value: Value = { kind: 'result', call };
    const construct = this.tree.of(value);
    if (construct !== undefined && construct.role !== 'part') {
      this.construct(construct, at);
      return;
    }
    if (!this.isNew(call, at)) return;
    const library = libraryOf(call.callee);
    const name = library === undefined ? undefined : classNameOf(library);
    const next: At = {
      ...at,
      depth: at.depth + 1,
      ...(name === undefined ? {} : { helper: [name.name, ...name.rest].join('.') }),
    };
    if (name !== undefined && this.known(call, [name.name, ...name.rest].join('.'), at)) return;
    if (library === undefined) this.walk(call.callee, next);
    // What is made of texts is a text of its own: `Fn.join`, `path.join`, `String.replace`.
    // What a construct's method was given is told where it is called.
    const owner = call.callee.kind === 'member' ? this.tree.ownerOf(call.callee.of) : undefined;
    if (owner?.role === 'resource' || owner?.role === 'foreign') return;
    const isQuiet =
      at.isQuiet === true || (name === undefined && library === undefined && call.callee.kind !== 'member');
    for (const arg of call.args) this.walk(arg, isQuiet ? { ...next, isQuiet } : next);
    for (const later of this.tree.given.get(call) ?? []) for (const arg of later.args) this.walk(arg, next);
  }

  /** Whether it is a function of the library that says what its arguments do not: then it is told. */
  private known(call: Call, name: string, at: At): boolean {
    const said = saidBy(call, name);
    if (said === undefined) return false;
    const { text, byLogicalId = [], given } = said;
    const before = this.found.length;
    this.walk(given, { ...at, depth: at.depth + 1, isQuiet: true });
    for (const id of byLogicalId) this.logical(id, at);
    if (said.export !== undefined)
      this.found.push({ kind: 'export', text: said.export, path: at.path, ...sited(call.site) });
    if (said.statement !== undefined)
      this.found.push({ kind: 'statement', statement: said.statement, path: at.path, ...sited(call.site) });
    // A text with a construct in it refers to that.
    if (text !== undefined && this.found.length === before) this.text(text, at);
    return true;
  }

  /** What the template calls so. */
  private logical(id: string, at: At): void {
    const construct = this.tree.logical(id);
    if (construct !== undefined) this.construct(construct, at);
  }

  private member(value: Value & { readonly kind: 'member' }, at: At): void {
    const construct = this.tree.of(value);
    if (construct !== undefined && construct.role !== 'part') {
      this.construct(construct, at);
      return;
    }
    if (value.of.kind === 'library') return;
    this.walk(value.of, { ...at, depth: at.depth + 1, isQuiet: true });
  }

  private construct(construct: Construct, { path, helper, site }: At): void {
    if (construct.role !== 'resource' && construct.role !== 'foreign') return;
    this.found.push({
      kind: 'construct',
      construct,
      path,
      ...(helper === undefined ? {} : { helper }),
      ...sited(site),
    });
  }
}

const sited = (site: Site | undefined): { readonly site?: Site } => (site === undefined ? {} : { site });
