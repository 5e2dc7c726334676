/** What is in front of all regions: DNS, Front Door, content networks and Traffic Manager. */
import type { TypeRow } from '../../catalog.ts';
import { settings } from '../aws/rows.ts';
import { COMMON, NAMED } from './rows.ts';

const RECORDS = ['a', 'aaaa', 'cname', 'mx', 'ns', 'txt', 'srv', 'caa', 'ptr'];

const records = (prefix: string, zones: string, service: string): TypeRow => ({
  types: RECORDS.flatMap((record) => [
    `${prefix}_${record}_record`,
    `Microsoft.Network/${zones}/${record.toUpperCase()}`,
  ]),
  kind: 'dns',
  service,
  spread: 'global',
  asTarget: 'call',
  names: [{ form: 'host', property: ['fqdn'] }],
  properties: {
    ...COMMON,
    'zone_name|parent': 'network',
    'target_resource_id|record|records|targetResource': 'call',
  },
});

export const AZURE_EDGE: readonly TypeRow[] = [
  {
    types: ['azurerm_dns_zone', 'Microsoft.Network/dnsZones'],
    kind: 'dns',
    service: 'dns',
    spread: 'global',
    asTarget: 'network',
    names: [{ form: 'name', property: ['name'] }],
    properties: COMMON,
  },
  {
    types: ['azurerm_private_dns_zone', 'Microsoft.Network/privateDnsZones'],
    kind: 'dns',
    service: 'private-dns',
    spread: 'global',
    asTarget: 'network',
    names: [{ form: 'name', property: ['name'] }],
    properties: COMMON,
  },
  records('azurerm_dns', 'dnsZones', 'dns'),
  records('azurerm_private_dns', 'privateDnsZones', 'private-dns'),
  {
    types: [
      'azurerm_private_dns_zone_virtual_network_link',
      'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
    ],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'virtual_network_id|virtualNetwork',
        to: 'private_dns_zone_name|parent',
        class: 'network',
        why: 'names in the network are looked up in it',
      },
    ],
  },
  {
    types: [
      'azurerm_private_dns_resolver',
      'azurerm_private_dns_resolver_inbound_endpoint',
      'azurerm_private_dns_resolver_outbound_endpoint',
      'Microsoft.Network/dnsResolvers',
      'Microsoft.Network/dnsResolvers/inboundEndpoints',
      'Microsoft.Network/dnsResolvers/outboundEndpoints',
    ],
    kind: 'dns',
    spread: 'regional',
    asTarget: 'network',
    properties: COMMON,
  },
  {
    types: [
      'azurerm_cdn_frontdoor_profile',
      'azurerm_cdn_frontdoor_endpoint',
      'azurerm_frontdoor',
      'Microsoft.Cdn/profiles',
      'Microsoft.Cdn/profiles/afdEndpoints',
      'Microsoft.Network/frontDoors',
    ],
    kind: 'cdn',
    service: 'front-door',
    spread: 'global',
    asTarget: 'call',
    entry: { why: 'Front Door' },
    names: [...NAMED, { form: 'host', property: ['host_name', 'cname'] }],
    properties: {
      ...COMMON,
      'cdn_frontdoor_profile_id|parent': 'config',
      'backend_pool|backendPools': 'call',
    },
  },
  {
    types: ['azurerm_cdn_frontdoor_origin_group', 'Microsoft.Cdn/profiles/originGroups'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'call',
    properties: { '*': 'config' },
  },
  {
    types: ['azurerm_cdn_frontdoor_origin', 'Microsoft.Cdn/profiles/originGroups/origins'],
    kind: 'resource',
    role: 'link',
    asTarget: 'call',
    properties: { '*': 'config' },
    links: [
      {
        from: 'cdn_frontdoor_origin_group_id|parent',
        to: 'host_name|origin_host_header|private_link.private_link_target_id|hostName|originHostHeader|azureOrigin|sharedPrivateLinkResource',
        class: 'call',
        form: 'balanced',
        why: 'it is one of the origins',
      },
    ],
  },
  {
    types: ['azurerm_cdn_frontdoor_route', 'Microsoft.Cdn/profiles/afdEndpoints/routes'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'cdn_frontdoor_endpoint_id|parent',
        to: 'cdn_frontdoor_origin_group_id|originGroup',
        class: 'call',
        why: 'requests are routed to it',
      },
    ],
  },
  ...settings(
    'config',
    'azurerm_cdn_frontdoor_custom_domain azurerm_cdn_frontdoor_custom_domain_association azurerm_cdn_frontdoor_rule azurerm_cdn_frontdoor_rule_set azurerm_cdn_frontdoor_secret azurerm_cdn_frontdoor_security_policy azurerm_cdn_frontdoor_firewall_policy azurerm_frontdoor_firewall_policy azurerm_cdn_endpoint_custom_domain',
    'Microsoft.Cdn/profiles/customDomains Microsoft.Cdn/profiles/ruleSets Microsoft.Cdn/profiles/ruleSets/rules Microsoft.Cdn/profiles/secrets Microsoft.Cdn/profiles/securityPolicies Microsoft.Cdn/profiles/endpoints/customDomains Microsoft.Network/FrontDoorWebApplicationFirewallPolicies',
  ),
  {
    types: ['azurerm_cdn_profile', 'azurerm_cdn_endpoint', 'Microsoft.Cdn/profiles/endpoints'],
    kind: 'cdn',
    service: 'cdn',
    spread: 'global',
    asTarget: 'call',
    entry: { why: 'content network' },
    names: [...NAMED, { form: 'host', property: ['fqdn', 'host_name'] }],
    properties: { ...COMMON, 'profile_name|parent': 'config', 'origin|origins': 'call' },
  },
  {
    types: ['azurerm_traffic_manager_profile', 'Microsoft.Network/trafficManagerProfiles'],
    kind: 'dns',
    service: 'traffic-manager',
    spread: 'global',
    asTarget: 'call',
    entry: { why: 'Traffic Manager' },
    names: [
      ...NAMED,
      { form: 'host', property: ['fqdn'] },
      {
        form: 'host',
        property: ['dns_config.relative_name', 'dnsConfig.relativeName'],
        as: '{}.trafficmanager.net',
      },
    ],
    properties: { ...COMMON, endpoints: 'config' },
    links: [
      { from: 'self', to: 'endpoints', class: 'call', form: 'balanced', why: 'these are its endpoints' },
    ],
  },
  {
    types: [
      'azurerm_traffic_manager_azure_endpoint',
      'azurerm_traffic_manager_external_endpoint',
      'azurerm_traffic_manager_nested_endpoint',
      'Microsoft.Network/trafficManagerProfiles/azureEndpoints',
      'Microsoft.Network/trafficManagerProfiles/externalEndpoints',
      'Microsoft.Network/trafficManagerProfiles/nestedEndpoints',
    ],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'profile_id|parent',
        to: 'target_resource_id|target|targetResourceId',
        class: 'call',
        form: 'balanced',
        why: 'it is one of the endpoints',
      },
    ],
  },
];
