/**
 * The Serverless Framework's variables (`${self:custom.table}`, `${opt:stage, 'dev'}`, `${file(x.yml):a.b}`), put in
 * where they are known. What is not known stays as it is written; `${AWS::Region}` and `${Table}` are CloudFormation's.
 */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { longForm } from '../cloudformation/tags.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, entriesOf, parseTrees, textOf, type Tree } from '../tree.ts';

/** Where a part of the resolved document really stands: in another file. */
interface Included {
  /** The path in the resolved document. */
  readonly path: readonly Step[];
  readonly file: SourceFile;
  readonly tree: Tree;
  /** The path in that file. */
  readonly inside: readonly Step[];
}

export interface Resolved {
  readonly value: Plain;
  readonly included: readonly Included[];
  /** Variables without a value, each once, in the order met. */
  readonly unknown: readonly { readonly variable: string; readonly path: readonly Step[] }[];
}

/** Values that a document may come to, and how deep they lie: variables can multiply. */
const MOST_VALUES = 100_000;
const MOST_DEEP = 100;

/** Variables behind one another. */
const MOST_HOPS = 30;

/** Variables of one document, and characters looked through for them: two in a text double both with every hop. */
const MOST_ASKED = 100_000;
const MOST_CHARACTERS = 50_000_000;

