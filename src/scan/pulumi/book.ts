/** All that one program makes and reads, by what values mean by it: whom a mention means. */
import type { Address, Target } from '../../model/fact.ts';
import type { Mention } from '../typescript/read.ts';
import { entryOf, libraryOf, patternOf, plainOf, textOf } from '../typescript/read.ts';
import type { Trace } from '../typescript/trace.ts';
import type { Call, Made, Site, Value } from '../typescript/value.ts';
import { lookupOf } from './lookups.ts';
import { type Making, allMade } from './made.ts';
import { mentionsOf } from './said/mentions.ts';
import { isIdentity } from './spelling.ts';
import { type PulumiType, importedFrom, typeOfClass } from './tokens.ts';

/** A thing that the program makes or reads. */
export interface Resource extends PulumiType {
  readonly address: Address;
  readonly args: Value | undefined;
  readonly options: Value | undefined;
  readonly site: Site;
  /** What values mean by it. */
  readonly known: Made | Call;
  /** Its logical name as far as it is known; `isNamed`: wholly. */
  readonly name: string;
  readonly isNamed: boolean;
  readonly isForeign: boolean;
}

/** One more time that a thing of a name is made: another arm, another turn of a loop whose names are not known. */
interface Again {
  readonly resource: Resource;
  readonly args: Value | undefined;
  readonly options: Value | undefined;
}

export interface Book {
  readonly resources: readonly Resource[];
  readonly again: readonly Again[];
  /** The things that a mention means. */
  readonly targets: (mention: Mention) => readonly Target[];
  readonly resourceOf: (known: Made | Call) => Resource | undefined;
  readonly isThing: (call: Call) => boolean;
  /** Those made below a component, by the option `parent` or within it. */
  readonly childrenOf: (parent: Value) => readonly Resource[];
}

/** The book of a program that was run. `scope`: of all addresses. */
export const bookOf = (trace: Trace, scope: string): Book => {
  const writer = new Writer(scope);
  for (const making of allMade(trace)) writer.made(making);
  for (const call of trace.calls) writer.read(call);
  return new Reader(writer);
};

/** Gives each thing its address. */
class Writer {
  readonly resources: Resource[] = [];
  readonly again: Again[] = [];
  readonly byKnown = new Map<Made | Call, Resource>();
  private readonly byName = new Map<string, Resource>();
  private readonly taken = new Set<string>();
  private readonly scope: string;

  constructor(scope: string) {
    this.scope = scope;
  }

  made({ made, known }: Making): void {
    const type = isDynamic(made) ? dynamicType(made) : typeOfClass(made.class);
    if (type === undefined) return;
    // A dynamic resource is given what makes it first.
    const [name, args, options] = isDynamic(made) ? made.args.slice(1) : made.args;
    // Data classes have a capital letter, too; what Pulumi makes has a name.
    if (name === undefined || name.kind === 'object' || name.kind === 'list') return;
    const said = textOf(name) ?? patternOf(name);
    const local = said ?? made.boundTo ?? type.label;
    this.put(
      customType(type, args) ?? type,
      local,
      said !== undefined && textOf(name) !== undefined,
      args,
      options,
      made.site,
      known,
      false,
    );
  }

  read(call: Call): void {
    const found = lookupOf(call);
    if (found === undefined) return;
    this.put(found.type, found.name, true, found.args, undefined, call.site, call, true);
  }

  private put(
    type: PulumiType,
    name: string,
    isNamed: boolean,
    args: Value | undefined,
    options: Value | undefined,
    site: Site,
    known: Made | Call,
    isForeign: boolean,
  ): void {
    const word = [type.token, name, isForeign ? site.line : ''].join('\0');
    const before = this.byName.get(word);
    if (before !== undefined) {
      this.byKnown.set(known, before);
      this.again.push({ resource: before, args, options });
      return;
    }
    const address = { scope: this.scope, local: this.free(segment(name), type.label) };
    const resource = { ...type, address, args, options, site, known, name, isNamed, isForeign };
    this.resources.push(resource);
    this.byName.set(word, resource);
    this.byKnown.set(known, resource);
  }

  /** Types may share a name: the later one has its own behind it. */
  private free(name: string, label: string): string {
    const names = [name, `${name}.${label}`];
    for (let i = 2; names.every((one) => this.taken.has(one)); i++) names.push(`${name}.${label}-${i}`);
    const found = names.find((one) => !this.taken.has(one))!;
    this.taken.add(found);
    return found;
  }
}

/** A name is the last segment of an id: no `/` in it. */
const segment = (name: string): string => name.replaceAll('/', '-').trim() || 'unnamed';

const isDynamic = ({ class: library }: Made): boolean =>
  importedFrom(library)?.provider === 'pulumi' && library.path.slice(-2).join('.') === 'dynamic.Resource';

const dynamicType = (made: Made): PulumiType => ({
  token: 'pulumi-nodejs:dynamic:Resource',
  type: 'pulumi-nodejs:dynamic:Resource',
  label: made.by ?? 'Resource',
  provider: 'pulumi',
});

/** A custom object of a cluster says itself what it is: `argoproj.io/Application`. */
const customType = (type: PulumiType, args: Value | undefined): PulumiType | undefined => {
  if (type.provider !== 'kubernetes' || type.label !== 'CustomResource') return undefined;
  const version = textOf(entryOf(args, 'apiVersion'));
  const kind = textOf(entryOf(args, 'kind'));
  return version === undefined || kind === undefined
    ? undefined
    : { ...type, type: `${version.split('/', 1)[0]!}/${kind}` };
};

