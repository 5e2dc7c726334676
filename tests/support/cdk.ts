/**
 * Two readings of one CDK app side by side: what a scan of its code says, and what a scan of its templates says, both
 * folded to the constructs that the code makes with `new`.
 *
 * A construct is written `<stack's name>/<path below the stack>`, as the scan of code names it.
 */
import type { Document, PartialNode } from '../../src/model/document.ts';
import { byCodePoint } from '../../src/model/order.ts';
import type { Requirement } from '../../src/model/requirement.ts';

/** A stack as the manifest of an assembly tells it. */
interface StackOfAssembly {
  readonly name: string;
  /** Its construct's path: stages stand before it. */
  readonly path: string;
  /** `Catalog.template.json` */
  readonly file: string;
}

/** As much of a template as tells which construct each resource belongs to. */
interface Template {
  readonly Resources?: Readonly<
    Record<string, { readonly Metadata?: { readonly 'aws:cdk:path'?: string } } | undefined>
  >;
}

/** As much of an assembly's manifest as tells its stacks. */
interface Manifest {
  readonly artifacts: Readonly<
    Record<
      string,
      {
        readonly displayName: string;
        readonly properties: { readonly templateFile: string; readonly stackName: string };
      }
    >
  >;
}

export const stacksOf = ({ artifacts }: Manifest): readonly StackOfAssembly[] =>
  Object.values(artifacts).map(({ displayName, properties }) => ({
    name: properties.stackName,
    path: displayName,
    file: properties.templateFile,
  }));

/** The construct of a path: the longest beginning of it that is one; none for what the library makes of its own. */
type Fold = (path: string) => string | undefined;

export const foldTo = (constructs: readonly string[]): Fold => {
  const known = new Set(constructs);
  const fold: Fold = (path) => {
    if (known.has(path)) return path;
    const cut = path.lastIndexOf('/');
    return cut < 0 ? undefined : fold(path.slice(0, cut));
  };
  return fold;
};

/**
 * Node ids of a scan of templates by path, `<stack's name>/<path below the stack>`: what the library wrote beside
 * each resource.
 *
 * @param templates By file name; those that no stack of the assembly has are nested ones, and have their own scope.
 */
export const pathsOf = (
  templates: ReadonlyMap<string, Template>,
  stacks: readonly StackOfAssembly[],
): ReadonlyMap<string, string> => {
  const paths = new Map<string, string>();
  for (const [file, template] of templates) {
    const scope =
      stacks.find((one) => one.file === file)?.name ?? file.replace(/(?:\.nested)?\.template\.json$/, '');
    for (const [id, resource] of Object.entries(template.Resources ?? {})) {
      const path = resource?.Metadata?.['aws:cdk:path'];
      if (path !== undefined) paths.set(`${scope}/${id}`, belowStack(path, stacks));
    }
  }
  return paths;
};

