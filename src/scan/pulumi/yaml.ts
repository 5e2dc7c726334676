/** Programs in YAML: what the template makes, as the trace that a program in TypeScript would leave. */
import type { Finding, Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, itemsOf, parseTrees, textOf } from '../tree.ts';
import type { Tree } from '../tree.ts';
import type { Trace } from '../typescript/trace.ts';
import type { Call, Library, Made, Site, Value } from '../typescript/value.ts';
import { memberOf, objectOf, plainValue, textValue, unknownOf } from '../typescript/values.ts';
import { outputCallee } from './exports.ts';
import { type Project, settingIn } from './project.ts';
import { libraryOfToken } from './tokens.ts';

/** What the template of a project makes, and the outputs that it tells. */
export const traceOf = async (project: Project): Promise<Trace> => {
  const { file } = project;
  const tree = file === undefined ? undefined : parseTrees(await file.text()).trees[0];
  if (file === undefined || tree === undefined)
    return { made: [], calls: [], texts: [], reaches: new Map(), findings: [] };
  const template = new Template(tree, project, (path) => ({
    file: file.path,
    inside: file.inside,
    line: tree.line(path),
  }));
  template.read();
  const { made, calls, findings } = template;
  return { made, calls, texts: [], reaches: new Map(), findings };
};

const AROUND = { isAtStart: true, isConditional: false };
const MOST_DEEP = 60;

/** A `new` whose arguments are filled in once all names are known. */
interface Draft {
  readonly made: Made;
  readonly args: Value[];
}

class Template {
  readonly calls: Call[] = [];
  readonly findings: Finding[] = [];
  private readonly drafts = new Map<string, Draft>();
  private readonly variables = new Map<string, Value | undefined>();
  private readonly value: Plain;
  private readonly project: Project;
  private readonly site: (path: readonly Step[]) => Site;

  constructor(tree: Tree, project: Project, site: (path: readonly Step[]) => Site) {
    this.value = tree.value;
    this.project = project;
    this.site = site;
  }

  get made(): readonly Made[] {
    return [...this.drafts.values()].map(({ made }) => made);
  }

  read(): void {
    const resources = entriesOf(at(this.value, 'resources'));
    for (const [name, body] of resources) this.declare(name, body);
    for (const [name, body] of resources) {
      const path = ['resources', name];
      const options = objectOf(
        entriesOf(at(body, 'options')).map(
          ([key, value]) => [key, this.valueOf(value, [...path, 'options'], 0)] as const,
        ),
      );
      const said = textOf(at(body, 'name')) ?? name;
      const properties = this.valueOf(at(body, 'properties') ?? {}, [...path, 'properties'], 0);
      this.drafts.get(name)?.args.push(plainValue(said), properties, options);
    }
    for (const [name, value] of entriesOf(at(this.value, 'outputs'))) {
      const path = ['outputs', name];
      this.call(outputCallee, 'output', [plainValue(name), this.valueOf(value, path, 0)], path);
    }
  }

  private declare(name: string, body: Plain): void {
    const token = textOf(at(body, 'type'));
    const path = ['resources', name];
    if (token === undefined) {
      const { file, line } = this.site(path);
      this.findings.push({ kind: 'unreadable', message: `${name} has no type`, file, line });
      return;
    }
    const args: Value[] = [];
    const made: Made = {
      id: this.drafts.size,
      class: libraryOfToken(token),
      args,
      site: this.site(path),
      via: [],
      around: AROUND,
      boundTo: name,
    };
    this.drafts.set(name, { made, args });
  }

  private call(callee: Value, name: string, args: readonly Value[], path: readonly Step[]): Value {
    const call: Call = {
      id: this.calls.length,
      callee,
      name,
      args,
      site: this.site(path),
      via: [],
      around: AROUND,
    };
    this.calls.push(call);
    return { kind: 'result', call };
  }

