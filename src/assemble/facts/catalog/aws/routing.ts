/** The ways into and out of a network: gateways, route tables, connections to other networks. */
import type { TypeRow } from '../../catalog.ts';

export const ROUTING_TYPES: readonly TypeRow[] = [
  {
    types: ['aws_nat_gateway', 'AWS::EC2::NatGateway'],
    kind: 'network',
    service: 'nat-gateway',
    spread: 'zonal',
    asTarget: 'network',
    subnets: ['subnet_id', 'SubnetId'],
    properties: { 'allocation_id|AllocationId': 'network' },
  },
  {
    types: [
      'aws_internet_gateway',
      'aws_egress_only_internet_gateway',
      'AWS::EC2::InternetGateway',
      'AWS::EC2::EgressOnlyInternetGateway',
    ],
    kind: 'network',
    // Horizontally scaled, redundant and highly available (VPC user guide, "Internet gateways"): nothing of it fails
    // but with the VPC that it is attached to.
    role: 'setting',
    asTarget: 'network',
  },
  {
    types: ['AWS::EC2::VPCGatewayAttachment', 'aws_internet_gateway_attachment'],
    kind: 'resource',
    role: 'link',
    asTarget: 'start-up',
    properties: { '*': 'network' },
  },
  {
    types: ['aws_route_table', 'aws_default_route_table', 'AWS::EC2::RouteTable'],
    kind: 'network',
    role: 'setting',
    asTarget: 'network',
    properties: { route: 'network', 'vpc_id|VpcId|default_route_table_id': 'config' },
  },
  {
    types: ['aws_route_table_association', 'AWS::EC2::SubnetRouteTableAssociation'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'subnet_id|SubnetId',
        to: 'route_table_id|RouteTableId',
        class: 'network',
        // Without its way out, what runs in the subnet goes on for those who reach it from inside.
        atMost: 'partial',
        why: 'what leaves the subnet goes by this table',
      },
    ],
  },
  {
    types: ['aws_main_route_table_association'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'vpc_id',
        to: 'route_table_id',
        class: 'network',
        atMost: 'partial',
        why: 'what leaves its subnets goes by this table',
      },
    ],
  },
  {
    types: ['aws_route', 'AWS::EC2::Route'],
    kind: 'resource',
    role: 'link',
    properties: { 'route_table_id|RouteTableId': 'config', '*': 'network' },
    links: [
      {
        from: 'route_table_id|RouteTableId',
        to:
          'nat_gateway_id|NatGatewayId|gateway_id|GatewayId|egress_only_gateway_id|EgressOnlyInternetGatewayId|' +
          'transit_gateway_id|TransitGatewayId|vpc_peering_connection_id|VpcPeeringConnectionId|vpc_endpoint_id|' +
          'VpcEndpointId|network_interface_id|NetworkInterfaceId|instance_id|InstanceId|local_gateway_id|LocalGatewayId|core_network_arn|CoreNetworkArn',
        class: 'network',
        why: 'the route leads through it',
      },
    ],
  },
  {
    types: ['aws_vpn_gateway_route_propagation', 'AWS::EC2::VPNGatewayRoutePropagation'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'route_table_id|RouteTableIds',
        to: 'vpn_gateway_id|VpnGatewayId',
        class: 'network',
        why: 'its routes come from there',
      },
    ],
  },
  {
    types: ['aws_vpc_endpoint_route_table_association'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      { from: 'route_table_id', to: 'vpc_endpoint_id', class: 'network', why: 'the route leads through it' },
    ],
  },
  {
    types: [
      'aws_vpc_peering_connection',
      'aws_vpc_peering_connection_accepter',
      'AWS::EC2::VPCPeeringConnection',
    ],
    kind: 'network',
    service: 'vpc',
    spread: 'regional',
    asTarget: 'network',
  },
  {
    types: ['aws_ec2_transit_gateway', 'AWS::EC2::TransitGateway'],
    kind: 'network',
    service: 'transit-gateway',
    spread: 'regional',
    asTarget: 'network',
  },
  {
    types: [
      'aws_ec2_transit_gateway_vpc_attachment',
      'aws_ec2_transit_gateway_peering_attachment',
      'aws_ec2_transit_gateway_vpc_attachment_accepter',
      'AWS::EC2::TransitGatewayAttachment',
      'AWS::EC2::TransitGatewayVpcAttachment',
      'AWS::EC2::TransitGatewayPeeringAttachment',
    ],
    kind: 'network',
    service: 'transit-gateway',
    spread: 'zonal',
    asTarget: 'network',
    subnets: ['subnet_ids', 'SubnetIds'],
  },
  {
    types: ['aws_vpn_connection', 'AWS::EC2::VPNConnection'],
    kind: 'network',
    service: 'vpn',
    spread: 'regional',
    asTarget: 'network',
  },
  {
    types: [
      'aws_vpn_gateway',
      'AWS::EC2::VPNGateway',
      'aws_ec2_client_vpn_endpoint',
      'AWS::EC2::ClientVpnEndpoint',
    ],
    kind: 'network',
    service: 'vpn',
    spread: 'regional',
    asTarget: 'network',
  },
  {
    types: ['aws_customer_gateway', 'AWS::EC2::CustomerGateway'],
    kind: 'external',
    asTarget: 'network',
    names: [{ form: 'host', property: ['ip_address', 'IpAddress'] }],
  },
  {
    types: [
      'aws_dx_connection',
      'aws_dx_gateway',
      'aws_dx_private_virtual_interface',
      'AWS::DirectConnect::Connection',
    ],
    kind: 'network',
    service: 'direct-connect',
    spread: 'regional',
    asTarget: 'network',
  },
];