/** `Prod/Web/Api/Resource` of the stack `Prod/Web`, whose name is `Prod-Web`: `Prod-Web/Api/Resource`. */
const belowStack = (path: string, stacks: readonly StackOfAssembly[]): string => {
  const [stack] = stacks
    .filter((one) => path.startsWith(`${one.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length);
  return stack === undefined ? path : `${stack.name}${path.slice(stack.path.length)}`;
};

/** What one scan says of constructs. */
export interface Reading {
  readonly constructs: ReadonlySet<string>;
  /** `A -> B`, with the reasons that the scan gives. */
  readonly edges: ReadonlyMap<string, readonly Reason[]>;
  /** Regions in which the main resource of each construct is. */
  readonly regions: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Reason {
  /** `permission: PolicyDocument.Statement.Resource`, as the graph has it. */
  readonly why: string;
  /** All of it, for those that read of a failure. */
  readonly shown: string;
}

/**
 * Folds a graph: nodes of one construct are one, and edges within it are none.
 *
 * @param pathOf A node's path, `<stack's name>/<path below the stack>`.
 */
export const readingOf = (
  { nodes }: Document,
  pathOf: (node: string) => string | undefined,
  fold: Fold,
): Reading => {
  const constructOf = (node: string): string | undefined => {
    const path = pathOf(node);
    return path === undefined ? undefined : fold(path);
  };
  const edges = new Map<string, readonly Reason[]>();
  const members = new Map<string, PartialNode[]>();
  for (const node of nodes.values()) {
    const from = constructOf(node.id);
    if (from === undefined) continue;
    members.set(from, [...(members.get(from) ?? []), node]);
    for (const requirement of node.dependsOn) {
      for (const leaf of leavesOf(requirement)) {
        const to = constructOf(leaf);
        if (to === undefined || to === from) continue;
        const why = requirement.why ?? '';
        const shown = `    ${node.id} -> ${leaf}: ${why} (${requirement.source ?? ''})`;
        const edge = `${from} -> ${to}`;
        edges.set(edge, [...(edges.get(edge) ?? []), { why, shown }]);
      }
    }
  }
  const regions = [...members].map(([name, own]) => [name, regionsOf(mainOf(own, pathOf))] as const);
  return { constructs: new Set(members.keys()), edges, regions: new Map(regions) };
};

const leavesOf = (requirement: Requirement): readonly string[] =>
  requirement.form === 'node' ? [requirement.node] : requirement.of.flatMap(leavesOf);

/** The resources that stand highest in a construct: a bucket, not its policy. */
const mainOf = (
  nodes: readonly PartialNode[],
  pathOf: (node: string) => string | undefined,
): readonly PartialNode[] => {
  const depthOf = ({ id }: PartialNode): number => (pathOf(id) ?? '').split('/').length;
  const least = Math.min(...nodes.map(depthOf));
  return nodes.filter((node) => depthOf(node) === least);
};

/** Zones count as their region: of subnets of another stack, a template does not know in which they are. */
const regionsOf = (nodes: readonly PartialNode[]): ReadonlySet<string> =>
  new Set(
    nodes
      .flatMap((node) => (node.in === undefined ? [] : leavesOf(node.in)))
      .map((place) => place.split('/').slice(0, 2).join('/')),
  );

interface Comparison {
  /** Edges of the templates that the code does not show, and the other way round; each with its reasons. */
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** Share of the templates' edges that the code shows; 1 if there are none. */
  readonly recall: number;
}

/**
 * Compares both readings. Two rules say what is no difference:
 *
 * - What only says who may come in is no need: a bucket's policy names the content network as the source of requests, a
 *   security group the group that connects. The templates have such edges, since each policy is a resource there; the
 *   code has a grant, whose edge goes the other way.
 * - A value that a stack takes from another region goes by way of two custom resources and a parameter. In the code it
 *   is a plain reference; the templates do not show whose it is.
 */
export const compared = (code: Reading, templates: Reading): Comparison => {
  const needed = new Map([...templates.edges].filter(([, reasons]) => !reasons.every(admits)));
  const known = new Map([...code.edges].filter(([edge]) => !crossesRegions(edge, templates)));
  const missing = without(needed, code.edges);
  return {
    missing,
    extra: without(known, templates.edges),
    recall: needed.size === 0 ? 1 : (needed.size - missing.length) / needed.size,
  };
};

/** The conditions of a policy, and the groups of a rule, that say whom it lets in. */
const admits = ({ why }: Reason): boolean =>
  /: (?:SourceSecurityGroupId|SourceArn|PolicyDocument\.Statement\.Condition\.[\w.:]*SourceArn)$/i.test(why);

const crossesRegions = (edge: string, { regions }: Reading): boolean => {
  const [from = '', to = ''] = edge.split(' -> ').map((end) => end.slice(0, end.indexOf('/')));
  const of = (stack: string): ReadonlySet<string> =>
    new Set([...regions].flatMap(([name, own]) => (name.startsWith(`${stack}/`) ? [...own] : [])));
  const [one, other] = [of(from), of(to)];
  return one.size > 0 && other.size > 0 && ![...one].some((region) => other.has(region));
};

const without = (some: Reading['edges'], others: Reading['edges']): readonly string[] =>
  [...some]
    .filter(([edge]) => !others.has(edge))
    .toSorted(([a], [b]) => byCodePoint(a, b))
    .map(([edge, reasons]) => [edge, ...reasons.slice(0, 3).map(({ shown }) => shown)].join('\n'));
