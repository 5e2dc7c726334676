/** Facts written shortly: what a scanner would have found, and what becomes of it. */
import { type ScanQuestion, type Scanned, assembleFacts } from '../../src/assemble/facts/index.ts';
import type { PartialNode } from '../../src/model/document.ts';
import type { Address, Facts, ReferenceFact, ResourceFact, Target } from '../../src/model/fact.ts';
import type { Requirement } from '../../src/model/requirement.ts';

/** `scope/local`; the scope is `shop` if there is none. */
const address = (text: string): Address => {
  const slash = text.lastIndexOf('/');
  return slash < 0
    ? { scope: 'shop', local: text }
    : { scope: text.slice(0, slash), local: text.slice(slash + 1) };
};

/** A resource; its line is 1 unless said. */
export const resource = (
  at: string,
  type: string,
  more: Partial<Omit<ResourceFact, 'address' | 'type'>> = {},
): ResourceFact => ({ address: address(at), type, where: { file: 'main.tf', line: 1 }, ...more });

/** A reference to an address. */
export const refers = (
  from: string,
  to: string,
  property: string,
  more: Partial<ReferenceFact> = {},
): ReferenceFact => ({
  from: address(from),
  to: { by: 'address', address: address(to) },
  property,
  where: { file: 'main.tf', line: 2 },
  confidence: 'documented',
  ...more,
});

/** A text that may mean something. */
export const says = (
  from: string,
  text: string,
  as: (Target & { by: 'text' })['as'],
  key?: string,
  more: Partial<ReferenceFact> = {},
): ReferenceFact => ({
  from: address(from),
  to: { by: 'text', text, as, ...(key === undefined ? {} : { key }) },
  property: key === undefined ? 'text' : `env.${key}`,
  where: { file: 'main.tf', line: 3 },
  confidence: 'documented',
  ...more,
});

/** Facts of one scanner. */
export const facts = (
  resources: readonly ResourceFact[],
  references: readonly ReferenceFact[] = [],
  more: Partial<Facts> = {},
): Facts => ({ resources, references, findings: [], ...more });

/** Ids that a pack of these tests defines: two regions with zones, and some services in each. */
const DEFINED =
  /^aws(?:\/route53(?:\/health-checks)?|\/cloudfront|\/(?:us-east-1|eu-west-1)(?:\/(?:s3|sqs|sns|dynamodb|lambda|ec2|rds|ecr|elb|kms|elasticache|eventbridge|api-gateway|secrets-manager|ecs|fargate|nat-gateway)|\/(?:us-east-1|eu-west-1)[abc](?:\/(?:ec2|ebs|rds|elasticache|nat-gateway))?)?)?$/;

/** Whether the packs of these tests define an id. */
const defines = (id: string): boolean => DEFINED.test(id);

/** What becomes of facts; no apps unless asked for. */
export const scanned = (all: readonly Facts[], question: Partial<ScanQuestion> = {}): Scanned =>
  assembleFacts(all, { defines, apps: 'none', ...question });

/** A node of what was scanned. */
export const nodeOf = ({ document }: Scanned, id: string): PartialNode => {
  const node = document.nodes.get(id);
  if (node === undefined) throw new Error(`no ${id} among ${[...document.nodes.keys()].join(', ')}`);
  return node;
};

/** Requirements of a node on a target, whether alone or in a group. */
export const onTarget = (node: PartialNode, target: string): readonly Requirement[] =>
  node.dependsOn.filter((requirement) =>
    requirement.form === 'node'
      ? requirement.node === target
      : requirement.of.some((member) => member.form === 'node' && member.node === target),
  );

/** The one requirement on a target. */
export const need = (from: Scanned, id: string, target: string): Requirement => {
  const [one, ...more] = onTarget(nodeOf(from, id), target);
  if (one === undefined || more.length > 0) {
    throw new Error(`${id} has ${more.length + (one === undefined ? 0 : 1)} requirements on ${target}`);
  }
  return one;
};