  private valueOf(plain: Plain, path: readonly Step[], depth: number): Value {
    if (depth > MOST_DEEP) return unknownOf();
    if (typeof plain === 'string') return this.text(plain, path, depth);
    if (typeof plain !== 'object' || plain === null) return plainValue(plain);
    if (Array.isArray(plain)) {
      const items = (plain as readonly Plain[]).map((item, i) => this.valueOf(item, [...path, i], depth + 1));
      return { kind: 'list', items, isOpen: false };
    }
    const entries = entriesOf(plain);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined && /^fn::/i.test(first[0]))
      return this.function(first[0].slice('fn::'.length), first[1], [...path, first[0]], depth + 1);
    const { file, inside, line } = this.site(path);
    return {
      ...objectOf(
        entries.map(([key, value]) => [key, this.valueOf(value, [...path, key], depth + 1)] as const),
      ),
      site: { file, inside, line },
    };
  }

  /** `${bucket.arn}/*`: texts with places in them; `$${` is a dollar. */
  private text(text: string, path: readonly Step[], depth: number): Value {
    if (!text.includes('${')) return plainValue(text);
    const parts: Value[] = [];
    let from = 0;
    for (const found of text.matchAll(/\$\$?\{([^{}]*)\}/g)) {
      const [whole, inner = ''] = found;
      parts.push(plainValue(text.slice(from, found.index)));
      parts.push(whole.startsWith('$$') ? plainValue(whole.slice(1)) : this.named(inner.trim(), path, depth));
      from = found.index + whole.length;
    }
    parts.push(plainValue(text.slice(from)));
    const said = parts.filter((part) => part.kind !== 'plain' || part.plain !== '');
    return said.length === 1 ? said[0]! : textValue(said);
  }

  /** `bucket.arn`, `cluster.nodes[0].id`, `pulumi.stack`. */
  private named(words: string, path: readonly Step[], depth: number): Value {
    const steps = words
      .replaceAll(/\[\s*"?([^\]"]*)"?\s*\]/g, '.$1')
      .split('.')
      .filter((step) => step !== '');
    const [name = '', ...rest] = steps;
    return rest.reduce<Value>((of, step) => this.member(of, step), this.root(name, path, depth));
  }

  private member(of: Value, step: string): Value {
    if (of.kind === 'object') return of.entries.get(step) ?? memberOf(of, step);
    if (of.kind === 'list') return of.items[Number(step)] ?? memberOf(of, step);
    return memberOf(of, step);
  }

  private root(name: string, path: readonly Step[], depth: number): Value {
    const draft = this.drafts.get(name);
    if (draft !== undefined) return { kind: 'made', made: draft.made };
    if (name === 'pulumi') return unknownOf([], 'pulumi');
    if (this.variables.has(name)) return this.variables.get(name) ?? unknownOf([], name);
    const variable = at(this.value, 'variables', name);
    // A variable that is made of itself is worth nothing.
    this.variables.set(name, undefined);
    const value =
      variable === undefined
        ? this.setting(name, path)
        : this.valueOf(variable, ['variables', name], depth + 1);
    this.variables.set(name, value);
    return value;
  }

  private setting(name: string, path: readonly Step[]): Value {
    const full =
      name.includes(':') || this.project.name === undefined ? name : `${this.project.name}:${name}`;
    const [said] = settingIn(this.project, full);
    if (said !== undefined) return this.valueOf(said, path, MOST_DEEP - 5);
    const declared = at(this.value, 'config', name) ?? at(this.value, 'configuration', name);
    if (declared === undefined) {
      const { file, line } = this.site(path);
      this.findings.push({
        kind: 'unresolved',
        message: `\${${name}} is neither a resource nor a variable of this program`,
        file,
        line,
      });
    }
    return unknownOf([], name);
  }

  private function(name: string, given: Plain, path: readonly Step[], depth: number): Value {
    const value = (plain: Plain | undefined): Value => this.valueOf(plain ?? null, path, depth + 1);
    switch (name.toLowerCase()) {
      case 'join': {
        const [separator, list] = itemsOf(given);
        const between = plainValue(textOf(separator) ?? '');
        return textValue(
          itemsOf(list).flatMap((item, i) => (i === 0 ? [value(item)] : [between, value(item)])),
        );
      }
      case 'select': {
        const [index, list] = itemsOf(given);
        return value(itemsOf(list)[Number(textOf(index))] ?? list);
      }
      case 'fileasset':
      case 'stringasset':
      case 'remoteasset':
      case 'filearchive':
      case 'remotearchive':
      case 'assetarchive':
        return { kind: 'made', made: this.asset(name, value(given), path) };
      case 'stackreference': {
        const [stack, output] = itemsOf(given);
        const reference = {
          kind: 'made' as const,
          made: this.plainMade(STACK_REFERENCE, [value(stack)], path),
        };
        return this.call(memberOf(reference, 'getOutput'), 'getOutput', [value(output)], path);
      }
      case 'invoke':
        return this.invoked(given, path, depth);
      case 'readfile':
        return unknownOf([], 'file');
      default: {
        // Another form of the same: `toJSON`, `toBase64`, `secret`, `split`. Or a function by its own name: `fn::aws:getAmi`.
        if (name.includes(':')) return this.invoked({ function: name, arguments: given }, path, depth);
        return value(given);
      }
    }
  }

  private invoked(given: Plain, path: readonly Step[], depth: number): Value {
    const token = textOf(at(given, 'function') ?? at(given, 'Function')) ?? '';
    const args = this.valueOf(at(given, 'arguments') ?? at(given, 'Arguments') ?? {}, path, depth + 1);
    const asked = textOf(at(given, 'return') ?? at(given, 'Return'));
    const library = libraryOfToken(token);
    const name = library.path.at(-1) ?? '';
    // The text of a policy is what was given to make it.
    if (name === 'getPolicyDocument') return asked === undefined ? objectOf([['json', args]], true) : args;
    const result = this.call(
      memberOf({ ...library, path: library.path.slice(0, -1) }, name),
      name,
      [args],
      path,
    );
    return asked === undefined ? result : memberOf(result, asked);
  }

  private asset(name: string, value: Value, path: readonly Step[]): Made {
    const label = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return this.plainMade(
      { kind: 'library', module: '@pulumi/pulumi', path: ['asset', label] },
      [value],
      path,
    );
  }

  private plainMade(library: Library, args: readonly Value[], path: readonly Step[]): Made {
    return { id: -1, class: library, args, site: this.site(path), via: [], around: AROUND };
  }
}

const STACK_REFERENCE: Library = { kind: 'library', module: '@pulumi/pulumi', path: ['StackReference'] };
