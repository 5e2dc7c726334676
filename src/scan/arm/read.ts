/** JSON templates as declarations. */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { type Tree, at, entriesOf, itemsOf, parseTrees, textOf } from '../tree.ts';
import { textExpr } from './expressions.ts';
import { withoutComments } from './json-text.ts';
import type { Expr, Loop, ModuleDeclaration, Problem, ResourceDeclaration, Template } from './syntax.ts';

export const DEPLOYMENTS = 'Microsoft.Resources/deployments';

/** Reads the template that a text is; what it cannot read of it is among the template's problems. */
export const readTemplate = (text: string): Template => {
  const { trees, problems } = parseTrees(withoutComments(text));
  const [tree] = trees;
  return tree === undefined
    ? {
        language: 'json',
        parameters: new Map(),
        variables: new Map(),
        declarations: [],
        outputs: new Map(),
        problems,
      }
    : new Reading(tree, problems).template(tree.value, []);
};

/** Keys of a resource that are no part of what is deployed. */
const NO_BODY = new Set([
  'type',
  'apiVersion',
  'dependsOn',
  'condition',
  'copy',
  'resources',
  'comments',
  'existing',
]);

class Reading {
  private readonly tree: Tree;
  private readonly problems: Problem[];

  constructor(tree: Tree, problems: readonly Problem[]) {
    this.tree = tree;
    this.problems = [...problems];
  }

  template(value: Plain, path: readonly Step[]): Template {
    const members = (key: string): readonly (readonly [string, Plain])[] => entriesOf(at(value, key));
    const resources = at(value, 'resources');
    return {
      language: 'json',
      parameters: new Map(
        members('parameters').map(([name, parameter]) => {
          const standard = at(parameter, 'defaultValue');
          const where = [...path, 'parameters', name, 'defaultValue'];
          return [name.toLowerCase(), standard === undefined ? undefined : this.expr(standard, where)];
        }),
      ),
      variables: new Map(
        this.withCopies(at(value, 'variables') ?? null, [...path, 'variables']).map(
          ([name, expr]) => [name.toLowerCase(), expr] as const,
        ),
      ),
      declarations: this.declarations(resources ?? null, [...path, 'resources']),
      outputs: new Map(
        members('outputs').flatMap(([name, output]) => {
          const said = at(output, 'value');
          return said === undefined
            ? []
            : [[name.toLowerCase(), this.expr(said, [...path, 'outputs', name, 'value'])] as const];
        }),
      ),
      problems: this.problems,
    };
  }

  /** A list, or, with symbolic names, a map. */
  private declarations(
    resources: Plain,
    path: readonly Step[],
    parent?: ResourceDeclaration,
  ): Template['declarations'] {
    const isList = Array.isArray(resources);
    const all: readonly (readonly [Step, Plain])[] = isList
      ? (resources as readonly Plain[]).map((resource, i) => [i, resource] as const)
      : entriesOf(resources);
    return all.flatMap(([key, resource]) => {
      const symbol = parent === undefined ? String(key) : `${parent.symbol}::${key}`;
      return this.declaration(resource, [...path, key], isList ? `#${symbol}` : symbol, parent);
    });
  }

  private declaration(
    resource: Plain,
    path: readonly Step[],
    symbol: string,
    parent: ResourceDeclaration | undefined,
  ): Template['declarations'] {
    const own = textOf(at(resource, 'type'));
    const line = this.tree.line(path);
    if (own === undefined || (!own.includes('/') && parent === undefined)) {
      this.problems.push({ line, message: 'a resource without a type' });
      return [];
    }
    const condition = at(resource, 'condition');
    const loop = this.loop(at(resource, 'copy'), [...path, 'copy']);
    const common = {
      symbol,
      line,
      dependsOn: itemsOf(at(resource, 'dependsOn')).map((item, i) =>
        this.expr(item, [...path, 'dependsOn', i]),
      ),
      body: new Map(
        entriesOf(resource)
          .filter(([key]) => !NO_BODY.has(key))
          .map(([key, member]) => [key, this.expr(member, [...path, key])] as const),
      ),
      ...(condition === undefined ? {} : { condition: this.expr(condition, [...path, 'condition']) }),
      ...(loop === undefined ? {} : { loop }),
    };
    const isNested = parent !== undefined && !/^[A-Za-z]+\./.test(own);
    const type = isNested ? `${parent.type}/${own}` : own;
    if (type.toLowerCase() === DEPLOYMENTS.toLowerCase()) return [this.module(resource, path, common)];
    const declared: ResourceDeclaration = {
      is: 'resource',
      type,
      isExisting: at(resource, 'existing') === true,
      ...(isNested ? { inside: parent.symbol } : {}),
      ...common,
    };
    const children = at(resource, 'resources');
    return [
      declared,
      ...(children === undefined ? [] : this.declarations(children, [...path, 'resources'], declared)),
    ];
  }

