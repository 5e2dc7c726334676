/**
 * Which type of CloudFormation the classes of the construct library stand for: facts of the library, as data. Of a class
 * that makes several resources it is the main one.
 */

/** The services as CloudFormation spells them; the library's module is `aws-` and the same in lower case. */
export const SERVICES: readonly string[] = (
  'AccessAnalyzer AccountAccess ACMPCA AgentRegistry AIOps AmazonMQ Amplify AmplifyUIBuilder ' +
  'ApiGateway ApiGatewayV2 AppConfig AppFabric AppFlow AppIntegrations ApplicationAutoScaling ' +
  'ApplicationInsights ApplicationSignals AppMesh AppRunner AppStream AppSync AppTest APS ' +
  'ARCRegionSwitch ARCZonalShift Athena AuditManager AutoScaling AutoScalingPlans ' +
  'AWSExternalAnthropic B2BI Backup BackupGateway Batch BCMDataExports BcmPricingCalculator ' +
  'Bedrock BedrockAgentCore BedrockMantle BillingConductor Braket Budgets Cases Cassandra CE ' +
  'CertificateManager Chatbot Chime CleanRooms CleanRoomsML Cloud9 CloudFormation CloudFront ' +
  'CloudHSM CloudTrail CloudWatch CodeArtifact CodeBuild CodeCommit CodeConnections CodeDeploy ' +
  'CodeGuruProfiler CodeGuruReviewer CodePipeline CodeStar CodeStarConnections ' +
  'CodeStarNotifications Cognito Comprehend ComputeOptimizer Config Connect ConnectCampaigns ' +
  'ConnectCampaignsV2 ControlTower CUR CustomerProfiles DataBrew DataExchange DataPipeline ' +
  'DataSync DataZone DAX Deadline Detective DeviceFarm DevOpsAgent DevOpsGuru DirectConnect ' +
  'DirectoryService DLM DMS DocDB DocDBElastic DRS DSQL DynamoDB EC2 ECR ECS EFS EKS ElastiCache ' +
  'ElasticBeanstalk ElasticLoadBalancing ElasticLoadBalancingV2 Elasticsearch ElementalInference ' +
  'EMR EMRContainers EMRServerless EntityResolution Events EventSchemas EventsV2 Evidently EVS ' +
  'FinSpace FIS FMS Forecast FraudDetector FSx GameLift GameLiftStreams GlobalAccelerator Glue ' +
  'Grafana Greengrass GreengrassV2 GroundStation GuardDuty HealthAgent HealthImaging HealthLake ' +
  'IAM IdentityStore ImageBuilder Inspector InspectorV2 Interconnect InternetMonitor Invoicing ' +
  'IoT IoTAnalytics IoTCoreDeviceAdvisor IoTEvents IoTFleetHub IoTFleetWise IoTSecureTunneling ' +
  'IoTSiteWise IoTThingsGraph IoTTwinMaker IoTWireless IVS IVSChat KafkaConnect Kendra ' +
  'KendraRanking Kinesis KinesisAnalyticsV2 KinesisFirehose KinesisVideo KMS LakeFormation Lambda ' +
  'LaunchWizard Lex LicenseManager LicenseManagerLinuxSubscriptions ' +
  'LicenseManagerUserSubscriptions Lightsail Location Logs LookoutEquipment LookoutMetrics ' +
  'LookoutVision M2 Macie ManagedBlockchain MediaConnect MediaConvert MediaLive MediaPackage ' +
  'MediaPackageV2 MediaStore MediaTailor MemoryDB MGN MPA MSK MWAA MWAAServerless Neptune ' +
  'NeptuneGraph NetworkFirewall NetworkFlowMonitor NetworkManager NetworkMonitor ' +
  'NetworkSecurityManager NimbleStudio Notifications NotificationsContacts NovaAct Oam ' +
  'ObservabilityAdmin ODB Omics OpenSearch OpenSearchServerless OpenSearchService OpsWorks ' +
  'OpsWorksCM Organizations OSIS Outposts Panorama PaymentCryptography PCAConnectorAD ' +
  'PCAConnectorSCEP PCS Personalize Pinpoint PinpointEmail Pipes Polly PricingPlanManager Proton ' +
  'QBusiness QLDB QuickSight RAM Rbin RDS Redshift RedshiftServerless RefactorSpaces Rekognition ' +
  'ResilienceHub ResilienceHubV2 ResourceExplorer2 ResourceGroups RoboMaker RolesAnywhere Route53 ' +
  'Route53GlobalResolver Route53Profiles Route53RecoveryControl Route53RecoveryReadiness ' +
  'Route53Resolver RTBFabric RUM S3 S3Express S3Files S3ObjectLambda S3Outposts S3Tables ' +
  'S3Vectors SageMaker Scheduler SCN SDB SecretsManager SecurityAgent SecurityHub SecurityLake ' +
  'ServerlessRepo ServiceCatalog ServiceCatalogAppRegistry ServiceDiscovery SES Shield Signer ' +
  'SimSpaceWeaver SMSVOICE SNS SQS SSM SSMContacts SSMGuiConnect SSMIncidents SSMQuickSetup SSO ' +
  'StepFunctions StorageGateway SupportApp SupportAuthZ Synthetics SystemsManagerSAP Textract ' +
  'Timestream Transcribe Transfer Translate UXC VerifiedPermissions VoiceID VpcLattice WAF ' +
  'WAFRegional WAFv2 WellArchitected Wickr Wisdom WorkSpaces WorkspacesInstances ' +
  'WorkSpacesThinClient WorkSpacesWeb XRay'
).split(' ');

