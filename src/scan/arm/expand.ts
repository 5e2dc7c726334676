/** Deploys templates on paper: resources get names and addresses, nested templates are read and deployed in turn. */
import type { Finding } from '../../model/fact.ts';
import { segmentOf } from '../../assemble/facts/things.ts';
import { quoted } from '../../model/printable.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { Deployment, type DeploymentOptions } from './deployment.ts';
import { evaluate } from './evaluate.ts';
import { addressFor } from './names.ts';
import { DEPLOYMENTS } from './read.ts';
import type { ModuleDeclaration, ResourceDeclaration, Template } from './syntax.ts';
import { spelled, typeOfModule } from './types.ts';
import { namesIn } from './ref-functions.ts';
import { type Ref, type Thing, knownText, patternOf, refsOf } from './value.ts';

export interface Expansion {
  readonly context: ScanContext;
  /** Reads a template of either language, once. */
  readonly read: (file: SourceFile) => Promise<Template>;
  readonly findings: Finding[];
  /** Files that others deploy. */
  readonly linked: Set<string>;
}

/** Templates within templates. */
const MOST_NESTED = 20;

/** Deployments of one tree. */
const MOST_DEPLOYMENTS = 2_000;

/** A deployment with all that is nested in it. */
export const deployed = async (
  options: DeploymentOptions,
  expansion: Expansion,
  depth = 0,
): Promise<Deployment> => {
  const deployment = new Deployment(options);
  for (const declaration of deployment.template.declarations) {
    if (declaration.is === 'resource') {
      if (isThing(declaration)) addResource(deployment, declaration);
    } else await addModule(deployment, declaration, expansion, depth);
  }
  return deployment;
};

