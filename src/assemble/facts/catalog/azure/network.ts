/** Networks, interfaces and addresses; balancers within a region; ways in and out; names. */
import type { TypeRow } from '../../catalog.ts';
import { settings } from '../aws/rows.ts';
import { COMMON, NAMED } from './rows.ts';

export const AZURE_NETWORK: readonly TypeRow[] = [
  {
    types: [
      'azurerm_virtual_network',
      'azurerm_subnet',
      'azurerm_virtual_hub',
      'azurerm_virtual_wan',
      'Microsoft.Network/virtualNetworks',
      'Microsoft.Network/virtualNetworks/subnets',
      'Microsoft.Network/virtualHubs',
      'Microsoft.Network/virtualWans',
    ],
    kind: 'network',
    service: 'vnet',
    spread: 'regional',
    asTarget: 'network',
    names: NAMED,
    properties: {
      ...COMMON,
      'virtual_network_name|parent|subnets|dhcpOptions|virtualHub|virtualWan': 'network',
    },
  },
  {
    types: ['azurerm_network_interface', 'Microsoft.Network/networkInterfaces'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'network',
    properties: { ...COMMON, 'ip_configuration|network_security_group_id|networkSecurityGroup': 'network' },
    links: [
      {
        from: 'ipConfigurations.loadBalancerBackendAddressPools|ipConfigurations.loadBalancerInboundNatRules|ipConfigurations.applicationGatewayBackendAddressPools',
        to: 'self',
        class: 'call',
        form: 'balanced',
        why: 'the interface is one of the pool',
      },
    ],
  },
  {
    // A Standard address is in all zones unless some are named:
    // learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses
    types: [
      'azurerm_public_ip',
      'azurerm_public_ip_prefix',
      'Microsoft.Network/publicIPAddresses',
      'Microsoft.Network/publicIPPrefixes',
    ],
    kind: 'resource',
    role: 'setting',
    asTarget: 'network',
    names: [
      { form: 'host', property: ['fqdn'] },
      { form: 'host', property: ['ip_address'] },
    ],
    properties: COMMON,
  },
  ...settings(
    'network',
    'azurerm_network_security_group azurerm_network_security_rule azurerm_application_security_group azurerm_route_table azurerm_route',
    'Microsoft.Network/networkSecurityGroups Microsoft.Network/networkSecurityGroups/securityRules Microsoft.Network/applicationSecurityGroups Microsoft.Network/routeTables Microsoft.Network/routeTables/routes',
    'azurerm_subnet_network_security_group_association azurerm_subnet_route_table_association azurerm_network_interface_security_group_association azurerm_network_interface_application_security_group_association',
    'azurerm_virtual_network_dns_servers azurerm_network_watcher azurerm_network_watcher_flow_log azurerm_network_ddos_protection_plan azurerm_ip_group azurerm_nat_gateway_public_ip_association azurerm_nat_gateway_public_ip_prefix_association',
    'Microsoft.Network/privateEndpoints/privateDnsZoneGroups Microsoft.Network/networkWatchers Microsoft.Network/networkWatchers/flowLogs Microsoft.Network/networkWatchers/connectionMonitors Microsoft.Network/ddosProtectionPlans Microsoft.Network/ipGroups Microsoft.Network/serviceEndpointPolicies Microsoft.Network/virtualNetworkTaps Microsoft.Network/networkManagers',
  ),
  {
    // Both sides stay up without it; what crosses it does not.
    types: [
      'azurerm_virtual_network_peering',
      'azurerm_virtual_hub_connection',
      'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
      'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections',
    ],
    kind: 'network',
    role: 'setting',
    asTarget: 'network',
    properties: { '*': 'network' },
  },
  {
    types: ['azurerm_lb', 'Microsoft.Network/loadBalancers'],
    kind: 'network',
    service: 'load-balancer',
    // Zone-redundant, or in the zone that its frontend names: learn.microsoft.com/azure/reliability/reliability-load-balancer
    spread: 'zonal',
    asTarget: 'call',
    zones: ['frontend_ip_configuration.zones', 'frontendIPConfigurations.zones'],
    entry: {
      why: 'load balancer',
      unless: [
        { property: 'frontend_ip_configuration.private_ip_address_allocation', is: ['Static', 'Dynamic'] },
        { property: 'frontendIPConfigurations.properties.privateIPAllocationMethod', is: 'Static' },
      ],
    },
    names: [...NAMED, { form: 'host', property: ['private_ip_address'] }],
    properties: {
      ...COMMON,
      'frontend_ip_configuration|frontendIPConfigurations': 'network',
      backendAddressPools: 'call',
    },
  },
  {
    types: ['azurerm_lb_backend_address_pool', 'Microsoft.Network/loadBalancers/backendAddressPools'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'call',
    properties: { 'loadbalancer_id|parent': 'config', virtual_network_id: 'network' },
  },
  {
    types: ['azurerm_lb_rule', 'azurerm_lb_nat_rule', 'azurerm_lb_outbound_rule', 'azurerm_lb_nat_pool'],
    kind: 'resource',
    role: 'link',
    asTarget: 'config',
    properties: { '*': 'config' },
    links: [
      {
        from: 'loadbalancer_id',
        to: 'backend_address_pool_ids|backend_address_pool_id',
        class: 'call',
        why: 'requests are sent to the pool',
      },
    ],
  },
  {
    types: ['azurerm_lb_probe'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'config',
    properties: { '*': 'config' },
  },
  {
    types: [
      'azurerm_network_interface_backend_address_pool_association',
      'azurerm_network_interface_nat_rule_association',
      'azurerm_network_interface_application_gateway_backend_address_pool_association',
    ],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'backend_address_pool_id|nat_rule_id',
        to: 'network_interface_id',
        class: 'call',
        form: 'balanced',
        why: 'the interface is one of the pool',
      },
    ],
  },
  {
    types: ['azurerm_lb_backend_address_pool_address'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'backend_address_pool_id',
        to: 'backend_address_ip_configuration_id|ip_address',
        class: 'call',
        form: 'balanced',
        why: 'the address is one of the pool',
      },
    ],
  },
  {
    types: [
      'azurerm_application_gateway',
      'azurerm_application_load_balancer',
      'Microsoft.Network/applicationGateways',
    ],
    kind: 'network',
    service: 'application-gateway',
    // Over all zones that it names, of which any goes on without the others:
    // learn.microsoft.com/azure/reliability/reliability-application-gateway-v2
    spread: 'zonal',
    asTarget: 'call',
    zones: ['zones'],
    counts: ['sku.capacity', 'autoscale_configuration.min_capacity', 'autoscaleConfiguration.minCapacity'],
    entry: { why: 'application gateway' },
    names: NAMED,
    properties: {
      ...COMMON,
      'gateway_ip_configuration|frontend_ip_configuration': 'network',
      'gatewayIPConfigurations|frontendIPConfigurations': 'network',
      'backendAddressPools|backendHttpSettingsCollection': 'call',
      'sslCertificates|firewallPolicy|trustedRootCertificates|urlPathMaps|requestRoutingRules': 'config',
      'backend_address_pool|backend_http_settings': 'call',
      'ssl_certificate|firewall_policy_id|trusted_root_certificate': 'config',
    },
  },
  {
    types: ['azurerm_nat_gateway', 'Microsoft.Network/natGateways'],
    kind: 'network',
    service: 'nat-gateway',
    spread: 'zonal',
    asTarget: 'network',
    zones: ['zones'],
    names: NAMED,
    properties: COMMON,
  },
  {
    types: ['azurerm_subnet_nat_gateway_association'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'subnet_id',
        to: 'nat_gateway_id',
        class: 'network',
        why: 'traffic to the outside goes through it',
      },
    ],
  },
  {
    types: [
      'azurerm_virtual_network_gateway',
      'azurerm_vpn_gateway',
      'azurerm_point_to_site_vpn_gateway',
      'Microsoft.Network/virtualNetworkGateways',
      'Microsoft.Network/vpnGateways',
      'Microsoft.Network/p2sVpnGateways',
    ],
    kind: 'network',
    service: 'vpn-gateway',
    spread: 'regional',
    asTarget: 'network',
    names: NAMED,
    properties: { ...COMMON, 'ip_configuration|virtual_hub_id|virtualHub': 'network' },
  },
  ...settings(
    'network',
    'azurerm_local_network_gateway azurerm_virtual_network_gateway_connection azurerm_vpn_site azurerm_vpn_gateway_connection',
    'Microsoft.Network/localNetworkGateways Microsoft.Network/connections Microsoft.Network/vpnSites Microsoft.Network/vpnGateways/vpnConnections Microsoft.Network/virtualHubs/hubRouteTables Microsoft.Network/virtualHubs/routingIntent',
  ),
  {
    types: [
      'azurerm_express_route_circuit',
      'azurerm_express_route_gateway',
      'azurerm_express_route_connection',
      'Microsoft.Network/expressRouteCircuits',
      'Microsoft.Network/expressRouteGateways',
    ],
    kind: 'network',
    service: 'expressroute',
    spread: 'regional',
    asTarget: 'network',
    properties: COMMON,
  },
  {
    types: ['azurerm_firewall', 'Microsoft.Network/azureFirewalls'],
    kind: 'network',
    service: 'firewall',
    spread: 'zonal',
    asTarget: 'network',
    zones: ['zones'],
    names: [...NAMED, { form: 'host', property: ['ip_configuration.private_ip_address'] }],
    properties: { ...COMMON, ip_configuration: 'network', 'firewall_policy_id|firewallPolicy': 'config' },
  },
  ...settings(
    'config',
    'azurerm_firewall_policy azurerm_firewall_policy_rule_collection_group azurerm_firewall_network_rule_collection azurerm_firewall_application_rule_collection azurerm_firewall_nat_rule_collection azurerm_web_application_firewall_policy',
    'Microsoft.Network/firewallPolicies Microsoft.Network/firewallPolicies/ruleCollectionGroups Microsoft.Network/firewallPolicies/ruleGroups Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies',
  ),
  {
    // A way in for those who administer: nothing that runs needs it.
    types: ['azurerm_bastion_host', 'Microsoft.Network/bastionHosts'],
    kind: 'network',
    service: 'bastion',
    spread: 'regional',
    asTarget: 'network',
    properties: { ...COMMON, ip_configuration: 'network' },
  },
  {
    types: ['azurerm_private_endpoint', 'Microsoft.Network/privateEndpoints'],
    kind: 'network',
    service: 'private-link',
    spread: 'regional',
    asTarget: 'call',
    names: [...NAMED, { form: 'host', property: ['private_service_connection.private_ip_address'] }],
    properties: {
      ...COMMON,
      'private_service_connection.private_connection_resource_id|privateLinkServiceConnections|manualPrivateLinkServiceConnections':
        'call',
      private_dns_zone_group: 'network',
    },
  },
  {
    types: ['azurerm_private_link_service', 'Microsoft.Network/privateLinkServices'],
    kind: 'network',
    service: 'private-link',
    spread: 'regional',
    asTarget: 'call',
    properties: {
      ...COMMON,
      'load_balancer_frontend_ip_configuration_ids|loadBalancerFrontendIpConfigurations': 'call',
      nat_ip_configuration: 'network',
    },
  },
];
