/**
 * The tree of constructs that a program makes: what stands in what, by which id, and which of them a value means.
 *
 * A construct comes from a `new`, from an import by name or ARN (`Bucket.fromBucketName`), or from a method that makes
 * one inside of another (`balancer.addListener`).
 */
import type { Trace } from '../typescript/trace.ts';
import { entryOf, libraryOf, patternOf } from '../typescript/read.ts';
import type { Call, Made, Value } from '../typescript/value.ts';
import { type Construct, fresh } from './construct.ts';
import { created, drawn, imported } from './draw.ts';
import { classNameOf } from './kinds.ts';
import { expand } from './patterns.ts';
import { isSolution } from './solution-words.ts';
import { solve } from './solutions.ts';
import { overriddenPath } from './texts.ts';

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
      if (call.name === 'addPropertyOverride' || call.name === 'addOverride') this.override(call);
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

  private override({ callee, args: [where, value] }: Call): void {
    const path = overriddenPath(where);
    const owner = callee.kind === 'member' ? this.ownerOf(callee.of) : undefined;
    if (path !== undefined && value !== undefined) owner?.overrides.unshift([path, value]);
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
    const construct = drawn(this, made, name);
    this.open.delete(made);
    this.byMade.set(made, construct);
    if (construct === undefined) return undefined;
    this.register(construct);
    if (construct.role === 'resource') expand(this, construct);
    else if (isSolution(name)) solve(this, construct);
    return construct;
  }

  private ofCall(call: Call): Construct | undefined {
    if (this.byCall.has(call)) return this.byCall.get(call);
    if (this.open.has(call)) return undefined;
    this.open.add(call);
    const construct = imported(this, call) ?? created(this, call);
    this.open.delete(call);
    this.byCall.set(call, construct);
    if (construct !== undefined) this.register(construct);
    return construct;
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