const MOST_DEEP = 8;
const MOST_CHILDREN = 30;

class Reader implements Book {
  readonly resources: readonly Resource[];
  readonly again: readonly Again[];
  private readonly byKnown: ReadonlyMap<Made | Call, Resource>;
  private children: Map<Value | Made, Resource[]> | undefined;

  constructor({ resources, again, byKnown }: Writer) {
    this.resources = resources;
    this.again = again;
    this.byKnown = byKnown;
  }

  readonly resourceOf = (known: Made | Call): Resource | undefined => this.byKnown.get(known);

  readonly isThing = (call: Call): boolean => this.byKnown.has(call);

  readonly targets = (mention: Mention): readonly Target[] => this.targetsOf(mention, 0);

  private targetsOf(mention: Mention, depth: number): readonly Target[] {
    const { made, call, members } = mention;
    const known = made ?? call;
    const resource = known === undefined ? undefined : this.byKnown.get(known);
    if (resource !== undefined) return this.asked(resource, members, depth);
    const output = outputOf(mention);
    if (output !== undefined) return [output];
    if (mention.value.kind === 'instance' && members.length === 0)
      return this.childrenOf(mention.value).map(({ address }) => ({ by: 'address', address }));
    return [];
  }

  /**
   * What is asked of a thing. A property that the program itself gave it is worth what was given: asking an API's
   * method for the validator that it was made with needs the validator. Its name and its id are its own.
   */
  private asked(resource: Resource, members: readonly string[], depth: number): readonly Target[] {
    const own: Target = { by: 'address', address: resource.address };
    const [first] = members;
    const given = first === undefined ? undefined : entryOf(resource.args, first);
    if (first === undefined || given === undefined || depth > MOST_DEEP) return [own];
    const inner = entryOf(given, ...members.slice(1)) ?? given;
    const passed = mentionsOf(inner, this.isThing).flatMap((mention) => this.targetsOf(mention, depth + 1));
    if (isIdentity(resource.type, first)) return [own, ...passed];
    // What cannot be followed to its end is still this thing's.
    return passed.length > 0 || plainOf(inner) !== undefined ? passed : [own];
  }

  readonly childrenOf = (parent: Value): readonly Resource[] => {
    this.children ??= this.byParent();
    return (this.children.get(keyOf(parent)) ?? []).slice(0, MOST_CHILDREN);
  };

  private byParent(): Map<Value | Made, Resource[]> {
    const children = new Map<Value | Made, Resource[]>();
    for (const resource of this.resources) {
      const parent = entryOf(resource.options, 'parent');
      if (parent === undefined) continue;
      const key = keyOf(parent);
      children.set(key, [...(children.get(key) ?? []), resource]);
    }
    return children;
  }
}

/** The same instance may be several values. */
const keyOf = (value: Value): Value | Made =>
  value.kind === 'made' ? value.made : value.kind === 'instance' ? (value.made ?? value) : value;

/** How an output of another project's stack is known to all. */
export const exportName = (project: string, output: string): string => `pulumi:${project}/${output}`;

/** An output of another stack: `new StackReference("org/shop/prod").getOutput("vpcId")`, `.outputs["vpcId"]`. */
const outputOf = ({ made, call, members }: Mention): Target | undefined => {
  if (call !== undefined && /^(?:get|require)Output/.test(call.name)) {
    const of = call.callee.kind === 'member' ? call.callee.of : undefined;
    const output = textOf(call.args[0]);
    return of?.kind === 'made' && output !== undefined ? exported(of.made, output) : undefined;
  }
  return made !== undefined && members[0] === 'outputs' && members[1] !== undefined
    ? exported(made, members[1])
    : undefined;
};

const exported = (made: Made, output: string): Target | undefined => {
  const project = stackProject(made);
  return project === undefined ? undefined : { by: 'text', as: 'export', text: exportName(project, output) };
};

/** The project that a reference names: the second of `organization/project/stack`. */
export const stackProject = (made: Made): string | undefined => {
  const library = importedFrom(made.class);
  if (library?.provider !== 'pulumi' || made.class.path.at(-1) !== 'StackReference') return undefined;
  const named = entryOf(made.args[1], 'name') ?? made.args[0];
  const [, project] = (patternOf(named) ?? '').replaceAll(/\$\{[^}]*\}/g, '*').split('/');
  return project === undefined || project === '' || project.includes('*') ? undefined : project;
};

/** Whether a made is a stack of another project, or of another stack of this one. */
export const isStackReference = ({ class: library }: Made): boolean =>
  importedFrom(library)?.provider === 'pulumi' && library.path.at(-1) === 'StackReference';

/** The made of a library's class that a value is, seen through members. */
export const madeIn = (value: Value | undefined): Made | undefined => {
  if (value === undefined) return undefined;
  if (value.kind === 'made') return value.made;
  if (value.kind === 'instance') return value.made;
  return value.kind === 'member' ? madeIn(value.of) : undefined;
};

/** The class of a library that a made is of. */
export const classPath = (made: Made): readonly string[] =>
  importedFrom(libraryOf({ kind: 'made', made })!)?.path ?? [];
