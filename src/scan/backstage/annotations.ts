/** What annotations, labels and tags of an entity tell: what else it is called, how much hangs on it. */
import type { Name, Plain } from '../../model/fact.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';

const annotation = (metadata: Plain | undefined, key: string): string | undefined =>
  textOf(at(metadata, 'annotations', key));

/** Labels by which workloads are called, most telling first. */
const NAMING_LABELS = ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app', 'k8s-app', 'name'];

/** What the workloads of an entity are called, most telling first. */
export const workloadNames = (metadata: Plain | undefined): readonly string[] => {
  const selector = annotation(metadata, 'backstage.io/kubernetes-label-selector') ?? '';
  const labels = new Map(
    selector.split(',').flatMap((term) => {
      const [, key, value] = /^\s*([^\s=!]+)\s*={1,2}\s*([^\s=]+)\s*$/.exec(term) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  );
  return [
    annotation(metadata, 'backstage.io/kubernetes-id'),
    ...NAMING_LABELS.map((label) => labels.get(label)),
    annotation(metadata, 'aws.amazon.com/lambda-function-name'),
  ].filter((name) => name !== undefined);
};

/** The namespace of a cluster that it runs in. */
export const workloadNamespace = (metadata: Plain | undefined): string | undefined =>
  annotation(metadata, 'backstage.io/kubernetes-namespace');

/** The name of the repository that holds its code; several components may share one. */
export const repositoryOf = (metadata: Plain | undefined): string | undefined => {
  const slug =
    annotation(metadata, 'github.com/project-slug') ?? annotation(metadata, 'gitlab.com/project-slug');
  const last = slug?.slice(slug.lastIndexOf('/') + 1);
  return last === '' ? undefined : last;
};

/** ARNs of what it is; a pipeline that delivers it is something else. */
export const arnNames = (metadata: Plain | undefined): readonly Name[] =>
  entriesOf(at(metadata, 'annotations')).flatMap(([key, value]) =>
    key.startsWith('aws.amazon.com/') &&
    typeof value === 'string' &&
    /^arn:[a-z-]+:[a-z0-9-]+:/.test(value) &&
    !/^arn:[a-z-]+:(?:codepipeline|codebuild|codedeploy):/.test(value)
      ? [{ form: 'arn' as const, text: value.trim() }]
      : [],
  );

/** The name that an ARN ends with: `orders` of `table/orders`, and `shop:orders` of a log group or queue. */
export const lastOfArn = (arn: string): string => /[^/:]*$/.exec(arn)![0];

const TIER_KEYS = new Set(['tier', 'service-tier', 'servicetier', 'criticality', 'business-criticality']);

/**
 * How much hangs on it, as tags: `tier:1` where a label, an annotation or a tag gives a number, `criticality:high` where it
 * gives a word. A label `tier: backend` says where a thing stands, not how much it matters.
 */
export const tierTags = (metadata: Plain | undefined, spec: Plain | undefined): readonly string[] => {
  const said = [
    ...entriesOf(at(metadata, 'annotations')),
    ...entriesOf(at(metadata, 'labels')),
    ...entriesOf(spec),
  ].map(([key, value]) => [key.slice(key.lastIndexOf('/') + 1).toLowerCase(), textOf(value)] as const);
  const tagged = itemsOf(at(metadata, 'tags')).flatMap((tag) => {
    const [, level] = /^tier[-:]?(\d+)$/i.exec(textOf(tag) ?? '') ?? [];
    return level === undefined ? [] : [['tier', level] as const];
  });
  const tags = [...said, ...tagged].flatMap(([key, value]) => {
    if (!TIER_KEYS.has(key) || value === undefined) return [];
    const [, level] = /^(?:tier[-_ ]?)?(\d{1,2})$/i.exec(value.trim()) ?? [];
    if (level !== undefined) return [`tier:${Number(level)}`];
    return key.endsWith('criticality') ? [`criticality:${value.trim().toLowerCase()}`] : [];
  });
  return [...new Set(tags)];
};