  private module(
    resource: Plain,
    path: readonly Step[],
    common: Omit<ModuleDeclaration, 'is' | 'source' | 'parameters'>,
  ): ModuleDeclaration {
    const properties = at(resource, 'properties');
    const template = at(properties, 'template');
    const inside = [...path, 'properties'];
    const scope = textOf(at(properties, 'expressionEvaluationOptions', 'scope'))?.toLowerCase();
    const link = ['relativePath', 'uri', 'id'].find(
      (key) => at(properties, 'templateLink', key) !== undefined,
    );
    return {
      is: 'module',
      ...common,
      source:
        template === undefined
          ? {
              kind: 'path',
              path: this.expr(at(properties, 'templateLink', link ?? '') ?? '', [
                ...inside,
                'templateLink',
                link ?? '',
              ]),
            }
          : {
              kind: 'inline',
              template: this.template(template, [...inside, 'template']),
              scope: scope === 'inner' ? 'inner' : 'outer',
            },
      parameters: new Map(
        entriesOf(at(properties, 'parameters')).flatMap(([name, given]) => {
          const said = at(given, 'value');
          return said === undefined
            ? []
            : [[name.toLowerCase(), this.expr(said, [...inside, 'parameters', name, 'value'])] as const];
        }),
      ),
    };
  }

  private loop(copy: Plain | undefined, path: readonly Step[]): Loop | undefined {
    const count = at(copy, 'count');
    const name = textOf(at(copy, 'name'));
    return count === undefined
      ? undefined
      : { ...this.times(count, [...path, 'count']), ...(name === undefined ? {} : { loop: name }) };
  }

  /** `copy` counts; a loop goes over a list of numbers. */
  private times(count: Plain, path: readonly Step[]): Pick<Loop, 'list' | 'item'> {
    const line = this.tree.line(path);
    const args: readonly Expr[] = [{ kind: 'literal', value: 0, line }, this.expr(count, path)];
    return { list: { kind: 'call', name: 'range', args, line }, item: 'copyIndex()' };
  }

  private expr(value: Plain, path: readonly Step[]): Expr {
    const { tree } = this;
    if (typeof value === 'string') {
      const line = value.startsWith('[') ? tree.line(path) : 0;
      const expr = textExpr(value, line);
      if (expr === undefined) {
        this.problems.push({ line, message: `an expression that cannot be read: ${value.slice(0, 80)}` });
        return { kind: 'opaque', parts: [], line };
      }
      return expr.kind === 'literal' ? lazily(expr, () => tree.line(path)) : expr;
    }
    if (typeof value !== 'object' || value === null)
      return lazily({ kind: 'literal', value, line: 0 }, () => tree.line(path));
    if (Array.isArray(value)) {
      const items = (value as readonly Plain[]).map((item, i) => this.expr(item, [...path, i]));
      return lazily({ kind: 'list', items, line: 0 }, () => tree.line(path));
    }
    const entries = this.withCopies(value, path).map(
      ([key, member]) => [this.expr(key, [...path, key]), member] as const,
    );
    return lazily({ kind: 'map', entries, line: 0 }, () => tree.line(path));
  }

  /** The members of a map; those that a `copy` among them makes are loops. */
  private withCopies(value: Plain, path: readonly Step[]): readonly (readonly [string, Expr])[] {
    return entriesOf(value).flatMap(([key, member]) => {
      const copies = key === 'copy' && Array.isArray(member) ? (member as readonly Plain[]) : undefined;
      if (copies?.every((copy) => at(copy, 'count') !== undefined) !== true)
        return [[key, this.expr(member, [...path, key])] as const];
      return copies.map((copy, i) => {
        const name = textOf(at(copy, 'name')) ?? '';
        const where = [...path, key, i];
        const body = this.expr(at(copy, 'input') ?? null, [...where, 'input']);
        const loop = this.times(at(copy, 'count') ?? 0, [...where, 'count']);
        return [name, { kind: 'each', ...loop, loop: name, body, line: body.line }] as const;
      });
    });
  }
}

/** Lines are found by a walk from the root: only those that become facts are asked for. */
const lazily = (expr: Expr, line: () => number): Expr =>
  Object.defineProperty({ ...expr }, 'line', { get: line, enumerable: true });
