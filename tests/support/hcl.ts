/**
 * A second opinion on HCL: HashiCorp's own parser, as wasm. Both readings are brought to one normal form, in which
 * expressions are texts that are equal if the expressions are.
 */
import { getExpressionAst, parse } from '@cdktn/hcl2json';
import { evaluate, plainOf } from '../../src/scan/hcl/evaluate.ts';
import type { Block, Body, Expression } from '../../src/scan/hcl/syntax.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Their tree of an expression. */
interface Ast {
  readonly type: string;
  readonly range: { readonly start: { readonly byte: number }; readonly end: { readonly byte: number } };
  readonly children: readonly Ast[];
  /** What stands for an item, or in brackets, has none. */
  readonly meta: {
    readonly type?: string;
    readonly value?: string;
    readonly operator?: string;
    readonly name?: string;
    readonly expandedFinalArgument?: boolean;
    readonly traversal?: readonly { readonly type: string; readonly segment: string }[];
    readonly keyVar?: string;
    readonly valVar?: string;
    readonly groupedValue?: boolean;
    readonly closeRangeValue?: string;
    readonly conditionalExpression?: string;
  };
}

/**
 * Where our reading of a file is not theirs: nothing if it is. `refused`: what they have against the file, if they
 * do not read it at all.
 */
export const differences = async (
  text: string,
  ours: Body,
): Promise<{ readonly refused?: string; readonly found: readonly string[] }> => {
  let theirs: Json;
  try {
    theirs = (await parse('it.tf', text)) as Json;
  } catch (error) {
    return { refused: String(error), found: [] };
  }
  const found: string[] = [];
  await compareBody(ours, theirs, '', found);
  return { found };
};

const isMap = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Theirs: attributes as they are, blocks as maps by label of lists of bodies. */
const compareBody = async (ours: Body, theirs: Json, at: string, found: string[]): Promise<void> => {
  const members = isMap(theirs) ? theirs : {};
  const names = new Set([...ours.attributes.keys(), ...ours.blocks.map(({ type }) => type)]);
  for (const name of Object.keys(members)) if (!names.has(name)) found.push(`${at}/${name}: not found`);
  for (const [name, { value }] of ours.attributes) {
    if (Object.hasOwn(members, name)) await compareValue(value, members[name]!, `${at}/${name}`, found);
    else found.push(`${at}/${name}: made up`);
  }
  for (const type of new Set(ours.blocks.map((block) => block.type))) {
    const blocks = ours.blocks.filter((block) => block.type === type);
    if (Object.hasOwn(members, type)) await compareBlocks(blocks, members[type]!, 0, `${at}/${type}`, found);
    else found.push(`${at}/${type}: made up`);
  }
};

const compareBlocks = async (
  ours: readonly Block[],
  theirs: Json,
  depth: number,
  at: string,
  found: string[],
): Promise<void> => {
  if (Array.isArray(theirs)) {
    const bodies = theirs as readonly Json[];
    const own = ours.filter(({ labels }) => labels.length === depth);
    if (own.length !== bodies.length) found.push(`${at}: ${own.length} blocks, not ${bodies.length}`);
    else
      for (const [index, block] of own.entries())
        await compareBody(block, bodies[index]!, `${at}[${index}]`, found);
    return;
  }
  const members = isMap(theirs) ? theirs : {};
  const labels = new Set(ours.map((block) => block.labels[depth] ?? ''));
  for (const label of Object.keys(members)) if (!labels.has(label)) found.push(`${at}/${label}: not found`);
  for (const label of labels) {
    const blocks = ours.filter((block) => block.labels[depth] === label);
    if (Object.hasOwn(members, label))
      await compareBlocks(blocks, members[label]!, depth + 1, `${at}/${label}`, found);
    else found.push(`${at}/${label}: made up`);
  }
};

