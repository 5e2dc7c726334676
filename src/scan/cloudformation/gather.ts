/** Files as stacks: read, named, and with everything they declare. */
import type { Finding, Plain, Where } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, entriesOf, type Tree } from '../tree.ts';
import { evaluate, type Known } from './evaluate.ts';
import { membersOf } from './for-each.ts';
import { withGlobals } from './sam.ts';
import { type Declared, isModule, type Setting, type Stack, transformsOf, typeOf } from './stack.ts';
import { worldOf } from './world.ts';

/** What a stack is made from. */
export interface Draft extends Setting {
  readonly file: SourceFile;
  readonly tree: Tree;
  readonly template: Plain;
  readonly root: readonly Step[];
  readonly scope: string;
  readonly aliases?: ReadonlyMap<string, string>;
}

/** A draft with its resources; findings of what of them cannot be known. */
export const stackOf = (
  draft: Draft,
  context: Pick<ScanContext, 'region'>,
): { readonly stack: Stack; readonly findings: readonly Finding[] } => {
  const { file, tree, aliases = new Map<string, string>(), ...rest } = draft;
  const bare: Stack = {
    ...rest,
    file: file.path,
    inside: file.inside,
    folder: file.folder,
    aliases,
    declared: new Map(),
    where: (path) => ({ file: file.path, line: tree.line(path) }),
  };
  const known = worldOf([], context.region).known(bare);
  const { declared, findings } = declaredIn(bare, known);
  return { stack: { ...bare, declared }, findings: [...findings, ...macroFindings(bare)] };
};

const declaredIn = (
  stack: Stack,
  known: Known,
): { readonly declared: ReadonlyMap<string, Declared>; readonly findings: readonly Finding[] } => {
  const { template, root } = stack;
  const loops = membersOf(at(template, 'Resources'), [...root, 'Resources'], (value) =>
    evaluate(value, known),
  );
  const findings: Finding[] = loops.open.map(({ name, path }) => ({
    kind: 'unknown-value',
    message: `the resources of the loop ${name} are not known: its collection is not`,
    ...stack.where(path),
  }));
  const globals = at(template, 'Globals');
  const declared = new Map<string, Declared>();
  for (const { name, value, path } of loops.members) {
    // What it puts in is told elsewhere.
    if (name === 'Fn::Transform') continue;
    if (entriesOf(value).length === 0) {
      const finding = bodyFinding(name, value, stack.where(path));
      if (finding !== undefined) findings.push(finding);
      continue;
    }
    const type = typeOf(value);
    const one = { id: name, type, body: value, path };
    declared.set(name, withGlobals(one, globals, root));
    if (typeof at(value, 'Type') !== 'string' || isModule(type)) {
      findings.push({
        kind: 'unrendered',
        message: `${name} is a module (${type}): what it is made of is not known`,
        ...stack.where(path),
        hint: 'scan the template as it is after packaging',
      });
    }
  }
  return { declared, findings };
};

/** A member of Resources that is no map; nothing at all does no harm. */
const bodyFinding = (name: string, value: Plain, where: Where): Finding | undefined =>
  value === null ? undefined : { kind: 'unreadable', message: `${name} is no resource`, ...where };

/** Transforms that are part of the service, or read here. */
const KNOWN_TRANSFORM = /^AWS::(?:Serverless-|LanguageExtensions|SecretsManager-|CodeDeploy)/;

const macroFindings = (stack: Stack): readonly Finding[] =>
  transformsOf(stack.template)
    .filter((name) => !KNOWN_TRANSFORM.test(name))
    .map((name) => ({
      kind: 'unrendered',
      message: `the macro ${name} may change this template: it is read as it is written`,
      ...stack.where([...stack.root, 'Transform']),
      hint: 'scan the processed template to see what the macro makes of it',
    }));
