/**
 * The tree of constructs that a program makes: what stands in what, by which id, and which of them a value means.
 *
 * A construct comes from a `new`, from an import by name or ARN (`Bucket.fromBucketName`), or from a method that makes
 * one inside of another (`balancer.addListener`).
 */
import type { EdgeClass } from '../../model/fact.ts';
import type { Trace } from '../typescript/trace.ts';
import { entryOf, libraryOf, patternOf } from '../typescript/read.ts';
import type { Call, Made, Site, Value } from '../typescript/value.ts';
import { creationOf, isMaker } from './creations.ts';
import { foreignType } from './imports.ts';
import { type ClassKind, type ClassName, classNameOf, isConstructLibrary, kindOf } from './kinds.ts';
import { expand } from './patterns.ts';

export type Role =
  | 'app'
  | 'stage'
  | 'stack'
  | 'nested'
  | 'scope'
  /** It becomes a node. */
  | 'resource'
  /** It is read, not made, by this program. */
  | 'foreign'
  /** No node: what refers to it means what it holds, or what it is a part of. */
  | 'part';

export interface Construct {
  readonly role: Role;
  /** The last segment of its path. */
  readonly id: string;
  readonly parent?: Construct;
  /** CloudFormation's type of a resource; `module.Class` if nobody knows it; '' of a raw resource whose type is not known. */
  readonly type: string;
  /** Its properties are CloudFormation's own. */
  readonly isRaw: boolean;
  /** Nobody wrote the class down. */
  readonly isUnknown: boolean;
  /** The class as the library calls it. */
  readonly class: ClassName;
  readonly props: Value | undefined;
  readonly site: Site;
  /** The variable that it is bound to. */
  readonly boundTo?: string;
  readonly made?: Made;
  readonly call?: Call;
  /** What it refers to by the way in which it is made. */
  readonly links: Link[];
  /** Properties of which something else is told than that they hold a reference. */
  readonly handled: Set<string>;
  /** Containers that its pattern gives it: `taskImageOptions`. */
  readonly containers: Value[];
  readonly children: Construct[];
  /** Constructs that are reached by a property of its own: `service.loadBalancer`. */
  readonly members: Map<string, Construct>;
}

/** A reference that no property of the source holds. */
interface Link {
  readonly to: Construct;
  /** As CloudFormation spells it. */
  readonly property: string;
  readonly class?: EdgeClass;
}

/** Members of members: no program goes deeper. */
const DEEPEST = 40;

export class Tree {
  readonly constructs: Construct[] = [];
  /** What was given to helper objects after they were made: `statement.addResources(…)`, `state.next(…)`. */
  readonly given = new Map<object, Call[]>();
  private readonly stages = new Map<Construct, Value[]>();
  private readonly byLogicalId = new Map<string, Construct[]>();
  private readonly byMade = new Map<Made, Construct | undefined>();
  private readonly byCall = new Map<Call, Construct | undefined>();
  private readonly open = new Set<Made | Call>();

  constructor({ made, calls }: Pick<Trace, 'made' | 'calls'>) {
    for (const one of made) this.ofMade(one);
    for (const call of calls) this.ofCall(call);
    for (const call of calls) {
      this.give(call);
      if (call.name === 'addStage' || call.name === 'addAction') this.staged(call);
      if (call.name === 'overrideLogicalId' && call.callee.kind === 'member')
        this.called(patternOf(call.args[0]), this.ownerOf(call.callee.of));
    }
    for (const one of this.constructs)
      if (one.isRaw && one.parent?.role === 'stack') this.called(one.id.replaceAll(/[^A-Za-z0-9]/g, ''), one);
  }

  /** The raw resource that the template calls so, if only one stack has one. */
  logical(id: string): Construct | undefined {
    const found = this.byLogicalId.get(id) ?? [];
    return found.length === 1 ? found[0] : undefined;
  }

  private staged({ callee, args }: Call): void {
    const pipeline = callee.kind === 'member' ? this.ownerOf(callee.of) : undefined;
    if (pipeline === undefined) return;
    this.stages.set(pipeline, [...(this.stages.get(pipeline) ?? []), ...args]);
  }

  private called(id: string | undefined, construct: Construct | undefined): void {
    if (id === undefined || construct === undefined) return;
    const known = this.byLogicalId.get(id);
    if (known === undefined) this.byLogicalId.set(id, [construct]);
    else if (!known.includes(construct)) known.push(construct);
  }

