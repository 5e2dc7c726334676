/** Networks and what leads traffic: addresses, balancers in their many parts, names, and ways in and out. */
import type { TypeRow } from '../../catalog.ts';
import { settings } from '../aws/rows.ts';

const INNER = ['INTERNAL', 'INTERNAL_MANAGED', 'INTERNAL_SELF_MANAGED'];

/** Of a whole chain of a balancer's parts each needs the next one. */
const CHAIN = {
  'target|backend_service|default_service|url_map|path_matcher|host_rule|default_url_redirect': 'call',
  'ssl_certificates|certificate_map|ssl_policy|certificate_manager_certificates': 'config',
  'ip_address|network|subnetwork': 'network',
  'health_checks|security_policy|edge_security_policy': 'config',
} as const;

const balancing = (service: string, spread: 'global' | 'regional', ...types: readonly string[]): TypeRow => ({
  types,
  kind: 'network',
  service,
  spread,
  asTarget: 'call',
  properties: CHAIN,
});

/** Any of the backends answers; a group that is away leaves fewer. */
const BACKENDS = {
  properties: { ...CHAIN, 'backend|backend.group|group': 'call', 'instances|failover_policy': 'call' },
  links: [
    {
      from: 'self',
      to: 'backend.group',
      class: 'call',
      form: 'balanced',
      why: 'requests are spread over its backends',
    },
  ],
} as const;

