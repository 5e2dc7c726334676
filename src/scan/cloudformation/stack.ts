/** A template as a stack: what it declares, and what is known of where it runs. */
import type { Address, Plain, Where } from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';

/** A resource as the template has it, with the settings of SAM's Globals put in. */
export interface Declared {
  readonly id: string;
  readonly type: string;
  /** All of it: Type, Properties, DependsOn, … */
  readonly body: Plain;
  /** The path of `body` in the text. */
  readonly path: readonly Step[];
  /** Where a property stands that the resource itself does not have: in Globals. */
  readonly shared?: readonly Step[];
  /** Where a property stands in the text, if that has other words for it than `body`. */
  readonly locate?: (steps: readonly Step[]) => readonly Step[];
  /** What it is, if its type is none that a catalog knows. */
  readonly kind?: Kind;
  /** Why people reach it, if the template says so in words of its own. */
  readonly entry?: string;
  /** The files and folders of its code, if the template says so in words of its own; see `ResourceFact.code`. */
  readonly code?: readonly string[];
}

/** Where a stack runs, as far as its surroundings tell. */
export interface Setting {
  /** The stack's name. */
  readonly name?: string;
  readonly region?: string;
  readonly account?: string;
  /** Values of parameters: they win over defaults. */
  readonly given: ReadonlyMap<string, Plain>;
}

export interface Stack extends Setting {
  readonly file: string;
  /** The file, as `SourceFile.inside` gives it. */
  readonly inside: string;
  /** The folder of the file, for what it includes. */
  readonly folder: string;
  readonly scope: string;
  /** The template: a map with Parameters, Resources, Outputs, … */
  readonly template: Plain;
  /** The path of the template in its file: of those inside of a serverless.yml it is not empty. */
  readonly root: readonly Step[];
  readonly declared: ReadonlyMap<string, Declared>;
  /** Other names of resources: logical ids that are made in deployment. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Whether a name is of a thing that is made in deployment and tells nothing. */
  readonly isMade?: (name: string) => boolean;
  where(path: readonly Step[]): Where;
}

/** The address of a resource of a stack. */
export const addressIn = (stack: Stack, id: string): Address => ({ scope: stack.scope, local: id });

/** Ids that SAM makes of a resource's own: `FunctionRole`, `ApiProdStage`, `FunctionAliaslive`. */
const MADE =
  /^(?:Role|Url|Version\w*|Alias\w+|Stage|Deployment\w*|\w+Stage|\w+Permission\w*|UrlPublicPermissions|EventInvokeConfig|CompatibleWith\w*)$/;

/** Whether a type is a module's: its resources have the module's id in front of their own. */
export const isModule = (type: string): boolean => type.endsWith('::MODULE') || type.endsWith('::Module');

/** The resource that an id means: itself, an alias, or the one that SAM or a module makes this id of. */
export const idIn = (stack: Stack, name: string): string | undefined => {
  if (stack.declared.has(name)) return name;
  const alias = stack.aliases.get(name);
  if (alias !== undefined) return alias;
  for (let length = name.length - 1; length > 0; length--) {
    const found = stack.declared.get(name.slice(0, length));
    if (found === undefined) continue;
    if (isModule(found.type)) return found.id;
    if (found.type.startsWith('AWS::Serverless::') && MADE.test(name.slice(length))) return found.id;
  }
  return undefined;
};

/** A resource's type. A tag where the type should be (`!Rain::Module x`) is told as such. */
export const typeOf = (body: Plain): string => {
  const type = at(body, 'Type');
  if (typeof type === 'string') return type;
  const [entry] = entriesOf(type);
  return entry?.[0] ?? 'unknown';
};

/** Names of the transforms that a template is put through, in it as a whole. */
export const transformsOf = (template: Plain): readonly string[] =>
  itemsOf(at(template, 'Transform')).flatMap((one) => {
    const name = textOf(one) ?? textOf(at(one, 'Name'));
    return name === undefined ? [] : [name];
  });

/** What the CDK's code calls it: `aws:cdk:path` without the stack in front and `Resource` at the end. */
export const constructOf = (body: Plain): string | undefined => {
  const path = at(body, 'Metadata', 'aws:cdk:path');
  if (typeof path !== 'string') return undefined;
  const words = path.split('/').slice(1);
  if (words.length > 1 && /^(?:Resource|Default)$/.test(words.at(-1)!)) words.pop();
  return words.length === 0 ? undefined : words.join('/');
};