/** Modules that are called otherwise than the service whose resources they make. */
export const OTHER_MODULES: Readonly<Record<string, string>> = {
  'alexa-ask': 'Alexa::ASK',
  'aws-eks-v2': 'AWS::EKS',
  'aws-sam': 'AWS::Serverless',
};

/** By module, the classes that make resources. `Class` is `<service>::Class`, `Class=Type` is `<service>::Type` or a whole type. */
export const CLASSES: Readonly<Record<string, string>> = {
  'aws-amplify': 'App Branch Domain',
  'aws-apigateway':
    'ApiKey BasePathMapping CognitoUserPoolsAuthorizer=Authorizer Deployment DomainName ' +
    'GatewayResponse LambdaRestApi=RestApi Method Model RateLimitedApiKey=ApiKey ' +
    'RequestAuthorizer=Authorizer RequestValidator RestApi SpecRestApi=RestApi ' +
    'StepFunctionsRestApi=RestApi TokenAuthorizer=Authorizer UsagePlan VpcLink',
  'aws-apigatewayv2':
    'ApiKey=AWS::ApiGateway::ApiKey ApiMapping DomainName HttpApi=Api HttpAuthorizer=Authorizer ' +
    'HttpIntegration=Integration HttpRoute=Route HttpStage=Stage ' +
    'RateLimitedApiKey=AWS::ApiGateway::ApiKey UsagePlan=AWS::ApiGateway::UsagePlan VpcLink ' +
    'WebSocketApi=Api WebSocketAuthorizer=Authorizer WebSocketIntegration=Integration ' +
    'WebSocketRoute=Route WebSocketStage=Stage',
  'aws-appconfig':
    'Application DeploymentStrategy Environment Extension ' +
    'HostedConfiguration=HostedConfigurationVersion SourcedConfiguration=ConfigurationProfile',
  'aws-applicationautoscaling':
    'ScalableTarget StepScalingAction=ScalingPolicy StepScalingPolicy=ScalingPolicy ' +
    'TargetTrackingScalingPolicy=ScalingPolicy',
  'aws-appmesh': 'GatewayRoute Mesh Route VirtualGateway VirtualNode VirtualRouter VirtualService',
  'aws-apprunner': 'Service VpcConnector VpcIngressConnection AutoScalingConfiguration',
  'aws-appsync':
    'AppSyncDynamoDbDataSource=DataSource AppSyncEventBridgeDataSource=DataSource ' +
    'AppSyncHttpDataSource=DataSource AppSyncLambdaDataSource=DataSource ' +
    'AppSyncOpenSearchDataSource=DataSource AppSyncRdsDataSource=DataSource ' +
    'AppsyncFunction=FunctionConfiguration ChannelNamespace DynamoDbDataSource=DataSource ' +
    'ElasticsearchDataSource=DataSource EventApi=Api EventBridgeDataSource=DataSource ' +
    'GraphqlApi=GraphQLApi HttpDataSource=DataSource LambdaDataSource=DataSource ' +
    'NoneDataSource=DataSource OpenSearchDataSource=DataSource RdsDataSource=DataSource Resolver ' +
    'SourceApiAssociation',
  'aws-autoscaling':
    'AutoScalingGroup LifecycleHook ScheduledAction StepScalingAction=ScalingPolicy ' +
    'StepScalingPolicy=ScalingPolicy TargetTrackingScalingPolicy=ScalingPolicy WarmPool',
  'aws-backup': 'BackupPlan BackupSelection BackupVault',
  'aws-batch':
    'ConsumableResource EcsJobDefinition=JobDefinition EksJobDefinition=JobDefinition ' +
    'FairshareSchedulingPolicy=SchedulingPolicy FargateComputeEnvironment=ComputeEnvironment ' +
    'JobQueue ManagedEc2EcsComputeEnvironment=ComputeEnvironment ' +
    'ManagedEc2EksComputeEnvironment=ComputeEnvironment MultiNodeJobDefinition=JobDefinition ' +
    'UnmanagedComputeEnvironment=ComputeEnvironment',
  'aws-bedrock': 'Agent AgentAlias Guardrail Prompt KnowledgeBase',
  'aws-bedrockagentcore':
    'ApiKeyCredentialProvider BrowserCustom CodeInterpreterCustom Evaluator Gateway GatewayTarget ' +
    'Memory OAuth2CredentialProvider OnlineEvaluationConfig Policy PolicyEngine Runtime ' +
    'RuntimeEndpoint WorkloadIdentity',
  'aws-certificatemanager': 'Certificate DnsValidatedCertificate=Certificate PrivateCertificate=Certificate',
  'aws-chatbot': 'SlackChannelConfiguration',
  'aws-cloudfront':
    'CachePolicy CloudFrontWebDistribution=Distribution Distribution Function ' +
    'FunctionUrlOriginAccessControl=OriginAccessControl KeyGroup KeyValueStore ' +
    'MediaPackageV2OriginAccessControl=OriginAccessControl ' +
    'OriginAccessIdentity=CloudFrontOriginAccessIdentity OriginRequestPolicy PublicKey ' +
    'RealtimeLogConfig ResponseHeadersPolicy S3OriginAccessControl=OriginAccessControl VpcOrigin',
  'aws-cloudfront.experimental': 'EdgeFunction=AWS::Lambda::Function',
  'aws-cloudtrail': 'Trail',
  'aws-cloudwatch':
    'Alarm AlarmMuteRule AnomalyDetectionAlarm=Alarm CompositeAlarm Dashboard PromQLAlarm=Alarm',
  'aws-codebuild':
    'BitBucketSourceCredentials=SourceCredential Fleet ' +
    'GitHubEnterpriseSourceCredentials=SourceCredential GitHubSourceCredentials=SourceCredential ' +
    'PipelineProject=Project Project ReportGroup ' +
    'UntrustedCodeBoundaryPolicy=AWS::IAM::ManagedPolicy',
  'aws-codecommit': 'Repository',
  'aws-codedeploy':
    'CustomLambdaDeploymentConfig=DeploymentConfig EcsApplication=Application ' +
    'EcsDeploymentConfig=DeploymentConfig EcsDeploymentGroup=DeploymentGroup ' +
    'LambdaApplication=Application LambdaDeploymentConfig=DeploymentConfig ' +
    'LambdaDeploymentGroup=DeploymentGroup ServerApplication=Application ' +
    'ServerDeploymentConfig=DeploymentConfig ServerDeploymentGroup=DeploymentGroup',
  'aws-codeguruprofiler': 'ProfilingGroup',
  'aws-codepipeline': 'CustomActionRegistration=CustomActionType Pipeline',
  'aws-codestarnotifications': 'NotificationRule',
  'aws-cognito':
    'UserPool UserPoolClient UserPoolDomain UserPoolGroup ' +
    'UserPoolIdentityProviderAmazon=UserPoolIdentityProvider ' +
    'UserPoolIdentityProviderApple=UserPoolIdentityProvider ' +
    'UserPoolIdentityProviderFacebook=UserPoolIdentityProvider ' +
    'UserPoolIdentityProviderGoogle=UserPoolIdentityProvider ' +
    'UserPoolIdentityProviderOidc=UserPoolIdentityProvider ' +
    'UserPoolIdentityProviderSaml=UserPoolIdentityProvider UserPoolResourceServer',
  'aws-cognito-identitypool': 'IdentityPool=AWS::Cognito::IdentityPool',
  'aws-config':
    'AccessKeysRotated=ConfigRule CloudFormationStackDriftDetectionCheck=ConfigRule ' +
    'CloudFormationStackNotificationCheck=ConfigRule CustomPolicy=ConfigRule ' +
    'CustomRule=ConfigRule ManagedRule=ConfigRule',
  'aws-docdb':
    'ClusterParameterGroup=DBClusterParameterGroup DatabaseCluster=DBCluster ' +
    'DatabaseInstance=DBInstance DatabaseSecret=AWS::SecretsManager::Secret',
  'aws-dynamodb': 'Table TableV2=GlobalTable TableV2MultiAccountReplica=GlobalTable',
  'aws-ec2':
    'BastionHostLinux=Instance ClientVpnAuthorizationRule ClientVpnEndpoint ClientVpnRoute ' +
    'FlowLog GatewayVpcEndpoint=VPCEndpoint Instance InterfaceVpcEndpoint=VPCEndpoint KeyPair ' +
    'LaunchTemplate NetworkAcl NetworkAclEntry PlacementGroup PrefixList PrivateSubnet=Subnet ' +
    'PublicSubnet=Subnet SecurityGroup Subnet SubnetNetworkAclAssociation Volume Vpc=VPC ' +
    'VpcEndpointService=VPCEndpointService VpnConnection=VPNConnection VpnGateway=VPNGateway',
  'aws-ecr': 'Repository',
  'aws-ecs':
    'AsgCapacityProvider=CapacityProvider Cluster Ec2Service=Service ' +
    'Ec2TaskDefinition=TaskDefinition ExternalService=Service ' +
    'ExternalTaskDefinition=TaskDefinition FargateService=Service ' +
    'FargateTaskDefinition=TaskDefinition ManagedInstancesCapacityProvider=CapacityProvider ' +
    'TaskDefinition',
  'aws-ecs-patterns':
    'ApplicationLoadBalancedEc2Service=AWS::ECS::Service ' +
    'ApplicationLoadBalancedFargateService=AWS::ECS::Service ' +
    'ApplicationMultipleTargetGroupsEc2Service=AWS::ECS::Service ' +
    'ApplicationMultipleTargetGroupsFargateService=AWS::ECS::Service ' +
    'NetworkLoadBalancedEc2Service=AWS::ECS::Service ' +
    'NetworkLoadBalancedFargateService=AWS::ECS::Service ' +
    'NetworkMultipleTargetGroupsEc2Service=AWS::ECS::Service ' +
    'NetworkMultipleTargetGroupsFargateService=AWS::ECS::Service ' +
    'QueueProcessingEc2Service=AWS::ECS::Service QueueProcessingFargateService=AWS::ECS::Service ' +
    'ScheduledEc2Task=AWS::ECS::TaskDefinition ScheduledFargateTask=AWS::ECS::TaskDefinition',
  'aws-efs': 'AccessPoint FileSystem',
  'aws-eks':
    'AccessEntry Addon Cluster FargateCluster=Cluster FargateProfile ' +
    'HelmChart=Custom::AWSCDK-EKS-HelmChart KubectlProvider=AWS::CloudFormation::Stack ' +
    'KubernetesManifest=Custom::AWSCDK-EKS-KubernetesResource ' +
    'KubernetesPatch=Custom::AWSCDK-EKS-KubernetesPatch Nodegroup ' +
    'OidcProviderNative=AWS::IAM::OIDCProvider OpenIdConnectProvider=AWS::IAM::OIDCProvider ' +
    'ServiceAccount=PodIdentityAssociation',
  'aws-eks-v2':
    'AccessEntry Addon Cluster FargateCluster=Cluster FargateProfile ' +
    'HelmChart=Custom::AWSCDK-EKS-HelmChart ' +
    'KubernetesManifest=Custom::AWSCDK-EKS-KubernetesResource ' +
    'KubernetesPatch=Custom::AWSCDK-EKS-KubernetesPatch Nodegroup ' +
    'OidcProviderNative=AWS::IAM::OIDCProvider OpenIdConnectProvider=AWS::IAM::OIDCProvider ' +
    'ServiceAccount=PodIdentityAssociation',
  'aws-elasticache': 'ServerlessCache User UserGroup',
  'aws-elasticloadbalancing': 'LoadBalancer',
  'aws-elasticloadbalancingv2':
    'ApplicationListener=Listener ApplicationListenerCertificate=ListenerCertificate ' +
    'ApplicationListenerRule=ListenerRule ApplicationLoadBalancer=LoadBalancer ' +
    'ApplicationTargetGroup=TargetGroup NetworkListener=Listener NetworkLoadBalancer=LoadBalancer ' +
    'NetworkTargetGroup=TargetGroup TrustStore TrustStoreRevocation',
  'aws-elasticsearch': 'Domain',
  'aws-events': 'ApiDestination Archive Connection EventBus EventBusPolicy Rule',
  'aws-fsx': 'LustreFileSystem=FileSystem',
  'aws-globalaccelerator': 'Accelerator EndpointGroup Listener',
  'aws-glue':
    'Catalog Connection DataQualityRuleset Database ExternalTable=Table Job PySparkEtlJob=Job ' +
    'PySparkFlexEtlJob=Job PySparkStreamingJob=Job PythonShellJob=Job S3Table=Table ' +
    'ScalaSparkEtlJob=Job ScalaSparkFlexEtlJob=Job ScalaSparkStreamingJob=Job ' +
    'SecurityConfiguration Table Workflow',
  'aws-iam':
    'AccessKey Group InstanceProfile LazyRole=Role ManagedPolicy OidcProviderNative=OIDCProvider ' +
    'OpenIdConnectProvider=OIDCProvider Policy Role SamlProvider=SAMLProvider User',
  'aws-inspector': 'AssessmentTemplate',
  'aws-iot': 'TopicRule Logging AccountAuditConfiguration ScheduledAudit',
  'aws-ivs': 'Channel PlaybackKeyPair StreamKey RecordingConfiguration',
  'aws-kinesis': 'ResourcePolicy Stream StreamConsumer',
  'aws-kinesisanalytics-flink': 'Application=AWS::KinesisAnalyticsV2::Application',
  'aws-kinesisfirehose': 'DeliveryStream',
  'aws-kms': 'Alias Key',
  'aws-lambda':
    'Alias CapacityProvider CodeSigningConfig DockerImageFunction=Function EventInvokeConfig ' +
    'EventSourceMapping Function FunctionUrl=Url LayerVersion NetworkConnector ' +
    'SingletonFunction=Function Version WebFunction WebFunctionEndpoint',
  'aws-lambda-go': 'GoFunction=AWS::Lambda::Function',
  'aws-lambda-nodejs': 'NodejsFunction=AWS::Lambda::Function',
  'aws-lambda-python': 'PythonFunction=AWS::Lambda::Function PythonLayerVersion=AWS::Lambda::LayerVersion',
  'aws-location': 'GeofenceCollection Map PlaceIndex RouteCalculator Tracker APIKey',
  'aws-logs':
    'CrossAccountDestination=Destination LogGroup LogRetention=Custom::LogRetention LogStream ' +
    'MetricFilter QueryDefinition ResourcePolicy SubscriptionFilter Transformer',
  'aws-msk': 'Cluster ServerlessCluster',
  'aws-neptune':
    'DatabaseCluster=DBCluster DatabaseInstance=DBInstance ParameterGroup=DBParameterGroup ' +
    'ClusterParameterGroup=DBClusterParameterGroup SubnetGroup=DBSubnetGroup',
  'aws-opensearchservice': 'Domain',
  'aws-pipes': 'Pipe',
  'aws-rds':
    'DatabaseCluster=DBCluster DatabaseClusterFromSnapshot=DBCluster DatabaseInstance=DBInstance ' +
    'DatabaseInstanceFromSnapshot=DBInstance DatabaseInstanceReadReplica=DBInstance ' +
    'DatabaseProxy=DBProxy DatabaseProxyEndpoint=DBProxyEndpoint ' +
    'DatabaseSecret=AWS::SecretsManager::Secret OptionGroup ParameterGroup=DBParameterGroup ' +
    'ServerlessCluster=DBCluster ServerlessClusterFromSnapshot=DBCluster ' +
    'SubnetGroup=DBSubnetGroup',
  'aws-redshift':
    'Cluster ClusterParameterGroup ClusterSubnetGroup DatabaseSecret=AWS::SecretsManager::Secret ' +
    'Table=Custom::RedshiftDatabaseQuery User=Custom::RedshiftDatabaseQuery',
  'aws-route53':
    'ARecord=RecordSet AaaaRecord=RecordSet CaaAmazonRecord=RecordSet CaaRecord=RecordSet ' +
    'CnameRecord=RecordSet CrossAccountZoneDelegationRecord=Custom::CrossAccountZoneDelegation ' +
    'DsRecord=RecordSet HealthCheck HostedZone HttpsRecord=RecordSet KeySigningKey ' +
    'MxRecord=RecordSet NsRecord=RecordSet PrivateHostedZone=HostedZone ' +
    'PublicHostedZone=HostedZone RecordSet SrvRecord=RecordSet SvcbRecord=RecordSet ' +
    'TxtRecord=RecordSet VpcEndpointServiceDomainName=RecordSet ZoneDelegationRecord=RecordSet',
  'aws-route53-patterns': 'HttpsRedirect=AWS::CloudFront::Distribution',
  'aws-s3': 'Bucket BucketPolicy',
  'aws-s3-deployment':
    'BucketDeployment=Custom::CDKBucketDeployment DeployTimeSubstitutedFile=Custom::CDKBucketDeployment',
  'aws-s3objectlambda': 'AccessPoint',
  'aws-s3tables': 'TableBucket Table Namespace',
  'aws-sagemaker': 'Endpoint EndpointConfig Model Pipeline',
  'aws-scheduler': 'Schedule ScheduleGroup',
  'aws-secretsmanager':
    'ResourcePolicy RotationSchedule Secret SecretRotation=AWS::Serverless::Application ' +
    'SecretTargetAttachment',
  'aws-servicecatalog': 'CloudFormationProduct Portfolio TagOptions=TagOption',
  'aws-servicecatalogappregistry':
    'Application=AWS::ServiceCatalogAppRegistry::Application ' +
    'AttributeGroup=AWS::ServiceCatalogAppRegistry::AttributeGroup',
  'aws-servicediscovery':
    'AliasTargetInstance=Instance CnameInstance=Instance HttpNamespace IpInstance=Instance ' +
    'NonIpInstance=Instance PrivateDnsNamespace PublicDnsNamespace Service',
  'aws-ses':
    'AllowListReceiptFilter=ReceiptFilter ConfigurationSet ConfigurationSetEventDestination ' +
    'DedicatedIpPool DropSpamReceiptRule=ReceiptRule EmailIdentity ReceiptFilter ReceiptRule ' +
    'ReceiptRuleSet VdmAttributes',
  'aws-signer': 'SigningProfile',
  'aws-sns': 'Subscription Topic TopicPolicy',
  'aws-sqs': 'Queue QueuePolicy',
  'aws-ssm': 'StringListParameter=Parameter StringParameter=Parameter',
  'aws-stepfunctions': 'Activity StateMachine',
  'aws-synthetics': 'Canary Group',
  core: 'CustomResource=AWS::CloudFormation::CustomResource',
  'custom-resources':
    'AwsCustomResource=Custom::AWS Provider=AWS::Lambda::Function ' +
    'WaiterStateMachine=AWS::StepFunctions::StateMachine',
  'lambda-layer-awscli': 'AwsCliLayer=AWS::Lambda::LayerVersion',
  'lambda-layer-node-proxy-agent': 'NodeProxyAgentLayer=AWS::Lambda::LayerVersion',
  pipelines: 'CodePipeline=AWS::CodePipeline::Pipeline',
  triggers: 'Trigger=Custom::Trigger TriggerFunction=AWS::Lambda::Function',
};
