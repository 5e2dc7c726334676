/** What builds and deploys brings with it: where a pipeline keeps what its stages hand on, which cluster is deployed to. */
import { entryOf } from '../typescript/read.ts';
import type { Construct, Trunk } from './construct.ts';

/** A pipeline that is given no bucket makes one for what its stages hand on. */
export const withArtifacts = (tree: Trunk, pipeline: Construct): void => {
  const { props, site } = pipeline;
  if (pipeline.class.module !== 'aws-codepipeline') return;
  if (['artifactBucket', 'crossRegionReplicationBuckets'].some((name) => entryOf(props, name) !== undefined))
    return;
  const bucket = tree.add(
    pipeline,
    'ArtifactsBucket',
    { type: 'AWS::S3::Bucket', props: undefined, site },
    'artifactBucket',
  );
  pipeline.links.push({ to: bucket, property: 'ArtifactStore.Location' });
};

/** What is deployed by a group stands in the cluster of its service. */
export const deploymentGroup = (tree: Trunk, group: Construct): void => {
  const service = tree.of(entryOf(group.props, 'service'));
  const cluster = tree.of(entryOf(service?.props, 'cluster'));
  if (cluster !== undefined) group.links.push({ to: cluster, property: 'ECSServices.ClusterName' });
};
