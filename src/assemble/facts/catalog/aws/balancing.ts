/** What spreads requests over those that answer them: load balancers, their listeners and target groups. */
import type { TypeRow } from '../../catalog.ts';
import { settings } from './rows.ts';

export const BALANCING_TYPES: readonly TypeRow[] = [
  {
    types: ['aws_lb', 'aws_alb', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
    kind: 'network',
    service: 'elb',
    variants: [
      { property: 'load_balancer_type', is: 'network', service: 'nlb' },
      { property: 'Type', is: 'network', service: 'nlb' },
    ],
    spread: 'zonal',
    asTarget: 'call',
    subnets: ['subnets', 'subnet_mapping.subnet_id', 'Subnets', 'SubnetMappings.SubnetId'],
    entry: {
      why: 'internet-facing load balancer',
      unless: [
        { property: 'internal', is: true },
        { property: 'Scheme', is: 'internal' },
      ],
    },
    names: [
      { form: 'name', property: ['name', 'Name'] },
      { form: 'host', property: ['dns_name'] },
    ],
    properties: { 'access_logs|connection_logs|LoadBalancerAttributes': 'telemetry' },
  },
  {
    types: ['aws_elb', 'AWS::ElasticLoadBalancing::LoadBalancer'],
    kind: 'network',
    service: 'elb',
    spread: 'zonal',
    asTarget: 'call',
    zones: ['availability_zones', 'AvailabilityZones'],
    subnets: ['subnets', 'Subnets'],
    entry: {
      why: 'internet-facing load balancer',
      unless: [
        { property: 'internal', is: true },
        { property: 'Scheme', is: 'internal' },
      ],
    },
    names: [
      { form: 'name', property: ['name', 'LoadBalancerName'] },
      { form: 'host', property: ['dns_name'] },
    ],
    properties: { 'access_logs|AccessLoggingPolicy': 'telemetry', 'instances|Instances': 'config' },
    links: [
      {
        from: 'self',
        to: 'instances|Instances',
        class: 'call',
        form: 'balanced',
        why: 'it passes requests on to its instances',
      },
    ],
  },
  {
    types: ['aws_elb_attachment'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'elb',
        to: 'instance',
        class: 'call',
        form: 'balanced',
        why: 'it passes requests on to its instances',
      },
    ],
  },
  {
    types: ['aws_lb_listener', 'aws_alb_listener', 'AWS::ElasticLoadBalancingV2::Listener'],
    kind: 'network',
    asTarget: 'call',
    properties: {
      'load_balancer_arn|LoadBalancerArn': 'config',
      'certificate_arn|Certificates': 'config',
      'default_action.target_group_arn|default_action.forward|DefaultActions.TargetGroupArn|DefaultActions.ForwardConfig':
        'call',
      // Who cannot sign in does not get in.
      'default_action.authenticate_cognito|DefaultActions.AuthenticateCognitoConfig': 'call',
      'default_action|DefaultActions': 'config',
    },
    links: [
      {
        from: 'load_balancer_arn|LoadBalancerArn',
        to: 'self',
        class: 'call',
        why: 'it answers for the port',
      },
    ],
  },
  {
    types: ['aws_lb_listener_rule', 'aws_alb_listener_rule', 'AWS::ElasticLoadBalancingV2::ListenerRule'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'listener_arn|ListenerArn',
        to:
          'action.target_group_arn|action.forward.target_group.arn|Actions.TargetGroupArn|' +
          'Actions.ForwardConfig.TargetGroups.TargetGroupArn',
        class: 'call',
        why: 'the rule leads there',
      },
    ],
  },
  {
    types: ['aws_lb_target_group', 'aws_alb_target_group', 'AWS::ElasticLoadBalancingV2::TargetGroup'],
    kind: 'network',
    asTarget: 'call',
    names: [{ form: 'name', property: ['name', 'Name'] }],
    properties: { 'Targets.Id': 'config' },
    links: [
      {
        from: 'self',
        to: 'Targets.Id',
        class: 'call',
        form: 'balanced',
        why: 'it passes requests on to its targets',
      },
    ],
  },
  {
    types: ['aws_lb_target_group_attachment', 'aws_alb_target_group_attachment'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'target_group_arn',
        to: 'target_id',
        class: 'call',
        form: 'balanced',
        why: 'it passes requests on to its targets',
      },
    ],
  },
  {
    types: ['aws_vpclattice_service', 'AWS::VpcLattice::Service'],
    kind: 'network',
    service: 'vpc',
    spread: 'regional',
    asTarget: 'call',
    names: [
      { form: 'name', property: ['name', 'Name'] },
      { form: 'host', property: ['custom_domain_name', 'CustomDomainName'] },
    ],
  },
  {
    types: ['aws_vpclattice_listener', 'AWS::VpcLattice::Listener'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'service_identifier|service_arn|ServiceIdentifier',
        to: 'default_action.forward.target_groups.target_group_identifier|DefaultAction.Forward.TargetGroups.TargetGroupIdentifier',
        class: 'call',
        why: 'it passes requests on to the target group',
      },
    ],
  },
  {
    types: ['aws_vpclattice_target_group', 'AWS::VpcLattice::TargetGroup'],
    kind: 'network',
    asTarget: 'call',
    properties: { 'Targets.Id': 'config' },
    links: [
      {
        from: 'self',
        to: 'Targets.Id',
        class: 'call',
        form: 'balanced',
        why: 'it passes requests on to its targets',
      },
    ],
  },
  {
    types: ['aws_vpclattice_target_group_attachment'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'target_group_identifier',
        to: 'target.id',
        class: 'call',
        form: 'balanced',
        why: 'it passes requests on to its targets',
      },
    ],
  },
  ...settings(
    'network',
    'aws_vpclattice_service_network AWS::VpcLattice::ServiceNetwork',
    'aws_vpclattice_service_network_service_association AWS::VpcLattice::ServiceNetworkServiceAssociation',
    'aws_vpclattice_service_network_vpc_association AWS::VpcLattice::ServiceNetworkVpcAssociation',
  ),
  {
    types: ['aws_globalaccelerator_accelerator', 'AWS::GlobalAccelerator::Accelerator'],
    kind: 'network',
    service: 'global-accelerator',
    spread: 'global',
    asTarget: 'call',
    entry: { why: 'Global Accelerator' },
    names: [{ form: 'host', property: ['dns_name'] }],
  },
  {
    types: ['aws_globalaccelerator_listener', 'AWS::GlobalAccelerator::Listener'],
    kind: 'network',
    asTarget: 'call',
    properties: { 'accelerator_arn|AcceleratorArn': 'config' },
    links: [
      { from: 'accelerator_arn|AcceleratorArn', to: 'self', class: 'call', why: 'it answers for the port' },
    ],
  },
  {
    types: ['aws_globalaccelerator_endpoint_group', 'AWS::GlobalAccelerator::EndpointGroup'],
    kind: 'network',
    asTarget: 'call',
    properties: { '*': 'config' },
    links: [
      {
        from: 'listener_arn|ListenerArn',
        to: 'self',
        class: 'call',
        form: 'balanced',
        why: 'the next region answers if one does not',
      },
      {
        from: 'self',
        to: 'endpoint_configuration.endpoint_id|EndpointConfigurations.EndpointId',
        class: 'call',
        form: 'balanced',
        why: 'it passes requests on to its endpoints',
      },
    ],
  },
  ...settings(
    'config',
    'aws_lb_listener_certificate AWS::ElasticLoadBalancingV2::ListenerCertificate',
    'aws_lb_trust_store AWS::ElasticLoadBalancingV2::TrustStore',
    'aws_lb_ssl_negotiation_policy aws_lb_cookie_stickiness_policy aws_app_cookie_stickiness_policy aws_load_balancer_policy aws_proxy_protocol_policy',
    'aws_elb_service_account aws_elb_hosted_zone_id aws_cloudfront_log_delivery_canonical_user_id',
  ),
];
