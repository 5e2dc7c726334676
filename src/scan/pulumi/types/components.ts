/**
 * Components of Pulumi's own packages, by what they mainly make: a network, a service with its task, a cluster. Of what
 * else they make the program says nothing.
 */
const MADE: Readonly<Record<string, string>> = {
  aws_lb:
    'awsx:lb.ApplicationLoadBalancer awsx:lb.NetworkLoadBalancer awsx:classic.lb.ApplicationLoadBalancer ' +
    'awsx:classic.lb.NetworkLoadBalancer awsx:elasticloadbalancingv2.ApplicationLoadBalancer',
  aws_lb_listener_rule: 'awsx:lb.ListenerRule awsx:classic.lb.ListenerRule',
  aws_lb_listener: 'awsx:classic.lb.ApplicationListener awsx:classic.lb.NetworkListener',
  aws_lb_target_group: 'awsx:lb.TargetGroupAttachment awsx:classic.lb.ApplicationTargetGroup',
  aws_vpc: 'awsx:ec2.Vpc awsx:ec2.DefaultVpc awsx:classic.ec2.Vpc aws-quickstart-vpc:Vpc',
  aws_security_group: 'awsx:ec2.SecurityGroup awsx:classic.ec2.SecurityGroup',
  aws_ecs_service:
    'awsx:ecs.FargateService awsx:ecs.EC2Service awsx:classic.ecs.FargateService awsx:classic.ecs.EC2Service',
  aws_ecs_task_definition:
    'awsx:ecs.FargateTaskDefinition awsx:ecs.EC2TaskDefinition awsx:classic.ecs.FargateTaskDefinition ' +
    'awsx:classic.ecs.EC2TaskDefinition',
  aws_ecs_cluster: 'awsx:classic.ecs.Cluster awsx:ecs.Cluster',
  aws_autoscaling_group: 'awsx:classic.autoscaling.AutoScalingGroup',
  aws_ecr_repository: 'awsx:ecr.Repository awsx:classic.ecr.Repository',
  aws_ecr_image: 'awsx:ecr.Image awsx:ecr.RegistryImage',
  aws_cloudtrail: 'awsx:cloudtrail.Trail',
  aws_s3_bucket: 'aws-static-website:Website',
  aws_api_gateway_rest_api:
    'aws-apigateway:RestAPI aws-serverless:api.API aws-serverless:apigateway.API awsx:apigateway.API awsx:classic.apigateway.API cloud:API ' +
    'cloud:HttpServer',
  aws_lambda_function: 'aws-serverless:function.Function cloud:Function',
  aws_eks_cluster: 'eks:Cluster',
  aws_eks_node_group: 'eks:ManagedNodeGroup eks:NodeGroup eks:NodeGroupV2',
};

/** By package and path of the class, the type of its main resource. */
export const COMPONENTS: ReadonlyMap<string, string> = new Map(
  Object.entries(MADE).flatMap(([type, classes]) => classes.split(' ').map((one) => [one, type] as const)),
);
