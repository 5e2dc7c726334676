/**
 * Places in AWS FIS: a zone loses what a zone without power loses (scenario "AZ Availability: Power Interruption"), a region is
 * cut off from the others (scenario "Cross-Region: Connectivity").
 */
import { ALLOWED, type FisQuestion, type FisReach, allowing, stopInstances } from './fis-terms.ts';

/** What a zone without power does to what is in it. */
export const zoneReach = ({ thing, duration }: FisQuestion): FisReach => {
  const zone = thing.zone!;
  const inZone = { availabilityZoneIdentifier: zone };
  return {
    actions: [
      {
        actionId: 'aws:network:disrupt-connectivity',
        parameters: { duration, scope: 'all' },
        word: 'Subnets',
        target: {
          resourceType: 'aws:ec2:subnet',
          resourceTags: ALLOWED,
          parameters: inZone,
          selectionMode: 'ALL',
        },
      },
      stopInstances(
        {
          resourceTags: ALLOWED,
          filters: [
            { path: 'Placement.AvailabilityZone', values: [zone] },
            { path: 'State.Name', values: ['running'] },
          ],
        },
        duration,
      ),
      {
        actionId: 'aws:ec2:asg-insufficient-instance-capacity-error',
        parameters: { availabilityZoneIdentifiers: zone, duration, percentage: '100' },
        word: 'AutoScalingGroups',
        target: { resourceType: 'aws:ec2:autoscaling-group', resourceTags: ALLOWED, selectionMode: 'ALL' },
      },
      {
        actionId: 'aws:ebs:pause-volume-io',
        parameters: { duration },
        word: 'Volumes',
        target: {
          resourceType: 'aws:ec2:ebs-volume',
          resourceTags: ALLOWED,
          parameters: inZone,
          selectionMode: 'ALL',
        },
      },
      {
        actionId: 'aws:rds:failover-db-cluster',
        parameters: {},
        word: 'Clusters',
        target: {
          resourceType: 'aws:rds:cluster',
          resourceTags: ALLOWED,
          parameters: { writerAvailabilityZoneIdentifiers: zone },
          selectionMode: 'ALL',
        },
      },
      {
        actionId: 'aws:elasticache:replicationgroup-interrupt-az-power',
        parameters: { duration },
        word: 'ReplicationGroups',
        target: {
          resourceType: 'aws:elasticache:replicationgroup',
          resourceTags: ALLOWED,
          parameters: inZone,
          selectionMode: 'ALL',
        },
      },
    ],
    ...(thing.region === undefined ? {} : { region: thing.region }),
    differs: `only what is tagged and of these types loses ${zone}`,
    fillIn: [allowing(`what may lose ${zone}`)],
  };
};

/**
 * A region is cut off: in each of the others a template of its own. Empty: there is no other one.
 */
export const regionReaches = ({ thing, duration, regions }: FisQuestion): readonly FisReach[] =>
  thing.sort !== 'region' || thing.region === undefined
    ? []
    : regions
        .filter((region) => region !== thing.region)
        .map((region) => ({
          actions: [
            {
              actionId: 'aws:network:route-table-disrupt-cross-region-connectivity',
              parameters: { duration, region: thing.region! },
              word: 'Subnets',
              target: { resourceType: 'aws:ec2:subnet', resourceTags: ALLOWED, selectionMode: 'ALL' },
            },
          ],
          region,
          differs: `${region} is cut off from ${thing.region!}; what runs in ${thing.region!} goes on`,
          fillIn: [allowing(`the subnets in ${region}`)],
        }));
