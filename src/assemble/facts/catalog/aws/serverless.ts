/** Functions, state machines, and what calls them when something happens elsewhere. */
import type { TypeRow } from '../../catalog.ts';
import { named, only, settings } from './rows.ts';

export const SERVERLESS_TYPES: readonly TypeRow[] = [
  {
    types: ['aws_lambda_function', 'AWS::Lambda::Function'],
    kind: 'function',
    service: 'lambda',
    spread: 'regional',
    asTarget: 'call',
    subnets: ['vpc_config.subnet_ids', 'VpcConfig.SubnetIds'],
    names: named('lambda:{region}::function:{}', 'function_name', 'FunctionName'),
    properties: {
      'file_system_config|FileSystemConfigs': 'data',
      // Serverless Framework: what a function is called for.
      events: 'asynchronous',
      'image_uri|Code.ImageUri|s3_bucket|Code.S3Bucket|filename|source_code_hash': 'start-up',
    },
    links: [
      { from: 'events.alb.listenerArn', to: 'self', class: 'call', why: 'the listener calls the function' },
    ],
  },
  {
    // SAM: a function with what calls it. What it reads (a queue, a stream) it depends on, as it is written; an API
    // or a website that it answers for depends on it.
    types: ['AWS::Serverless::Function'],
    kind: 'function',
    service: 'lambda',
    spread: 'regional',
    asTarget: 'call',
    subnets: ['VpcConfig.SubnetIds'],
    names: named('lambda:{region}::function:{}', 'FunctionName'),
    properties: {
      'Events.*.Properties.RestApiId|Events.*.Properties.ApiId': 'config',
      'Events.*.Properties.Auth': 'config',
      'Events.*': 'asynchronous',
      FileSystemConfigs: 'data',
      ImageUri: 'start-up',
    },
    links: [
      {
        from: 'Events.*.Properties.RestApiId|Events.*.Properties.ApiId',
        to: 'self',
        class: 'call',
        why: 'the API calls the function',
      },
    ],
  },
  {
    types: ['aws_lambda_alias', 'AWS::Lambda::Alias', 'AWS::Lambda::Version', 'aws_lambda_invocation'],
    kind: 'function',
    asTarget: 'call',
    properties: { 'function_name|FunctionName|function_version|FunctionVersion': 'call' },
  },
  {
    types: ['aws_lambda_function_url', 'AWS::Lambda::Url'],
    kind: 'network',
    service: 'lambda/sync',
    spread: 'regional',
    asTarget: 'call',
    entry: {
      why: 'function URL',
      unless: [
        { property: 'authorization_type', is: 'AWS_IAM' },
        { property: 'AuthType', is: 'AWS_IAM' },
      ],
    },
    properties: { 'function_name|TargetFunctionArn': 'call' },
  },
  {
    types: ['aws_lambda_event_source_mapping', 'AWS::Lambda::EventSourceMapping'],
    kind: 'resource',
    role: 'link',
    service: 'lambda/event-sources',
    spread: 'regional',
    properties: {
      'function_name|FunctionName': 'config',
      'event_source_arn|EventSourceArn': 'asynchronous',
    },
    links: [
      {
        from: 'function_name|FunctionName',
        to: 'event_source_arn|EventSourceArn',
        class: 'asynchronous',
        why: 'the function is called for what arrives there',
      },
    ],
  },
  {
    types: ['aws_lambda_function_event_invoke_config', 'AWS::Lambda::EventInvokeConfig'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'function_name|FunctionName',
        to: 'destination_config|DestinationConfig',
        class: 'asynchronous',
        why: 'the results of asynchronous calls go there',
      },
    ],
  },
  {
    types: ['aws_sfn_state_machine', 'AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'],
    kind: 'function',
    service: 'step-functions',
    spread: 'regional',
    asTarget: 'call',
    names: named('states:{region}::stateMachine:{}', 'name', 'StateMachineName', 'Name'),
    properties: {
      'Events.*.Properties.RestApiId|Events.*.Properties.ApiId': 'config',
      'Events.*': 'asynchronous',
      'DefinitionUri.Bucket|DefinitionS3Location.Bucket': 'start-up',
    },
    links: [
      {
        from: 'Events.*.Properties.RestApiId|Events.*.Properties.ApiId',
        to: 'self',
        class: 'call',
        why: 'the API starts the state machine',
      },
    ],
  },
  {
    types: ['aws_sfn_activity', 'AWS::StepFunctions::Activity'],
    kind: 'queue',
    service: 'step-functions',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: named('states:{region}::activity:{}', 'name', 'Name'),
  },
  {
    types: ['AWS::Serverless::Application', 'aws_serverlessapplicationrepository_cloudformation_stack'],
    kind: 'resource',
    asTarget: 'call',
  },
  {
    // A function that changes templates: needed when a stack is deployed, not later.
    types: ['AWS::CloudFormation::Macro'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'start-up',
    properties: { '*': 'start-up' },
  },
  ...settings(
    'start-up',
    'aws_lambda_layer_version AWS::Lambda::LayerVersion AWS::Serverless::LayerVersion',
    'aws_lambda_code_signing_config AWS::Lambda::CodeSigningConfig',
    'aws_signer_signing_profile AWS::Signer::SigningProfile',
    'AWS::Lambda::MicrovmImage',
  ),
  // A permission lets another call the function: the call itself is told by what calls.
  ...only(
    'permission',
    'aws_lambda_permission AWS::Lambda::Permission',
    'aws_lambda_layer_version_permission AWS::Lambda::LayerVersionPermission',
    'AWS::Serverless::Connector',
  ),
  ...only(
    'config',
    'aws_lambda_provisioned_concurrency_config',
    'aws_lambda_runtime_management_config',
    'aws_lambda_function_recursion_config',
    'aws_sfn_alias AWS::StepFunctions::StateMachineAlias AWS::StepFunctions::StateMachineVersion',
  ),
];
