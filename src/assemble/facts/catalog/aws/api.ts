/** APIs: what calls them are people and programs outside; what they call stands in their integrations. */
import type { TypeRow } from '../../catalog.ts';
import { only, settings } from './rows.ts';

/** What an API is called by its parts: words of REST, HTTP and WebSocket APIs, and of GraphQL. */
const API = 'rest_api_id|RestApiId|api_id|ApiId';

/** What SAM and the Serverless Framework make of events, and definitions of whole APIs: a path or two for each target. */
const API_ROUTES = 'Integration|DefinitionBody|Body|body';

export const API_TYPES: readonly TypeRow[] = [
  {
    types: ['aws_api_gateway_rest_api', 'AWS::ApiGateway::RestApi', 'AWS::Serverless::Api'],
    kind: 'service',
    service: 'api-gateway',
    spread: 'regional',
    asTarget: 'call',
    entry: {
      why: 'API Gateway',
      unless: [
        { property: 'endpoint_configuration.types', is: 'PRIVATE' },
        { property: 'EndpointConfiguration.Types', is: 'PRIVATE' },
        { property: 'EndpointConfiguration.Type', is: 'PRIVATE' },
        { property: 'EndpointConfiguration', is: 'PRIVATE' },
      ],
    },
    names: [{ form: 'name', property: ['name', 'Name'] }],
    properties: { 'Auth.Authorizers|Auth': 'call', 'Domain.CertificateArn|Domain.Route53': 'config' },
    routes: API_ROUTES,
  },
  {
    types: [
      'aws_apigatewayv2_api',
      'AWS::ApiGatewayV2::Api',
      'AWS::Serverless::HttpApi',
      'AWS::Serverless::WebSocketApi',
    ],
    kind: 'service',
    service: 'api-gateway',
    spread: 'regional',
    asTarget: 'call',
    entry: { why: 'API Gateway' },
    names: [
      { form: 'name', property: ['name', 'Name'] },
      { form: 'host', property: ['api_endpoint'] },
    ],
    properties: { 'target|Target': 'call' },
    routes: API_ROUTES,
  },
  {
    types: [
      'aws_api_gateway_integration',
      'aws_apigatewayv2_integration',
      'AWS::ApiGatewayV2::Integration',
      'AWS::ApiGateway::Method',
    ],
    kind: 'resource',
    role: 'link',
    asTarget: 'config',
    properties: {
      'uri|Integration.Uri|integration_uri|IntegrationUri|request_parameters|RequestParameters': 'call',
      'credentials|credentials_arn|CredentialsArn|Integration.Credentials': 'permission',
      '*': 'config',
    },
    links: [
      {
        from: API,
        to:
          'uri|Integration.Uri|integration_uri|IntegrationUri|request_parameters|RequestParameters|' +
          'Integration.RequestParameters|request_templates|Integration.RequestTemplates',
        class: 'call',
        why: 'the API passes requests on to it',
      },
      {
        from: API,
        to: 'connection_id|ConnectionId|Integration.ConnectionId',
        class: 'call',
        why: 'requests go through it',
      },
    ],
  },
  {
    types: [
      'aws_api_gateway_authorizer',
      'aws_apigatewayv2_authorizer',
      'AWS::ApiGateway::Authorizer',
      'AWS::ApiGatewayV2::Authorizer',
    ],
    kind: 'resource',
    role: 'link',
    asTarget: 'config',
    properties: {
      'authorizer_credentials|authorizer_credentials_arn|AuthorizerCredentials|AuthorizerCredentialsArn':
        'permission',
      '*': 'config',
    },
    links: [
      {
        from: API,
        to: 'authorizer_uri|AuthorizerUri|provider_arns|ProviderARNs|jwt_configuration|JwtConfiguration',
        class: 'call',
        why: 'requests are refused without its word',
      },
    ],
  },
  {
    types: [
      'aws_api_gateway_domain_name',
      'aws_apigatewayv2_domain_name',
      'AWS::ApiGateway::DomainName',
      'AWS::ApiGateway::DomainNameV2',
      'AWS::ApiGatewayV2::DomainName',
    ],
    kind: 'network',
    service: 'api-gateway',
    spread: 'regional',
    asTarget: 'call',
    entry: {
      why: 'domain name of an API',
      unless: [
        { property: 'endpoint_configuration.types', is: 'PRIVATE' },
        { property: 'EndpointConfiguration.Types', is: 'PRIVATE' },
      ],
    },
    names: [{ form: 'host', property: ['domain_name', 'DomainName'] }],
  },
  {
    types: [
      'aws_api_gateway_base_path_mapping',
      'aws_apigatewayv2_api_mapping',
      'AWS::ApiGateway::BasePathMapping',
      'AWS::ApiGateway::BasePathMappingV2',
      'AWS::ApiGatewayV2::ApiMapping',
    ],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'domain_name|DomainName|DomainNameArn',
        to: API,
        class: 'call',
        why: 'the domain name leads to the API',
      },
    ],
  },
  {
    types: [
      'aws_api_gateway_vpc_link',
      'aws_apigatewayv2_vpc_link',
      'AWS::ApiGateway::VpcLink',
      'AWS::ApiGatewayV2::VpcLink',
    ],
    kind: 'network',
    service: 'api-gateway',
    spread: 'regional',
    asTarget: 'network',
    subnets: ['subnet_ids', 'SubnetIds'],
    properties: { 'target_arns|TargetArns': 'call' },
  },
  {
    types: [
      'aws_appsync_graphql_api',
      'aws_appsync_api',
      'AWS::AppSync::GraphQLApi',
      'AWS::AppSync::Api',
      'AWS::Serverless::GraphQLApi',
    ],
    kind: 'service',
    service: 'appsync',
    spread: 'regional',
    asTarget: 'call',
    entry: {
      why: 'AppSync API',
      unless: [
        { property: 'visibility', is: 'PRIVATE' },
        { property: 'Visibility', is: 'PRIVATE' },
      ],
    },
    names: [{ form: 'name', property: ['name', 'Name'] }],
    properties: {
      'user_pool_config|UserPoolConfig|lambda_authorizer_config|LambdaAuthorizerConfig': 'call',
      'additional_authentication_provider|AdditionalAuthenticationProviders|Auth': 'call',
      'DataSources.DynamoDb|DataSources.Lambda': 'call',
    },
  },
  {
    types: ['aws_appsync_datasource', 'AWS::AppSync::DataSource'],
    kind: 'resource',
    role: 'link',
    asTarget: 'config',
    properties: { 'service_role_arn|ServiceRoleArn': 'permission', '*': 'config' },
    links: [
      {
        from: 'api_id|ApiId',
        to:
          'lambda_config|LambdaConfig|dynamodb_config|DynamoDBConfig|elasticsearch_config|opensearchservice_config|' +
          'ElasticsearchConfig|OpenSearchServiceConfig|http_config|HttpConfig|relational_database_config|' +
          'RelationalDatabaseConfig|event_bridge_config|EventBridgeConfig',
        class: 'call',
        why: 'the API answers from it',
      },
    ],
  },
  {
    types: ['aws_amplify_app', 'AWS::Amplify::App'],
    kind: 'cdn',
    service: 'cloudfront',
    spread: 'global',
    asTarget: 'call',
    entry: { why: 'Amplify website' },
    names: [
      { form: 'name', property: ['name', 'Name'] },
      { form: 'host', property: ['default_domain'] },
    ],
    properties: { 'environment_variables|EnvironmentVariables': 'call' },
  },
  ...settings(
    'config',
    'aws_api_gateway_resource AWS::ApiGateway::Resource',
    'aws_api_gateway_method',
    'aws_api_gateway_method_response aws_api_gateway_integration_response AWS::ApiGatewayV2::IntegrationResponse AWS::ApiGatewayV2::RouteResponse aws_apigatewayv2_integration_response aws_apigatewayv2_route_response',
    'aws_api_gateway_deployment aws_apigatewayv2_deployment AWS::ApiGateway::Deployment AWS::ApiGatewayV2::Deployment',
    'aws_apigatewayv2_route AWS::ApiGatewayV2::Route',
    'aws_api_gateway_model aws_apigatewayv2_model AWS::ApiGateway::Model AWS::ApiGatewayV2::Model',
    'aws_api_gateway_request_validator AWS::ApiGateway::RequestValidator',
    'aws_api_gateway_gateway_response AWS::ApiGateway::GatewayResponse',
    'aws_api_gateway_usage_plan AWS::ApiGateway::UsagePlan',
    'aws_api_gateway_usage_plan_key AWS::ApiGateway::UsagePlanKey',
    'aws_api_gateway_api_key AWS::ApiGateway::ApiKey',
    'aws_api_gateway_method_settings',
    'aws_api_gateway_documentation_part aws_api_gateway_documentation_version AWS::ApiGateway::DocumentationPart',
    'AWS::ApiGateway::DomainNameAccessAssociation aws_api_gateway_domain_name_access_association',
    'aws_appsync_resolver AWS::AppSync::Resolver',
    'aws_appsync_function AWS::AppSync::FunctionConfiguration',
    'aws_appsync_api_key AWS::AppSync::ApiKey',
    'AWS::AppSync::GraphQLSchema aws_appsync_type',
    'AWS::AppSync::ChannelNamespace aws_appsync_channel_namespace',
    'aws_appsync_domain_name AWS::AppSync::DomainName aws_appsync_domain_name_api_association AWS::AppSync::DomainNameApiAssociation',
    'aws_amplify_branch AWS::Amplify::Branch',
    'aws_amplify_domain_association AWS::Amplify::Domain',
  ),
  {
    types: [
      'aws_api_gateway_stage',
      'aws_apigatewayv2_stage',
      'AWS::ApiGateway::Stage',
      'AWS::ApiGatewayV2::Stage',
    ],
    kind: 'resource',
    role: 'setting',
    asTarget: 'call',
    properties: { [`${API}|rest_api_id`]: 'call' },
  },
  ...only(
    'permission',
    'aws_api_gateway_rest_api_policy',
    'aws_appsync_source_api_association AWS::AppSync::SourceApiAssociation',
  ),
  ...only('telemetry', 'aws_api_gateway_account AWS::ApiGateway::Account'),
];
