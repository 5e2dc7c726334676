/** The facts of one program: its resources, what each refers to, and what of it could not be understood. */
import type { Address, EdgeClass, Facts, Finding, Target } from '../../model/fact.ts';
import { rowOf } from '../../assemble/facts/catalog/index.ts';
import { gathered } from '../gathered.ts';
import { entryOf, plainOf, whereOf } from '../typescript/read.ts';
import type { Site, Value } from '../typescript/value.ts';
import { type Book, type Resource, classPath, isStackReference, stackProject } from './book.ts';
import type { Capture } from './captures.ts';
import { codeOf } from './code.ts';
import type { ClusterFacts } from './kubernetes.ts';
import { providerOf, regionOf } from './places.ts';
import type { Project } from './project.ts';
import { mentionsOf } from './said/mentions.ts';
import { type Said, saidIn } from './said/said.ts';
import { spelled, spelledProperties } from './spelling.ts';

/** What a program makes, and what that refers to. `cluster`: what its objects of a cluster are by the rules of manifests. */
export const factsOf = (
  book: Book,
  project: Project,
  cluster: ClusterFacts,
  captures: readonly Capture[],
): Facts => {
  const teller = new Teller(book, project, cluster);
  for (const resource of book.resources) teller.resource(resource);
  for (const { resource, args, options } of book.again) teller.refers(resource, args, options);
  for (const capture of captures) teller.capture(capture);
  const { resources, references, findings } = teller.out.facts();
  return {
    resources: [...resources, ...cluster.more],
    references: [...references, ...cluster.references],
    findings: [...findings, ...cluster.findings.filter((finding) => !teller.answers(finding))],
  };
};

/** Providers of clouds: being configured by something is no dependency of each thing made with them. */
const CLOUDS: ReadonlySet<string> = new Set(['aws', 'aws-native', 'gcp', 'azure', 'azure-native', 'azuread']);

class Teller {
  readonly out = gathered();
  private readonly book: Book;
  private readonly project: Project;
  private readonly cluster: ClusterFacts;
  /** Objects of a cluster that have to do with each other by the rules of manifests: pairs. */
  private readonly objects: ReadonlySet<string>;

  constructor(book: Book, project: Project, cluster: ClusterFacts) {
    this.book = book;
    this.project = project;
    this.cluster = cluster;
    this.objects = new Set(
      cluster.references.flatMap(({ from, to }) => (to.by === 'address' ? [pairOf(from, to.address)] : [])),
    );
  }

  resource(resource: Resource): void {
    const { address, type, token, args, site, isForeign } = resource;
    const object = this.cluster.resources.get(resource);
    if (object !== undefined) {
      const code = codeOf(args, this.book, this.project);
      this.out.resource({ ...object, tags: [token], ...(code.length === 0 ? {} : { code }) });
      this.doubts(resource);
      this.refers(resource, args, resource.options);
      return;
    }
    const properties = spelledProperties(type, plainOf(args));
    const region = regionOf(resource, this.book, this.project);
    const code = isForeign ? [] : codeOf(args, this.book, this.project);
    this.out.resource({
      address,
      type,
      where: whereOf(site),
      ...(region === undefined ? {} : { region }),
      ...(properties === undefined ? {} : { properties }),
      // What lies in a cluster and is neither run nor used there.
      ...(isObject(resource) && !token.endsWith('CustomResource') && rowOf(type) === undefined
        ? { kind: 'resource' }
        : {}),
      ...(type === token ? {} : { tags: [token] }),
      ...(isForeign ? { isForeign } : {}),
      ...(code.length === 0 ? {} : { code }),
    });
    this.doubts(resource);
    this.refers(resource, args, resource.options);
  }

  /** What a resource refers to by its arguments and options. */
  refers(resource: Resource, args: Value | undefined, options: Value | undefined): void {
    for (const said of saidIn(args, this.book.isThing)) this.said(resource, said);
    for (const { mention, site } of dependenciesIn(options, this.book)) {
      for (const to of this.book.targets(mention))
        this.refer(resource, to, ['depends_on'], ['dependsOn'], site ?? resource.site, 'start-up');
    }
    if (!CLOUDS.has(resource.provider)) this.provided(resource, options);
  }

  /** Whether a manifest that says nothing of what its workload needs is one of which the program says it. */
  answers({ kind, file, line }: Finding): boolean {
    if (kind !== 'no-signal') return false;
    const { references } = this.out.facts();
    const there = this.book.resources.filter(({ site }) => site.file === file && site.line === line);
    return (
      there.length > 0 &&
      there.every(({ address }) =>
        references.some(({ from, property }) => from.local === address.local && property !== 'provider'),
      )
    );
  }

  /** What the code of a function asks. */
  capture({ by, mention, site }: Capture): void {
    const words = ['callback', ...mention.members];
    for (const to of this.book.targets(mention)) this.refer(by, to, ['callback'], words, site);
  }

