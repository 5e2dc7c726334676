/**
 * What AWS Fault Injection Service can do to a thing, action by action, and what it cannot.
 *
 * Action ids, parameters and target types are those of the AWS FIS user guide
 * (https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html, with one anchor an action), the targets
 * those of https://docs.aws.amazon.com/fis/latest/userguide/targets.html; zones follow the scenario "AZ Availability:
 * Power Interruption" (az-availability-scenario.html), regions "Cross-Region: Connectivity" (cross-region-scenario.html).
 * Read in November 2026.
 */
import { zoneReach } from './fis-places.ts';
import { podsReach, serviceReach } from './fis-services.ts';
import {
  type FisAction,
  type FisQuestion,
  type FisReach,
  allowing,
  denied,
  simple,
  stopInstances,
  tagging,
  tagsFor,
} from './fis-terms.ts';
import { notSaid } from './things.ts';

/** What FIS can do, or a sentence on why it cannot. */
export const fisReachOf = (question: FisQuestion): FisReach | string => {
  const { thing, duration } = question;
  const { region, sort } = thing;
  const tags = tagsFor(thing);
  const made = (
    actions: readonly FisAction[],
    more: { readonly differs?: string; readonly fillIn?: readonly string[] } = {},
  ): FisReach => ({
    actions,
    ...(region === undefined ? {} : { region }),
    ...(more.differs === undefined ? {} : { differs: more.differs }),
    fillIn: more.fillIn ?? [tagging(thing)],
  });
  switch (sort) {
    case 'zone':
      return zoneReach(question);
    case 'ec2-instance':
      return made([stopInstances({ resourceTags: tags }, duration)]);
    case 'auto-scaling-group':
      return made(
        [
          stopInstances({ resourceTags: tags }, duration),
          {
            actionId: 'aws:ec2:asg-insufficient-instance-capacity-error',
            parameters: {
              availabilityZoneIdentifiers: (thing.zone ?? 'AVAILABILITY_ZONES').replace(/\s/g, ''),
              duration,
              percentage: '100',
            },
            word: 'AutoScalingGroups',
            target: { resourceType: 'aws:ec2:autoscaling-group', resourceTags: tags, selectionMode: 'ALL' },
          },
        ],
        {
          fillIn: [
            tagging(thing, 'the group and its instances'),
            ...(thing.zone === undefined ? ['AVAILABILITY_ZONES'] : []),
          ],
        },
      );
    case 'ecs-service':
      return made([simple('aws:ecs:stop-task', 'Tasks', 'aws:ecs:task', tags)], {
        differs:
          'tasks are stopped once; ECS starts new ones at once, so the outage lasts as long as they take to start',
        fillIn: [tagging(thing, 'its tasks')],
      });
    case 'lambda-function':
      return made(
        [
          simple('aws:lambda:invocation-error', 'Functions', 'aws:lambda:function', tags, {
            duration,
            invocationPercentage: '100',
            preventExecution: 'true',
          }),
        ],
        { fillIn: [tagging(thing), 'the AWS FIS Lambda extension, as a layer of the function'] },
      );
    case 'rds-cluster':
      return made([simple('aws:rds:failover-db-cluster', 'Clusters', 'aws:rds:cluster', tags)], {
        differs:
          'a failover is over in a minute or so: it tests the way through an outage of the writer, not a long one',
      });
    case 'rds-instance':
      return made([simple('aws:rds:reboot-db-instances', 'DBInstances', 'aws:rds:db', tags)], {
        differs: 'a reboot is over in minutes: it tests the way through an outage, not a long one',
      });
    case 'elasticache-group':
      return thing.zone === undefined
        ? 'power is cut zone by zone, and no zone is known of it'
        : made([
            {
              actionId: 'aws:elasticache:replicationgroup-interrupt-az-power',
              parameters: { duration },
              word: 'ReplicationGroups',
              target: {
                resourceType: 'aws:elasticache:replicationgroup',
                resourceTags: tags,
                parameters: { availabilityZoneIdentifier: thing.zone },
                selectionMode: 'ALL',
              },
            },
          ]);
    case 'dynamodb-table':
      return made([denied('dynamodb', duration)], {
        differs: 'the subnets lose DynamoDB in this region as a whole, not this table alone',
        fillIn: [allowing('the subnets of those that use it')],
      });
    case 'dynamodb-global-table':
      return made(
        [
          denied('dynamodb', duration),
          simple('aws:dynamodb:global-table-pause-replication', 'Tables', 'aws:dynamodb:global-table', tags, {
            duration,
          }),
        ],
        {
          differs: 'the subnets lose DynamoDB in this region as a whole, and the table its replication',
          fillIn: [tagging(thing), allowing('the subnets of those that use it')],
        },
      );
    case 's3-bucket':
      return made([denied('s3', duration)], {
        differs: 'the subnets lose S3 in this region as a whole, not this bucket alone',
        fillIn: [allowing('the subnets of those that use it')],
      });
    case 's3-replication':
      return made(
        [
          simple('aws:s3:bucket-pause-replication', 'Buckets', 'aws:s3:bucket', tags, {
            duration,
            region: 'DESTINATION_REGION',
          }),
        ],
        { fillIn: [tagging(thing, 'the bucket'), 'DESTINATION_REGION'] },
      );
    case 'kinesis-stream':
      return made(
        [
          simple(
            'aws:kinesis:stream-provisioned-throughput-exception',
            'KinesisStreams',
            'aws:kinesis:stream',
            tags,
            {
              duration,
              percentage: '100',
            },
          ),
        ],
        { differs: 'every call is answered with a throughput error, not with none' },
      );
    case 'eks-nodegroup':
      return made(
        [
          simple('aws:eks:terminate-nodegroup-instances', 'Nodegroups', 'aws:eks:nodegroup', tags, {
            instanceTerminationPercentage: '100',
          }),
        ],
        {
          differs:
            'instances are terminated once; the group starts new ones, so the outage lasts as long as they take',
        },
      );
    case 'kubernetes-workload':
      return podsReach(question);
    case 'aws-service':
    case 'aws-resource':
      return serviceReach(question);
    case 'region':
      return 'no action fails a region, and no other region is known that could be cut off from it';
    case 'external':
      return 'it is not in an AWS account of yours';
    case 'other':
      return notSaid(thing);
  }
};