  /** The construct that a value is or is an attribute of; none if it is a helper, a text, or not known. */
  of(value: Value | undefined, depth = 0): Construct | undefined {
    if (value === undefined || depth > DEEPEST) return undefined;
    if (value.kind === 'made') return this.ofMade(value.made);
    if (value.kind === 'instance') return value.made === undefined ? undefined : this.ofMade(value.made);
    if (value.kind === 'result') return this.ofCall(value.call);
    if (value.kind === 'member') {
      const owner = this.ownerOf(value.of, depth + 1);
      return owner === undefined ? undefined : this.member(owner, value.name, depth + 1);
    }
    for (const arm of value.kind === 'either' ? value.of : []) {
      const found = this.of(arm, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The same; of the result of a method of a construct that makes none: that construct. `api.root.addResource('x')` is the API's. */
  ownerOf(value: Value | undefined, depth = 0): Construct | undefined {
    const found = this.of(value, depth);
    if (found !== undefined || value === undefined || depth > DEEPEST) return found;
    if (value.kind === 'result' && value.call.callee.kind === 'member')
      return this.ownerOf(value.call.callee.of, depth + 1);
    return undefined;
  }

  /** The stack that a construct is in, outermost: nested stacks belong to it. */
  stackOf(construct: Construct): Construct | undefined {
    for (let one: Construct | undefined = construct; one !== undefined; one = one.parent)
      if (one.role === 'stack') return one;
    return undefined;
  }

  /** The stages of a pipeline: those that it is made with, and those that it is given. */
  stagesOf(pipeline: Construct): readonly Value[] {
    const own = entryOf(pipeline.props, 'stages');
    return [...(own === undefined ? [] : [own]), ...(this.stages.get(pipeline) ?? [])];
  }

  /** A construct that a pattern makes inside of another. */
  add(
    parent: Construct,
    id: string,
    rest: Pick<Construct, 'type' | 'props' | 'site'>,
    name?: string,
  ): Construct {
    const child: Construct = {
      role: 'resource',
      id,
      parent,
      isRaw: false,
      isUnknown: false,
      class: parent.class,
      ...fresh(),
      ...rest,
    };
    this.register(child);
    if (name !== undefined) parent.members.set(name, child);
    return child;
  }

  private member(owner: Construct, name: string, depth: number): Construct {
    const own = owner.members.get(name);
    if (own !== undefined) return own;
    if (ITSELF.has(name) || owner.isRaw || ATTRIBUTE.test(name)) return owner;
    const value = entryOf(owner.props, name);
    if (value === undefined) return owner;
    return this.of(value, depth) ?? this.of(firstOf(value), depth) ?? owner;
  }

  private ofMade(made: Made): Construct | undefined {
    if (this.byMade.has(made)) return this.byMade.get(made);
    const name = classNameOf(made.class);
    // A class that has itself as a scope.
    if (name === undefined || this.open.has(made)) return undefined;
    this.open.add(made);
    const construct = this.drawn(made, name, kindOf(name));
    this.open.delete(made);
    this.byMade.set(made, construct);
    if (construct === undefined) return undefined;
    this.register(construct);
    if (construct.role === 'resource') expand(this, construct);
    return construct;
  }

  private drawn(made: Made, name: ClassName, kind: ClassKind): Construct | undefined {
    const [scope, id, props] = made.args;
    const common = {
      class: name,
      site: made.site,
      made,
      ...fresh(),
      ...(made.boundTo === undefined ? {} : { boundTo: made.boundTo }),
    };
    if (kind.kind === 'app') {
      return { ...common, role: 'app', id: '', type: '', isRaw: false, isUnknown: false, props: scope };
    }
    if (kind.kind === 'output') return undefined;
    const parent = this.ownerOf(scope);
    const isScoped = parent !== undefined || isUnknown(scope);
    if (!isScoped || (kind.kind === 'unknown' && (parent === undefined || !isId(id)))) return undefined;
    const role: Role =
      kind.kind === 'resource' ? 'resource' : kind.kind === 'unknown' ? 'resource' : kind.kind;
    const isRaw = kind.kind === 'resource' && kind.isRaw;
    const type =
      kind.kind === 'resource'
        ? kind.type === ''
          ? (patternOf(entryOf(props, 'type')) ?? 'AWS::CloudFormation::CustomResource')
          : kind.type
        : kind.kind === 'unknown'
          ? `${name.module}.${name.name}`
          : '';
    return {
      ...common,
      role,
      id: idOf(id) ?? made.by ?? name.name,
      type,
      isRaw,
      isUnknown: kind.kind === 'unknown' && isConstructLibrary(made.class.module),
      props: name.name === 'CfnResource' ? entryOf(props, 'properties') : props,
      ...(parent === undefined ? {} : { parent }),
    };
  }

  private ofCall(call: Call): Construct | undefined {
    if (this.byCall.has(call)) return this.byCall.get(call);
    if (this.open.has(call)) return undefined;
    this.open.add(call);
    const construct = this.imported(call) ?? this.created(call);
    this.open.delete(call);
    this.byCall.set(call, construct);
    if (construct !== undefined) this.register(construct);
    return construct;
  }

  /** `Bucket.fromBucketName(this, 'Logs', 'company-logs')`. */
  private imported(call: Call): Construct | undefined {
    const library = libraryOf(call.callee);
    const name = library === undefined ? undefined : classNameOf(library);
    const [scope, id, ...rest] = call.args;
    if (name === undefined) return undefined;
    const own = name.rest.length === 1 ? kindOf({ ...name, rest: [] }) : undefined;
    const isMade = own?.kind === 'resource' && isMaker(own.type, call.name);
    const type = isMade ? own.type : foreignType(name);
    if (type === undefined) return undefined;
    const parent = this.ownerOf(scope);
    if ((parent === undefined && !isUnknown(scope)) || !isId(id)) return undefined;
    return {
      role: isMade ? 'resource' : 'foreign',
      id: idOf(id) ?? name.name,
      type,
      isRaw: false,
      isUnknown: false,
      class: name,
      props: isMade ? objectOf('backupVault', rest[0]) : rest[0],
      site: call.site,
      call,
      ...fresh(),
      ...(parent === undefined ? {} : { parent }),
      ...(call.boundTo === undefined ? {} : { boundTo: call.boundTo }),
    };
  }

  /** `balancer.addListener('Http', {port: 80})`. */
  private created(call: Call): Construct | undefined {
    if (call.callee.kind !== 'member') return undefined;
    const owner = this.ownerOf(call.callee.of);
    if (owner === undefined) return undefined;
    const creation = creationOf(owner.type, call);
    if (creation === undefined) return undefined;
    const parent = creation.scope === undefined ? owner : this.ownerOf(creation.scope);
    if (parent === undefined) return undefined;
    return {
      role: 'resource',
      id: idOf(creation.id) ?? call.name,
      parent,
      type: creation.type,
      isRaw: false,
      isUnknown: false,
      class: owner.class,
      props: creation.props,
      site: call.site,
      call,
      ...fresh(),
      ...(creation.link === undefined
        ? {}
        : {
            links: [
              {
                to: owner,
                property: creation.link,
                ...(creation.class === undefined ? {} : { class: creation.class }),
              },
            ],
          }),
      ...(call.boundTo === undefined ? {} : { boundTo: call.boundTo }),
    };
  }

  private register(construct: Construct): void {
    this.constructs.push(construct);
    construct.parent?.children.push(construct);
  }

  /** What a helper object is given later is as good as an argument. */
  private give(call: Call): void {
    if (call.callee.kind !== 'member' || call.args.length === 0) return;
    const helper = this.helperOf(call.callee.of, 0);
    if (helper === undefined) return;
    const known = this.given.get(helper);
    if (known === undefined) this.given.set(helper, [call]);
    else known.push(call);
  }

  /** The helper that a chain of calls begins with: `a` of `a.next(b).next(c)`. */
  private helperOf(value: Value, depth: number): object | undefined {
    if (depth > DEEPEST) return undefined;
    const construct = this.of(value);
    if (construct !== undefined) return construct.role === 'part' ? construct.made : undefined;
    if (value.kind === 'made') return value.made;
    if (value.kind === 'instance') return value.made;
    if (value.kind === 'member') return this.helperOf(value.of, depth + 1);
    if (value.kind !== 'result') return undefined;
    const { callee } = value.call;
    return callee.kind === 'member' && libraryOf(callee) === undefined
      ? this.helperOf(callee.of, depth + 1)
      : value.call;
  }
}

const fresh = (): Pick<Construct, 'children' | 'members' | 'links' | 'handled' | 'containers'> => ({
  children: [],
  members: new Map(),
  links: [],
  handled: new Set(),
  containers: [],
});

const objectOf = (name: string, value: Value | undefined): Value => ({
  kind: 'object',
  entries: new Map(value === undefined ? [] : [[name, value]]),
  isOpen: false,
});

/** Members that mean the construct itself. */
const ITSELF: ReadonlySet<string> = new Set([
  'node',
  'defaultChild',
  'root',
  'currentVersion',
  'latestVersion',
  'grants',
]);

const ATTRIBUTE = /(?:Name|Arn|Id|Url|Uri|Endpoint|Address|Ref|Domain)$/;

/** What lies in a helper object under the name of its only entry: `{queue, maxReceiveCount}`. */
const firstOf = (value: Value): Value | undefined =>
  value.kind === 'object' ? (value.entries.get('queue') ?? value.entries.get('bucket')) : undefined;

const isUnknown = (value: Value | undefined): boolean => value?.kind === 'unknown';

const isId = (value: Value | undefined): boolean =>
  value !== undefined &&
  (patternOf(value) !== undefined ||
    ['text', 'unknown', 'member', 'either', 'result', 'environment'].includes(value.kind));

/** An id as a segment of a path: a slash in it would be one of its own. */
const idOf = (value: Value | undefined): string | undefined => {
  const text = patternOf(value);
  return text === undefined || text === '' ? undefined : text.replaceAll('/', '--');
};