const compareValue = async (ours: Expression, theirs: Json, at: string, found: string[]): Promise<void> => {
  if (Array.isArray(theirs) && ours.kind === 'list' && ours.items.length === theirs.length) {
    for (const [index, item] of ours.items.entries())
      await compareValue(item, theirs[index] as Json, `${at}[${index}]`, found);
  } else if (isMap(theirs) && ours.kind === 'object') {
    const members = new Map<string, Json>();
    for (const [key, value] of Object.entries(theirs)) members.set(textual(await shapeOfTheirs(key)), value);
    // A key given twice counts once with them, and the last one.
    const own = new Map(ours.entries.map(({ key, value }) => [textual(shapeOf(key)), value]));
    if (own.size !== members.size) found.push(`${at}: ${own.size} members, not ${members.size}`);
    for (const [key, value] of own) {
      const other = members.get(key);
      if (other === undefined)
        found.push(`${at}: ${key} is made up, not one of ${[...members.keys()].join(' ')}`);
      else await compareValue(value, other, `${at}.${key}`, found);
    }
  } else {
    const [us, them] = [loose(shapeOf(ours)), loose(await shapeOfTheirs(theirs))];
    // They work out what holds no names.
    if (us !== them && plainOf(evaluate(ours, { resolve: () => undefined })) !== theirs)
      found.push(`${at}: ${us}, not ${them}`);
  }
};

