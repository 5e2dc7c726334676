/** The words of AWS FIS: an action, what it aims at, and the tags by which resources are found. */
import type { Thing } from './things.ts';

export interface FisTarget {
  readonly resourceType: string;
  readonly resourceArns?: readonly string[];
  readonly resourceTags?: Readonly<Record<string, string>>;
  readonly filters?: readonly { readonly path: string; readonly values: readonly string[] }[];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly selectionMode: 'ALL';
}

export interface FisAction {
  readonly actionId: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The action's own word for its target: `Instances`. */
  readonly word: string;
  readonly target: FisTarget;
}

export interface FisReach {
  readonly actions: readonly FisAction[];
  /** The region that the template is made in; left out: not known. */
  readonly region?: string;
  readonly differs?: string;
  readonly fillIn: readonly string[];
}

export interface FisQuestion {
  readonly thing: Thing;
  /** ISO 8601. */
  readonly duration: string;
  /** Of Kubernetes: how its pods are found. */
  readonly pods?: {
    readonly namespace: string;
    readonly selectorType: string;
    readonly selectorValue: string;
  };
  /** Regions of AWS that the estate has nodes in, sorted. */
  readonly regions: readonly string[];
}

/** The tag that resources are found by; its value is the node's id. */
const NODE_TAG = 'faultline/node';

/** The tag by which resources of a zone or a region are let in. */
const ALLOW_TAG = 'faultline/experiments';

/** Characters of a tag's value. */
const LONGEST_TAG = 256;

export const ALLOWED: Readonly<Record<string, string>> = { [ALLOW_TAG]: 'allowed' };

export const tagsFor = ({ node }: Thing): Readonly<Record<string, string>> => ({
  [NODE_TAG]: node.id.slice(0, LONGEST_TAG),
});

export const tagging = ({ node }: Thing, what = 'the resource'): string =>
  `tag ${what}: ${NODE_TAG} = ${node.id.slice(0, LONGEST_TAG)}`;

export const allowing = (what: string): string => `tag ${what}: ${ALLOW_TAG} = allowed`;

export const simple = (
  actionId: string,
  word: string,
  resourceType: string,
  resourceTags: Readonly<Record<string, string>>,
  parameters: Readonly<Record<string, string>> = {},
): FisAction => ({
  actionId,
  parameters,
  word,
  target: { resourceType, resourceTags, selectionMode: 'ALL' },
});

export const stopInstances = (target: Partial<FisTarget>, duration: string): FisAction => ({
  actionId: 'aws:ec2:stop-instances',
  parameters: { startInstancesAfterDuration: duration },
  word: 'Instances',
  target: { resourceType: 'aws:ec2:instance', ...target, selectionMode: 'ALL' },
});

/** Network access lists that deny a service to subnets. */
export const denied = (scope: 's3' | 'dynamodb', duration: string): FisAction => ({
  actionId: 'aws:network:disrupt-connectivity',
  parameters: { duration, scope },
  word: 'Subnets',
  target: { resourceType: 'aws:ec2:subnet', resourceTags: ALLOWED, selectionMode: 'ALL' },
});
