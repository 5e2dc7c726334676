/** Pipelines that build and deploy: who reads what a stage hands on, and what starts them. */
import { entryOf } from '../typescript/read.ts';
import { heldIn } from './hold.ts';
import type { Teller } from './teller.ts';
import type { Construct } from './construct.ts';

/** Tells who needs whom by what the stages of a pipeline are. */
export const tellPipeline = (pipeline: Construct, teller: Teller): void => {
  const { tree } = teller;
  const bucket = pipeline.members.get('artifactBucket') ?? tree.of(entryOf(pipeline.props, 'artifactBucket'));
  for (const held of tree.stagesOf(pipeline).flatMap((stage) => heldIn(tree, stage))) {
    if (held.kind !== 'construct') continue;
    const { construct, helper, site = pipeline.site } = held;
    // What builds gets its sources from there, and leaves what it made.
    if (construct.type === 'AWS::CodeBuild::Project' && bucket !== undefined)
      teller.refer(teller.principalOf(construct), bucket, RESOURCE, { class: 'permission', site });
    // A pipeline that waits for changes of a repository is told of them by a rule, which stands with the repository.
    if (helper === 'CodeCommitSourceAction' && construct.type === 'AWS::CodeCommit::Repository') {
      const rule = tree.add(construct, `${pipeline.id}EventRule`, {
        type: 'AWS::Events::Rule',
        props: undefined,
        site,
      });
      teller.refer(rule, construct, 'EventPattern', { class: 'asynchronous' });
      teller.refer(rule, pipeline, 'Targets.Arn');
    }
  }
};

const RESOURCE = 'Policies.PolicyDocument.Statement.Resource';
