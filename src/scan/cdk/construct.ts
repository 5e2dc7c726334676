/** What stands in the tree of constructs: a resource, a place for others, something that the program only reads. */
import type { EdgeClass } from '../../model/fact.ts';
import type { Call, Made, Site, Value } from '../typescript/value.ts';
import type { ClassName } from './kinds.ts';

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
  /** What is written over the template that it becomes, in CloudFormation's words; the last one first. */
  readonly overrides: (readonly [readonly string[], Value])[];
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

/** What a construct gathers while the tree is made. */
export const fresh = (): Pick<
  Construct,
  'children' | 'members' | 'links' | 'handled' | 'overrides' | 'containers'
> => ({
  children: [],
  members: new Map(),
  links: [],
  handled: new Set(),
  overrides: [],
  containers: [],
});

/** The tree, as those that make constructs in it ask it. */
export interface Trunk {
  /** The construct that a value is or is an attribute of. */
  of(value: Value | undefined): Construct | undefined;
  /** The same; of the result of a method of a construct: that construct. */
  ownerOf(value: Value | undefined): Construct | undefined;
  /** A construct that a pattern makes inside of another; `name`: the member by which it is reached. */
  add(
    parent: Construct,
    id: string,
    rest: Pick<Construct, 'type' | 'props' | 'site'>,
    name?: string,
  ): Construct;
}