/** Their tree has heredocs of functions' arguments as they are written, indentation included. */
const loose = (shape: string): string => shape.replace(/(\\n|["(])(?: |\\t)+/g, '$1').replace(/""/g, '');

/** A key is always a text. */
const textual = (shape: string): string => (/^(?:-?\d|true$|false$)/.test(shape) ? literal(shape) : shape);

const shapeOfTheirs = async (value: Json): Promise<string> => {
  if (typeof value !== 'string') return JSON.stringify(value);
  return /[$%]\{/.test(value) ? shapeOfTemplate(value) : literal(value);
};

/** What they give as a text with insertions is the inside of a heredoc. */
const shapeOfTemplate = async (text: string): Promise<string> => {
  const lone = /^\$\{(.*)\}$/s.exec(text)?.[1];
  if (lone !== undefined) {
    const alone = await shapeOfSource(lone).catch(() => undefined);
    if (alone !== undefined) return alone;
  }
  const source = `<<TEXT\n${text}\nTEXT\n`;
  const { children } = (await getExpressionAst('it.tf', source)) as unknown as Ast;
  const parts = children.map((child) => shapeOfAst(child, Buffer.from(source), false, true));
  // The line end before the mark is ours.
  return joined([...parts.slice(0, -1), parts.at(-1)!.replace(/\\n"$/, '"')]);
};

/** Their reading of one expression, in normal form. */
export const shapeOfSource = async (source: string): Promise<string> => {
  const ast = (await getExpressionAst('it.tf', source)) as unknown as Ast;
  return shapeOfAst(ast, Buffer.from(source));
};

const literal = (value: null | boolean | number | string): string => JSON.stringify(value);

/** Members by names and by known keys are one: `a.b`, `a["b"]`, `a.0`, `a[0]`. */
const step = (key: string): string => {
  const known = /^(?:"(.*)"|(\d+(?:\.\d+)?))$/s.exec(key);
  return known === null ? `[${key}]` : `.${known[1] ?? known[2]!}`;
};

/** Texts beside one another are one text. */
const joined = (parts: readonly string[]): string => {
  const merged: string[] = [];
  for (const one of parts) {
    // What has no names in it they may have worked out.
    const part = /^(?:true|false|[\d.]+)$/.test(one) ? literal(one) : one;
    const last = merged.at(-1);
    if (last?.startsWith('"') === true && part.startsWith('"'))
      merged[merged.length - 1] = literal(`${JSON.parse(last) as string}${JSON.parse(part) as string}`);
    else if (part !== '""') merged.push(part);
  }
  const [only] = merged;
  if (only === undefined) return '""';
  return merged.length === 1 ? only : `<${merged.join(' ')}>`;
};

/** Our expression in normal form. */
export const shapeOf = (expression: Expression): string => {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value);
    case 'template':
      return joined(expression.parts.map(shapeOf));
    case 'list':
      return `[${expression.items.map(shapeOf).join(', ')}]`;
    case 'object':
      return `{${expression.entries
        .map(({ key, value }) => `${shapeOf(key)} = ${shapeOf(value)}`)
        .join(', ')}}`;
    case 'variable':
      return expression.name === '*' ? '@' : expression.name;
    case 'attribute':
      return `${shapeOf(expression.of)}.${expression.name}`;
    case 'index':
      return shapeOf(expression.of) + step(shapeOf(expression.key));
    case 'splat':
      return `splat(${shapeOf(expression.of)}; @${expression.rest.map((name) => `.${name}`).join('')})`;
    case 'call':
      return `${expression.name}(${expression.args.map(shapeOf).join(', ')}${expression.expands ? '...' : ''})`;
    case 'for': {
      const { key, item, of, makes, when } = expression;
      if (item === '*') return `splat(${shapeOf(of)}; ${shapeOf(makes.value)})`;
      const made = makes.key === undefined ? 'list' : 'object';
      const parts = [of, makes.key, makes.value, when].filter((part) => part !== undefined).map(shapeOf);
      return `for ${made} ${key ?? ''},${item}${makes.grouped ? '...' : ''}${when === undefined ? '' : ' if'}(${parts.join('; ')})`;
    }
    case 'conditional':
      return `(${[expression.test, expression.then, expression.otherwise].map(shapeOf).join(' ? ')})`;
    case 'operation':
      return `(${expression.operator} ${expression.operands.map(shapeOf).join(' ')})`;
    case 'unknown':
      return `unknown ${expression.text}`;
  }
};

const SIGNS: Readonly<Record<string, string>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  modulo: '%',
  negate: '-',
  logicalNot: '!',
  logicalAnd: '&&',
  logicalOr: '||',
  equal: '==',
  notEqual: '!=',
  greaterThan: '>',
  greaterThanOrEqual: '>=',
  lessThan: '<',
  lessThanOrEqual: '<=',
};

const steps = (ast: Ast): string =>
  ast.meta
    .traversal!.map(({ type, segment }) => (type === 'nameTraversal' ? `.${segment}` : step(segment)))
    .join('');

/** `isQuoted`: the template around it is, so that its texts have escapes; those of directives say nothing of it. */
const shapeOfAst = (ast: Ast, source: Buffer, isQuoted = false, isDirective = false): string => {
  const { type, children, meta } = ast;
  const written = meta?.value ?? '';
  const tells = type === 'template' && !isDirective && /^(?:"|<<)/.test(written);
  const isQuote = tells ? written.startsWith('"') : isQuoted;
  const inDirective = written.startsWith('%{') && (type === 'conditional' || type === 'for');
  const inner = children.map((child, at) => shapeOfAst(child, source, isQuote, inDirective && at > 0));
  switch (type) {
    case 'literalValue':
      if (meta.type === 'string') return literal(textOf(meta.value!, isQuoted));
      return meta.type === 'number' ? literal(Number(meta.value)) : meta.value!;
    case 'template':
      return joined(inner);
    case 'templateWrap':
      return inner[0]!;
    case 'templateJoin':
      return `join("", ${inner[0]!})`;
    case 'tuple':
      return `[${inner.join(', ')}]`;
    case 'object': {
      const pairs: string[] = [];
      for (let at = 0; at < inner.length; at += 2)
        pairs.push(
          `${isBare(children[at]!) ? literal(sourceOf(children[at]!, source)) : inner[at]!} = ${inner[at + 1]!}`,
        );
      return `{${pairs.join(', ')}}`;
    }
    case 'scopeTraversal':
      return steps(ast).slice(1);
    case 'relativeTraversal':
      return inner[0]! + steps(ast);
    case 'index':
      return inner[0]! + step(inner[1]!);
    case 'splat':
      return `splat(${inner[0]!}; ${inner[1]!})`;
    case 'function':
      return `${meta.name!}(${inner.join(', ')}${meta.expandedFinalArgument === true ? '...' : ''})`;
    case 'for': {
      const made = meta.closeRangeValue === '}' ? 'object' : 'list';
      const key = meta.keyVar ?? '';
      const test = (meta.conditionalExpression ?? '') === '' ? '' : ' if';
      return `for ${made} ${key},${meta.valVar!}${meta.groupedValue === true ? '...' : ''}${test}(${inner.join('; ')})`;
    }
    case 'conditional':
      return `(${inner.join(' ? ')})`;
    case 'unaryOp':
    case 'binaryOp':
      return `(${SIGNS[meta.operator!] ?? meta.operator!} ${inner.join(' ')})`;
    case '':
      // What stands for an item of a splat has nothing in it, what stands in brackets has.
      return inner[0] ?? '@';
    default:
      return `${type}(${inner.join('; ')})`;
  }
};

const isBare = ({ type, children }: Ast): boolean => type === '' && children.length === 0;

const sourceOf = ({ range }: Ast, source: Buffer): string =>
  source.subarray(range.start.byte, range.end.byte).toString();

/** Their tree has texts as they are written. */
const textOf = (written: string, isQuoted: boolean): string => {
  const plain = isQuoted
    ? (JSON.parse(`"${written.replace(/\\U0000(.{4})/g, '\\u$1')}"`) as string)
    : written;
  return plain.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
};