export const GOOGLE_NETWORK: readonly TypeRow[] = [
  {
    ...balancing('global-load-balancing', 'global', 'google_compute_global_forwarding_rule'),
    entry: { why: 'load balancer', unless: [{ property: 'load_balancing_scheme', is: INNER }] },
    names: [{ form: 'host', property: ['ip_address'] }],
  },
  {
    ...balancing('load-balancing', 'regional', 'google_compute_forwarding_rule'),
    entry: { why: 'load balancer', unless: [{ property: 'load_balancing_scheme', is: INNER }] },
    names: [
      { form: 'host', property: ['ip_address'] },
      { form: 'host', property: ['service_name'] },
    ],
  },
  balancing(
    'global-load-balancing',
    'global',
    'google_compute_target_http_proxy',
    'google_compute_target_https_proxy',
    'google_compute_target_ssl_proxy',
    'google_compute_target_tcp_proxy',
    'google_compute_target_grpc_proxy',
    'google_compute_url_map',
  ),
  balancing(
    'load-balancing',
    'regional',
    'google_compute_region_target_http_proxy',
    'google_compute_region_target_https_proxy',
    'google_compute_region_target_tcp_proxy',
    'google_compute_region_url_map',
    'google_compute_target_instance',
  ),
  { ...balancing('global-load-balancing', 'global', 'google_compute_backend_service'), ...BACKENDS },
  { ...balancing('load-balancing', 'regional', 'google_compute_region_backend_service'), ...BACKENDS },
  {
    ...balancing('load-balancing', 'regional', 'google_compute_target_pool'),
    links: [
      {
        from: 'self',
        to: 'instances',
        class: 'call',
        form: 'balanced',
        why: 'requests are spread over them',
      },
    ],
  },
  {
    types: ['google_compute_backend_bucket'],
    kind: 'cdn',
    service: 'cloud-cdn',
    spread: 'global',
    asTarget: 'call',
    properties: { bucket_name: 'data' },
  },
  {
    types: [
      'google_compute_network_endpoint_group',
      'google_compute_region_network_endpoint_group',
      'google_compute_global_network_endpoint_group',
    ],
    kind: 'network',
    role: 'setting',
    asTarget: 'call',
    properties: {
      'cloud_run|cloud_function|app_engine|psc_target_service': 'call',
      'network|subnetwork': 'network',
    },
  },
  {
    types: ['google_compute_network_endpoint', 'google_compute_network_endpoints'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'network_endpoint_group',
        to: 'instance|network_endpoints.instance',
        class: 'call',
        form: 'balanced',
        why: 'it is one of the endpoints',
      },
    ],
  },
  ...settings(
    'config',
    'google_compute_health_check google_compute_region_health_check google_compute_http_health_check google_compute_https_health_check',
    'google_compute_ssl_certificate google_compute_managed_ssl_certificate google_compute_region_ssl_certificate google_compute_ssl_policy',
    'google_compute_security_policy google_compute_region_security_policy google_certificate_manager_certificate google_certificate_manager_certificate_map google_certificate_manager_certificate_map_entry',
  ),
  {
    types: ['google_compute_network', 'google_compute_subnetwork', 'google_compute_shared_vpc_host_project'],
    kind: 'network',
    service: 'network',
    spread: 'regional',
    asTarget: 'network',
    names: [{ form: 'name', property: ['name'] }],
  },
  ...settings(
    'network',
    'google_compute_firewall google_compute_firewall_policy google_compute_firewall_policy_rule google_compute_network_firewall_policy',
    'google_compute_route google_compute_network_peering google_compute_network_peering_routes_config google_compute_shared_vpc_service_project',
    'google_service_networking_connection google_compute_service_attachment google_network_connectivity_service_connection_policy',
    'google_compute_router_interface google_compute_router_peer',
  ),
  {
    // An address is a reservation: what it is given to answers.
    types: ['google_compute_address', 'google_compute_global_address'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'network',
    names: [{ form: 'host', property: ['address'] }],
  },
  {
    types: ['google_compute_router', 'google_compute_router_nat'],
    kind: 'network',
    service: 'network',
    spread: 'regional',
    asTarget: 'network',
    properties: { 'nat_ips|subnetwork': 'network' },
    // What lies in the subnet reaches the outside through it.
    links: [
      {
        from: 'subnetwork.name',
        to: 'self',
        class: 'network',
        why: 'traffic to the outside goes through it',
      },
    ],
  },
  {
    types: ['google_vpc_access_connector'],
    kind: 'network',
    service: 'network',
    spread: 'regional',
    asTarget: 'network',
  },
  {
    types: [
      'google_compute_vpn_tunnel',
      'google_compute_vpn_gateway',
      'google_compute_ha_vpn_gateway',
      'google_compute_external_vpn_gateway',
    ],
    kind: 'network',
    service: 'cloud-vpn',
    spread: 'regional',
    asTarget: 'network',
  },
  {
    types: ['google_compute_interconnect_attachment', 'google_compute_interconnect'],
    kind: 'network',
    service: 'cloud-interconnect',
    spread: 'regional',
    asTarget: 'network',
  },
  {
    types: ['google_dns_managed_zone'],
    kind: 'dns',
    service: 'cloud-dns',
    spread: 'global',
    asTarget: 'network',
    names: [{ form: 'name', property: ['dns_name', 'name'] }],
    properties: { 'private_visibility_config|forwarding_config|peering_config': 'config' },
  },
  {
    types: ['google_dns_record_set'],
    kind: 'dns',
    service: 'cloud-dns',
    spread: 'global',
    asTarget: 'call',
    names: [{ form: 'host', property: ['name'] }],
    properties: { managed_zone: 'network', 'rrdatas|routing_policy': 'call' },
  },
  {
    types: ['google_api_gateway_gateway', 'google_api_gateway_api', 'google_api_gateway_api_config'],
    kind: 'network',
    spread: 'regional',
    asTarget: 'call',
    entry: { why: 'API Gateway' },
    names: [{ form: 'host', property: ['default_hostname'] }],
    properties: { 'api|api_config|openapi_documents': 'call', gateway_config: 'permission' },
  },
  {
    types: ['google_endpoints_service', 'google_apigee_instance', 'google_apigee_environment'],
    kind: 'network',
    service: 'cloud-endpoints',
    spread: 'regional',
    asTarget: 'call',
    names: [{ form: 'host', property: ['service_name'] }],
  },
];