/** A source of the framework's own; everything else in `${…}` belongs to CloudFormation. */
const OWN = /^(?:self|opt|sls|env|param|file|aws|ssm|s3|cf|git|terraform|output|strToBool)\b[^:(]*[:(]/;

/** Resolves a whole document. */
export const resolveVariables = async (
  root: Plain,
  folder: string,
  context: ScanContext,
): Promise<Resolved> => {
  const resolver = new Resolver(root, folder, context);
  const value = await resolver.whole(root, [], 0);
  return { value, included: resolver.included, unknown: [...resolver.unknown.values()] };
};

class Resolver {
  readonly included: Included[] = [];
  readonly unknown = new Map<string, { readonly variable: string; readonly path: readonly Step[] }>();
  private readonly root: Plain;
  private readonly folder: string;
  private readonly context: ScanContext;
  private readonly files = new Map<string, { readonly file: SourceFile; readonly tree: Tree } | undefined>();
  private values = 0;
  private asked = 0;
  private characters = 0;

  constructor(root: Plain, folder: string, context: ScanContext) {
    this.root = root;
    this.folder = folder;
    this.context = context;
  }

  /** A value with every variable in it put in. `path`: where it comes to stand. */
  async whole(value: Plain, path: readonly Step[], hops: number): Promise<Plain> {
    if (++this.values > MOST_VALUES || path.length > MOST_DEEP) return null;
    if (typeof value === 'string') {
      const found = await this.text(value, path, hops);
      return typeof found === 'object' && found !== null && hops < MOST_HOPS
        ? this.whole(found, path, hops + 1)
        : found;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const items: Plain[] = [];
      for (const [i, item] of (value as readonly Plain[]).entries())
        items.push(await this.whole(item, [...path, i], hops));
      return items;
    }
    const members: [string, Plain][] = [];
    for (const [name, member] of entriesOf(value))
      members.push([name, await this.whole(member, [...path, name], hops)]);
    return Object.fromEntries(members);
  }

  /** A text with its variables put in, the innermost first; a map or list, if one variable is all of it. */
  private async text(text: string, path: readonly Step[], hops: number): Promise<Plain> {
    if (!text.includes('${') || hops > MOST_HOPS) return text;
    // What stays as it is must not be met again.
    const kept: string[] = [];
    let rest = text;
    for (let round = 0; round < 200; round++) {
      this.characters += rest.length;
      if (this.characters > MOST_CHARACTERS) break;
      const match = /\$\{([^${}]*)\}/.exec(rest);
      if (match === null) break;
      const [whole, inner = ''] = match;
      const value = OWN.test(inner.trim()) ? await this.variable(inner, path, hops) : undefined;
      if (value !== undefined && match.index === 0 && whole.length === rest.length) {
        return typeof value === 'string' ? this.text(value, path, hops + 1) : value;
      }
      const words = textOf(value) ?? `\u0000${kept.push(restored(whole, kept)) - 1}\u0000`;
      rest = rest.slice(0, match.index) + words + rest.slice(match.index + whole.length);
    }
    return restored(rest, kept);
  }

  /** The first of a variable's alternatives that has a value: `opt:stage, self:provider.stage, 'dev'`. */
  private async variable(inner: string, path: readonly Step[], hops: number): Promise<Plain | undefined> {
    for (const alternative of ++this.asked > MOST_ASKED ? [] : alternativesOf(inner)) {
      const value = literalOf(alternative) ?? (await this.source(alternative, path, hops));
      if (value !== undefined && value !== null) return value;
    }
    const variable = `\${${inner.trim()}}`;
    // Where it is deployed is said at deployment: that is no gap in the files.
    if (!/^\$\{(?:aws:|opt:region\b)/.test(variable) && !this.unknown.has(variable))
      this.unknown.set(variable, { variable, path });
    return undefined;
  }

  private async source(source: string, path: readonly Step[], hops: number): Promise<Plain | undefined> {
    const file = /^file\(\s*([^()]+?)\s*\)(?::(.+))?$/.exec(source);
    if (file !== null) return this.file(file[1]!, stepsOf(file[2] ?? ''), path);
    const colon = source.indexOf(':');
    const kind = source.slice(0, colon).replace(/\(.*$/, '');
    const name = source.slice(colon + 1);
    switch (kind) {
      case 'self':
        return name === '' ? undefined : this.self(stepsOf(name), hops);
      case 'opt':
        return this.option(name);
      case 'env':
        return this.context.variables.get(name);
      case 'sls':
        return name === 'stage' ? this.stage(hops) : undefined;
      case 'param':
        return (
          this.context.variables.get(name) ??
          (await this.self(['params', textOf(await this.stage(hops)) ?? 'dev', name], hops)) ??
          (await this.self(['params', 'default', name], hops))
        );
      case 'aws':
        return name === 'region'
          ? (this.option('region') ?? (await this.self(['provider', 'region'], hops)))
          : undefined;
      default:
        return undefined;
    }
  }

  private option(name: string): string | undefined {
    return this.context.variables.get(name) ?? (name === 'region' ? this.context.region : undefined);
  }

  private async stage(hops: number): Promise<Plain> {
    return this.option('stage') ?? (await this.self(['provider', 'stage'], hops)) ?? 'dev';
  }

  /** A value of the document itself, through variables on the way to it. */
  private async self(steps: readonly Step[], hops: number): Promise<Plain | undefined> {
    if (hops > MOST_HOPS) return undefined;
    let value: Plain | undefined = this.root;
    for (const step of steps) {
      if (typeof value === 'string') value = await this.text(value, [], hops + 1);
      value = at(value, step);
      // A stage that nobody gives is the framework's own.
      if (value === undefined) return steps.join('.') === 'provider.stage' ? 'dev' : undefined;
    }
    if (typeof value !== 'string') return value;
    const found = await this.text(value, [], hops + 1);
    return typeof found === 'string' && OWN.test(found.slice(2)) && found.startsWith('${')
      ? undefined
      : found;
  }

  /** A part of another file. */
  private async file(
    relative: string,
    steps: readonly Step[],
    path: readonly Step[],
  ): Promise<Plain | undefined> {
    const known = this.files.has(relative) ? this.files.get(relative) : await this.read(relative);
    this.files.set(relative, known);
    if (known === undefined) return undefined;
    const value = at(known.tree.value, ...steps);
    if (typeof value === 'object' && value !== null && path.length > 0)
      this.included.push({ path, file: known.file, tree: known.tree, inside: steps });
    return value;
  }

  private async read(
    relative: string,
  ): Promise<{ readonly file: SourceFile; readonly tree: Tree } | undefined> {
    if (!/\.(?:ya?ml|json)$/.test(relative)) return undefined;
    const file = await this.context.file(this.folder, relative);
    if (file === undefined) return undefined;
    const [tree] = parseTrees(await file.text(), { tag: longForm }).trees;
    return tree === undefined ? undefined : { file, tree };
  }
}

/** A text with what was set aside put back. */
const restored = (text: string, kept: readonly string[]): string =>
  // eslint-disable-next-line no-control-regex
  text.replaceAll(/\u0000(\d+)\u0000/g, (_, index: string) => kept[Number(index)] ?? '');

/** The parts between commas that stand in no quotes and no parentheses. */
const alternativesOf = (inner: string): readonly string[] => {
  const parts: string[] = [];
  let part = '';
  let quote = '';
  let open = 0;
  for (const letter of inner) {
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === "'" || letter === '"') quote = letter;
    else if (letter === '(') open++;
    else if (letter === ')') open--;
    if (letter === ',' && quote === '' && open <= 0) {
      parts.push(part.trim());
      part = '';
    } else part += letter;
  }
  return [...parts, part.trim()];
};

const literalOf = (text: string): Plain | undefined => {
  const quoted = /^(['"])(.*)\1$/.exec(text)?.[2];
  if (quoted !== undefined) return quoted;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
};

const stepsOf = (path: string): readonly Step[] => path.split('.').filter((step) => step !== '');
