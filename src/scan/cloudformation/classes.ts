/** What a property says by itself of why it refers to something; what it does not say, the catalog does. */
import type { EdgeClass } from '../../model/fact.ts';
import type { Mention } from './mentions.ts';

/** The section of a resource's metadata by which a machine is set up. */
export const INIT = 'AWS::CloudFormation::Init';

/** Whether an attribute is where something is reached. */
export const isAddress = (attribute: string | undefined): boolean =>
  attribute !== undefined && /endpoint|address|dnsname/i.test(attribute);

/**
 * The class that a property says by itself: a statement permits, an image is needed to start. An address in a script
 * that sets up a machine is there to be called, long after the script has run.
 */
export const classOf = (mention: Mention): EdgeClass | undefined => {
  const { steps } = mention;
  if (['PolicyDocument', 'Statement', 'AssumeRolePolicyDocument'].some((word) => steps.includes(word)))
    return 'permission';
  if (steps.includes('ImageUri') || steps.includes('ImageIdentifier')) return 'start-up';
  return mention.kind === 'reference' && steps.includes('UserData') && isAddress(mention.attribute)
    ? 'data'
    : undefined;
};
