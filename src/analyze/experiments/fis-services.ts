/** Pods of Kubernetes, and services of AWS as wholes, in AWS FIS. */
import { type FisQuestion, type FisReach, allowing, denied, tagging, tagsFor } from './fis-terms.ts';

export const podsReach = ({ pods, duration, thing }: FisQuestion): FisReach | string =>
  pods === undefined
    ? 'pods are found by namespace and one label, or the name of a Deployment, and neither is known'
    : {
        actions: [
          {
            actionId: 'aws:eks:pod-network-packet-loss',
            parameters: { duration, kubernetesServiceAccount: 'FIS_SERVICE_ACCOUNT', lossPercent: '100' },
            word: 'Pods',
            target: {
              resourceType: 'aws:eks:pod',
              parameters: { clusterIdentifier: 'EKS_CLUSTER', ...pods },
              selectionMode: 'ALL',
            },
          },
        ],
        ...(thing.region === undefined ? {} : { region: thing.region }),
        differs: 'the pods lose the network and go on running; only on EKS, and not on Fargate',
        fillIn: ['EKS_CLUSTER', 'FIS_SERVICE_ACCOUNT'],
      };

/** Services that AWS offers interface endpoints for, by the API's name; through others no call can be stopped. */
const WITH_ENDPOINT: ReadonlySet<string> = new Set([
  'apigateway',
  'ecr',
  'ecs',
  'events',
  'kinesis',
  'kms',
  'lambda',
  'logs',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'stepfunctions',
  'sts',
]);

export const serviceReach = (question: FisQuestion): FisReach | string => {
  const { thing, duration } = question;
  const { service = '', part, region } = thing;
  const where = region === undefined ? {} : { region };
  if (service === 'ec2' && part === 'control-plane') {
    return {
      actions: [
        {
          actionId: 'aws:fis:inject-api-unavailable-error',
          parameters: {
            duration,
            operations: 'RunInstances,StartInstances,DescribeInstances',
            percentage: '100',
            service: 'ec2',
          },
          word: 'Roles',
          target: {
            resourceType: 'aws:iam:role',
            resourceArns: ['arn:aws:iam::ACCOUNT_ID:role/ROLE_OF_THE_CALLER'],
            selectionMode: 'ALL',
          },
        },
      ],
      ...where,
      differs: 'only calls of that role fail, and only these operations',
      fillIn: ['ROLE_OF_THE_CALLER'],
    };
  }
  if (part === 'control-plane')
    return `errors are injected into calls of EC2 only, and this is the control plane of ${service}`;
  if (service === 's3' || service === 'dynamodb') {
    return {
      actions: [denied(service, duration)],
      ...where,
      differs: `only the subnets that are tagged lose ${service === 's3' ? 'S3' : 'DynamoDB'}${part === undefined ? '' : ', all of it'}`,
      fillIn: [allowing('the subnets of those that use it')],
    };
  }
  if (WITH_ENDPOINT.has(service)) {
    return {
      actions: [
        {
          actionId: 'aws:network:disrupt-vpc-endpoint',
          parameters: { duration },
          word: 'VPCEndpoints',
          target: {
            resourceType: 'aws:ec2:vpc-endpoint',
            resourceTags: tagsFor(thing),
            selectionMode: 'ALL',
          },
        },
      ],
      ...where,
      differs: 'only calls through the interface endpoints that are tagged are stopped',
      fillIn: [tagging(thing, `the interface endpoints of ${service}`)],
    };
  }
  return `there is no action for ${service === '' ? 'it' : service}`;
};