/** Roles are there in all of Azure; a deployment that is written out in Bicep only counts its users. */
const isThing = ({ type, isExisting }: ResourceDeclaration): boolean =>
  type.toLowerCase() !== DEPLOYMENTS.toLowerCase() &&
  !(isExisting && /^microsoft\.authorization\//i.test(type));

const addResource = (deployment: Deployment, declaration: ResourceDeclaration): void => {
  const parent = parentOf(deployment, declaration);
  const names = deployment.namesOf(declaration, parent);
  const { type, own, above } = extensionOf(declaration.type, names);
  const on: Ref | undefined = above === undefined ? undefined : { kind: 'id', ...above, in: deployment };
  add(deployment, declaration, spelled(type), own, parent ?? on ?? parentByName(deployment, type, own));
};

const add = (
  deployment: Deployment,
  declaration: ResourceDeclaration | ModuleDeclaration,
  type: string,
  names: readonly string[],
  parent: Ref | undefined,
): Thing => {
  const { scope, template, tree } = deployment;
  const thing: Thing = {
    deployment,
    declaration,
    type,
    names,
    address: addressFor(declaration, type, names, scope, template.language, tree),
    key: { type: type.toLowerCase(), name: names.join('/').toLowerCase() },
    ...(parent === undefined ? {} : { parent }),
  };
  deployment.add(thing);
  return thing;
};

/** The resource that a declaration stands in, or names as its parent. */
const parentOf = (deployment: Deployment, { inside, body }: ResourceDeclaration): Ref | undefined => {
  const around = inside === undefined ? undefined : deployment.symbolic(inside);
  if (around !== undefined && 'names' in around) return { kind: 'thing', thing: around };
  const said = body.get('parent');
  return said === undefined ? undefined : refsOf(evaluate(said, { deployment, locals: new Map() }))[0];
};

/** `servers/databases` with the name `shop/orders` is a child of the server `shop`. */
const parentByName = (deployment: Deployment, type: string, names: readonly string[]): Ref | undefined =>
  names.length > 1 && type.split('/').length === names.length + 1
    ? {
        kind: 'id',
        type: type.slice(0, type.lastIndexOf('/')),
        names: names.slice(0, -1),
        in: deployment,
      }
    : undefined;

/** `Microsoft.Storage/storageAccounts/providers/roleAssignments` is a role assignment on an account. */
const extensionOf = (type: string, names: readonly string[]) => {
  const at = type.toLowerCase().indexOf('/providers/');
  const space = names.findIndex((name) => /^Microsoft\.\w+$/i.test(name));
  if (at < 0 || space < 0) return { type, own: names, above: undefined };
  const rest = type.slice(at + '/providers/'.length);
  return {
    type: rest.includes('.') ? rest : `${names[space]}/${rest}`,
    own: names.slice(space + 1),
    above: { type: type.slice(0, at), names: names.slice(0, space) },
  };
};

const addModule = async (
  deployment: Deployment,
  declaration: ModuleDeclaration,
  expansion: Expansion,
  depth: number,
): Promise<void> => {
  const names = deployment.namesOf(declaration, undefined);
  const found = withoutCircle(
    await templateOf(deployment, declaration, expansion),
    deployment,
    declaration,
    expansion,
  );
  if (found === undefined || depth >= MOST_NESTED || deployment.tree.all.length >= MOST_DEPLOYMENTS) {
    const type = typeOfModule(literalPath(declaration)) ?? DEPLOYMENTS;
    add(
      deployment,
      declaration,
      type,
      type === DEPLOYMENTS ? names : givenName(deployment, declaration),
      undefined,
    );
    return;
  }
  const { local } = addressFor(
    declaration,
    DEPLOYMENTS,
    names,
    deployment.scope,
    deployment.template.language,
    deployment.tree,
  );
  const scope = [deployment.scope, segmentOf(local)].filter((part) => part !== '').join('/');
  // Parameters are computed where the module stands; in a loop, for all its turns at once.
  const outside = deployment.turns(declaration).scopes[0]!;
  const nested = await deployed(
    {
      file: found.file,
      template: found.template,
      scope,
      tree: deployment.tree,
      given: (name, at) => {
        const expr = declaration.parameters.get(name);
        return expr === undefined ? undefined : evaluate(expr, outside, at);
      },
      around: deployment,
      above: deployment.chain,
      isOuter: declaration.source.kind === 'inline' && declaration.source.scope === 'outer',
      isOff: deployment.isSwitchedOff(declaration),
      name: names.at(-1) ?? '',
    },
    expansion,
    depth + 1,
  );
  deployment.nest(declaration.symbol, nested);
};

type Found = { readonly file: SourceFile; readonly template: Template } | undefined;

/** A template that deploys itself, through others too, is not followed again. */
const withoutCircle = (
  found: Found,
  deployment: Deployment,
  { source, line }: ModuleDeclaration,
  { findings }: Expansion,
): Found => {
  if (found === undefined || source.kind === 'inline' || !deployment.chain.includes(found.file.inside))
    return found;
  findings.push({
    kind: 'skipped',
    message: `${found.file.name} deploys itself: it is read once`,
    file: deployment.file.path,
    line,
  });
  return undefined;
};

const literalPath = ({ source }: ModuleDeclaration): string =>
  source.kind === 'path' && source.path.kind === 'literal' ? String(source.path.value) : '';

/** What the module is told to call what it makes. */
const givenName = (deployment: Deployment, declaration: ModuleDeclaration): readonly string[] => {
  const expr = declaration.parameters.get('name');
  const pattern =
    expr === undefined ? undefined : patternOf(evaluate(expr, deployment.inGeneral(declaration)));
  return namesIn(pattern ?? `\${${declaration.symbol}}`);
};

const templateOf = async (
  deployment: Deployment,
  { source, line, symbol }: ModuleDeclaration,
  { context, read, findings, linked }: Expansion,
): Promise<Found> => {
  const { file } = deployment;
  if (source.kind === 'inline') return { file, template: source.template };
  const value = evaluate(source.path, { deployment, locals: new Map() });
  const path = pathIn(patternOf(value) ?? '');
  const found = path === undefined ? undefined : await context.file(file.folder, path);
  if (found !== undefined) {
    linked.add(found.inside);
    return { file: found, template: await read(found) };
  }
  findings.push({
    kind: 'skipped',
    message: `the template of ${symbol.startsWith('#') ? 'a nested deployment' : symbol} is not among the files: ${quoted(knownText(value) ?? patternOf(value) ?? 'its place is not known')}`,
    file: file.path,
    line,
  });
  return undefined;
};

/** The path that an address ends with, beside this file: of `${base}/nested/web.json${token}`, `nested/web.json`. */
const pathIn = (pattern: string): string | undefined => {
  if (/^(?:br|ts)[:/]/.test(pattern)) return undefined;
  const known = pattern.split(/\$\{[^}]*\}/).find((part) => /\.(?:json|jsonc|bicep)\b/i.test(part));
  const path = /[^\s?#]*\.(?:json|jsonc|bicep)\b/i.exec(known ?? '')?.[0];
  if (path === undefined) return undefined;
  // Of an address on the web the file beside this one is at most what follows the last folder in common, which is not known.
  return /^[a-z]+:\/\//i.test(path) ? path.slice(path.lastIndexOf('/') + 1) : path.replace(/^\/+/, '');
};
