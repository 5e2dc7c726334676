/** Proves that what stands in a network of several zones is in them: the loss of one is no outage of what has two. */
import { describe, expect, it } from 'vitest';
import { assembleFacts } from '../../../src/assemble/facts/index.ts';
import { readStack } from './reading.ts';

const inOf = async (region: string): Promise<Readonly<Record<string, unknown>>> => {
  const facts = await readStack(
    `
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2 });
    const cluster = new ecs.Cluster(this, 'Cluster', { vpc });
    const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
    new ecs.FargateService(this, 'Web', { cluster, taskDefinition, desiredCount: 2 });
    new elb.ApplicationLoadBalancer(this, 'Alb', { vpc, internetFacing: true });
    new rds.DatabaseInstance(this, 'Pair', { vpc, multiAz: true });
    new rds.DatabaseInstance(this, 'Lone', { vpc });
    `,
    `{ env: { region: ${region} } }`,
  );
  const { document } = assembleFacts([facts], { defines: (id) => id.startsWith('aws/'), apps: 'none' });
  return Object.fromEntries(
    ['Web', 'Alb', 'Pair', 'Lone'].map((name) => [name, document.nodes.get(`S/${name}`)?.in]),
  );
};

describe('of a network over two zones', () => {
  const places = ['aws/eu-west-1/eu-west-1a', 'aws/eu-west-1/eu-west-1b'].map((node) =>
    expect.objectContaining({ form: 'node', node }),
  );

  // For `operational`, `degraded` and `partial`.
  it('services and balancers need both, and run degraded in one', async () => {
    const found = await inOf("'eu-west-1'");
    for (const name of ['Web', 'Alb'])
      expect(found[name], name).toMatchObject({
        form: 'atLeast',
        atLeast: [2, 1, 1],
        of: places,
      });
  });

  it('a database with a standby needs any of them, one without may be in either', async () => {
    const found = await inOf("'eu-west-1'");
    expect(found['Pair']).toMatchObject({ form: 'anyOf', of: places });
    expect(found['Lone']).toMatchObject({ form: 'allOf', of: places, confidence: 'assumed' });
  });

  it('nothing is known where the region is not', async () => {
    const found = await inOf('process.env.CDK_DEFAULT_REGION');
    expect(JSON.stringify(found)).not.toContain('eu-west-1');
  });
});