  /** The provider's own configuration: the cluster that a thing is made in. */
  private provided(resource: Resource, options: Value | undefined): void {
    const provider = providerOf(options, this.book);
    const given = provider === undefined ? entryOf(options, 'provider') : provider.args[1];
    if (given === undefined) return;
    for (const mention of mentionsOf(given, this.book.isThing)) {
      for (const to of this.book.targets(mention))
        this.refer(resource, to, ['provider'], ['provider'], resource.site);
    }
  }

  private said(resource: Resource, said: Said): void {
    const { path, mention, target, isRight, unknownKey } = said;
    // Words in an object of a cluster are read as those of its manifest.
    if (target !== undefined && this.cluster.resources.has(resource)) return;
    const site = said.site?.file === resource.site.file ? said.site : resource.site;
    const property = propertyOf(resource, path);
    if (target !== undefined) {
      this.refer(resource, target, property, undefined, site, isRight === true ? 'permission' : undefined);
    } else if (unknownKey !== undefined) {
      this.out.findOnce(`setting ${resource.address.local} ${unknownKey}`, {
        kind: 'unknown-value',
        message: `${resource.address.local}: the value of ${path.join('.')} is known only when the program runs`,
        ...whereOf(site),
      });
    } else if (mention !== undefined) {
      if (mention.made !== undefined) this.stack(mention.made, site);
      for (const to of this.book.targets(mention))
        if (!this.isOfCluster(resource, to, path)) this.refer(resource, to, property, path, site);
    }
  }

  /** What two objects of a cluster have to do with each other, the rules of manifests tell better; labels are words alone. */
  private isOfCluster(from: Resource, to: Target, path: readonly string[]): boolean {
    if (from.provider !== 'kubernetes' || to.by !== 'address') return false;
    return path.some((word) => LABELS.has(word)) || this.objects.has(pairOf(from.address, to.address));
  }

  private refer(
    from: Resource,
    to: Target,
    property: readonly string[],
    words: readonly string[] | undefined,
    site: Site,
    edge?: EdgeClass,
  ): void {
    const name = property.join('.');
    const why = words?.join('.');
    this.out.refer({
      from: from.address,
      to,
      property: name,
      where: whereOf(site),
      confidence: to.by === 'text' && to.as === 'action' ? 'inferred' : 'documented',
      ...(edge === undefined ? {} : { class: edge }),
      ...(why === undefined || why === '' || why === name ? {} : { why }),
    });
  }

  /** What of a thing cannot be known without running the program. */
  private doubts(resource: Resource): void {
    const { isNamed, isForeign, isComponent, site, token, type, address, label } = resource;
    if (!isNamed && !isForeign)
      this.out.findOnce(`name ${address.local}`, {
        kind: 'unknown-value',
        message: `${address.local}: the name of this ${label} is known only when the program runs`,
        ...whereOf(site),
      });
    if (isComponent === true && !QUIET.has(type))
      this.out.findOnce(`component ${token} ${site.file}`, {
        kind: 'unrendered',
        message: `${token} makes more than itself: what else, only a run of the program tells`,
        ...whereOf(site),
        hint: 'it is one node, with what the program gives it and what is given to others',
      });
    if (/^kubernetes\/(?:Config|Directory)/.test(type))
      this.out.findOnce(`files ${address.local}`, {
        kind: 'unrendered',
        message: `${address.local}: what is in the manifests that it applies is not part of the program`,
        ...whereOf(site),
        hint: 'scan the manifests themselves',
      });
  }

  /** A stack that is referred to by a name that nobody knows. */
  private stack(made: Parameters<typeof stackProject>[0], site: Site): void {
    if (!isStackReference(made) || stackProject(made) !== undefined) return;
    this.out.findOnce(`stack ${made.site.file} ${made.site.line}`, {
      kind: 'unresolved',
      message: `${classPath(made).at(-1) ?? 'StackReference'}: which project it refers to is known only when the program runs`,
      ...whereOf(site),
    });
  }
}

const LABELS: ReadonlySet<string> = new Set(['labels', 'annotations', 'matchLabels', 'selector']);

const pairOf = (from: Address, to: Address): string =>
  JSON.stringify([from.scope, from.local, to.scope, to.local]);

/** An object of a cluster, and neither a chart nor a file of manifests. */
const isObject = ({ provider, type }: Resource): boolean =>
  provider === 'kubernetes' && type !== 'helm_release' && !type.startsWith('kubernetes/');

/** Components that make little beside what they are taken for. */
const QUIET: ReadonlySet<string> = new Set(['aws_ecr_repository', 'aws_ecr_image', 'aws_lb_target_group']);

/** The property in the catalog's spelling. A component's own words are other ones: where its tasks are told of ports, they register. */
const propertyOf = ({ type, isComponent }: Resource, path: readonly string[]): readonly string[] =>
  isComponent === true && type === 'aws_ecs_service' && path.includes('portMappings')
    ? ['load_balancer', 'target_group_arn']
    : spelled(type, path);

const dependenciesIn = (
  options: Value | undefined,
  { isThing }: Book,
): readonly (Said & { readonly mention: NonNullable<Said['mention']> })[] =>
  saidIn(entryOf(options, 'dependsOn'), isThing).flatMap((said) =>
    said.mention === undefined ? [] : [{ ...said, mention: said.mention }],
  );
