/** What is in front of all regions: DNS, Front Door, content networks and Traffic Manager. */
import type { TypeRow } from '../../catalog.ts';
import { settings } from '../aws/rows.ts';
import { COMMON, NAMED } from './rows.ts';

const RECORDS = ['a', 'aaaa', 'cname', 'mx', 'ns', 'txt', 'srv', 'caa', 'ptr'];

const records = (prefix: string, service: string): TypeRow => ({
  types: RECORDS.map((record) => `${prefix}_${record}_record`),
  kind: 'dns',
  service,
  spread: 'global',
  asTarget: 'call',
  names: [{ form: 'host', property: ['fqdn'] }],
  properties: { ...COMMON, zone_name: 'network', 'target_resource_id|record|records': 'call' },
});

export const AZURE_EDGE: readonly TypeRow[] = [
  {
    types: ['azurerm_dns_zone'],
    kind: 'dns',
    service: 'dns',
    spread: 'global',
    asTarget: 'network',
    names: [{ form: 'name', property: ['name'] }],
    properties: COMMON,
  },
  {
    types: ['azurerm_private_dns_zone'],
    kind: 'dns',
    service: 'private-dns',
    spread: 'global',
    asTarget: 'network',
    names: [{ form: 'name', property: ['name'] }],
    properties: COMMON,
  },
  records('azurerm_dns', 'dns'),
  records('azurerm_private_dns', 'private-dns'),
  {
    types: ['azurerm_private_dns_zone_virtual_network_link'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'virtual_network_id',
        to: 'private_dns_zone_name',
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
    ],
    kind: 'dns',
    spread: 'regional',
    asTarget: 'network',
    properties: COMMON,
  },
  {
    types: ['azurerm_cdn_frontdoor_profile', 'azurerm_cdn_frontdoor_endpoint', 'azurerm_frontdoor'],
    kind: 'cdn',
    service: 'front-door',
    spread: 'global',
    asTarget: 'call',
    entry: { why: 'Front Door' },
    names: [...NAMED, { form: 'host', property: ['host_name', 'cname'] }],
    properties: { ...COMMON, cdn_frontdoor_profile_id: 'config', backend_pool: 'call' },
  },
  {
    types: ['azurerm_cdn_frontdoor_origin_group'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'call',
    properties: { '*': 'config' },
  },
  {
    types: ['azurerm_cdn_frontdoor_origin'],
    kind: 'resource',
    role: 'link',
    asTarget: 'call',
    properties: { '*': 'config' },
    links: [
      {
        from: 'cdn_frontdoor_origin_group_id',
        to: 'host_name|origin_host_header|private_link.private_link_target_id',
        class: 'call',
        form: 'balanced',
        why: 'it is one of the origins',
      },
    ],
  },
  {
    types: ['azurerm_cdn_frontdoor_route'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'cdn_frontdoor_endpoint_id',
        to: 'cdn_frontdoor_origin_group_id',
        class: 'call',
        why: 'requests are routed to it',
      },
    ],
  },
  ...settings(
    'config',
    'azurerm_cdn_frontdoor_custom_domain azurerm_cdn_frontdoor_custom_domain_association azurerm_cdn_frontdoor_rule azurerm_cdn_frontdoor_rule_set azurerm_cdn_frontdoor_secret azurerm_cdn_frontdoor_security_policy azurerm_cdn_frontdoor_firewall_policy azurerm_frontdoor_firewall_policy azurerm_cdn_endpoint_custom_domain',
  ),
  {
    types: ['azurerm_cdn_profile', 'azurerm_cdn_endpoint'],
    kind: 'cdn',
    service: 'cdn',
    spread: 'global',
    asTarget: 'call',
    entry: { why: 'content network' },
    names: [...NAMED, { form: 'host', property: ['fqdn', 'host_name'] }],
    properties: { ...COMMON, profile_name: 'config', origin: 'call' },
  },
  {
    types: ['azurerm_traffic_manager_profile'],
    kind: 'dns',
    service: 'traffic-manager',
    spread: 'global',
    asTarget: 'call',
    entry: { why: 'Traffic Manager' },
    names: [
      ...NAMED,
      { form: 'host', property: ['fqdn'] },
      { form: 'host', property: ['dns_config.relative_name'], as: '{}.trafficmanager.net' },
    ],
    properties: COMMON,
  },
  {
    types: [
      'azurerm_traffic_manager_azure_endpoint',
      'azurerm_traffic_manager_external_endpoint',
      'azurerm_traffic_manager_nested_endpoint',
    ],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'profile_id',
        to: 'target_resource_id|target',
        class: 'call',
        form: 'balanced',
        why: 'it is one of the endpoints',
      },
    ],
  },
];
