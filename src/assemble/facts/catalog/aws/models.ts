/** Models and agents, and what people work at: desktops, contact centers. */
import type { TypeRow } from '../../catalog.ts';
import { named, settings } from './rows.ts';

export const MODEL_TYPES: readonly TypeRow[] = [
  {
    types: ['aws_sagemaker_endpoint', 'AWS::SageMaker::Endpoint'],
    kind: 'function',
    service: 'sagemaker',
    spread: 'regional',
    asTarget: 'call',
    names: named('sagemaker:{region}::endpoint/{}', 'name', 'EndpointName'),
    properties: { 'endpoint_config_name|EndpointConfigName': 'call' },
  },
  {
    types: [
      'aws_sagemaker_notebook_instance',
      'AWS::SageMaker::NotebookInstance',
      'aws_sagemaker_domain',
      'AWS::SageMaker::Domain',
    ],
    kind: 'compute',
    service: 'sagemaker',
    spread: 'regional',
    asTarget: 'call',
  },
  ...settings('call', 'aws_sagemaker_endpoint_configuration AWS::SageMaker::EndpointConfig'),
  ...settings('start-up', 'aws_sagemaker_model AWS::SageMaker::Model AWS::SageMaker::ModelPackage'),
  {
    types: [
      'aws_bedrockagent_agent',
      'aws_bedrockagent_agent_alias',
      'aws_bedrockagent_flow',
      'aws_bedrock_inference_profile',
      'aws_bedrock_foundation_model',
      'AWS::Bedrock::Agent',
      'AWS::Bedrock::AgentAlias',
      'AWS::Bedrock::Flow',
      'AWS::Bedrock::FlowAlias',
      'AWS::Bedrock::ApplicationInferenceProfile',
      'AWS::BedrockAgentCore::Runtime',
      'AWS::BedrockAgentCore::Gateway',
      'AWS::BedrockAgentCore::Memory',
      'aws_bedrockagentcore_agent_runtime',
      'aws_bedrockagentcore_gateway',
    ],
    kind: 'service',
    service: 'bedrock',
    spread: 'regional',
    asTarget: 'call',
    properties: {
      'ActionGroups.ActionGroupExecutor': 'call',
      'KnowledgeBases|GuardrailConfiguration': 'call',
    },
  },
  {
    types: ['aws_bedrockagent_knowledge_base', 'AWS::Bedrock::KnowledgeBase'],
    kind: 'database',
    service: 'bedrock',
    spread: 'regional',
    asTarget: 'call',
    properties: { 'storage_configuration|StorageConfiguration': 'data' },
  },
  {
    types: ['aws_bedrockagent_agent_action_group', 'aws_bedrockagent_agent_knowledge_base_association'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'agent_id',
        to: 'action_group_executor.lambda|knowledge_base_id',
        class: 'call',
        why: 'the agent calls it',
      },
    ],
  },
  ...settings(
    'call',
    'aws_bedrock_guardrail AWS::Bedrock::Guardrail AWS::Bedrock::GuardrailVersion',
    'AWS::Bedrock::Prompt',
  ),
  {
    types: ['aws_bedrockagent_data_source', 'AWS::Bedrock::DataSource'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'knowledge_base_id|KnowledgeBaseId',
        to: 'data_source_configuration|DataSourceConfiguration',
        class: 'asynchronous',
        why: 'it takes in what lies there',
      },
    ],
  },
  {
    types: ['aws_workspaces_workspace', 'AWS::WorkSpaces::Workspace'],
    kind: 'compute',
    service: 'workspaces',
    spread: 'zonal',
    asTarget: 'call',
    properties: { 'directory_id|DirectoryId': 'call' },
  },
  {
    types: ['aws_connect_instance', 'AWS::Connect::Instance'],
    kind: 'service',
    service: 'connect',
    spread: 'regional',
    asTarget: 'call',
    entry: { why: 'contact center (Connect)' },
  },
];
