/** Terraform's own helpers, of no provider: names, passwords, waits, files. They run nothing. */
import type { TypeRow } from '../catalog.ts';
import { OTHER_TYPES } from './terraform-other.ts';

const HELPERS: readonly string[] = [
  'random_id random_integer random_password random_bytes random_pet random_shuffle random_string random_uuid',
  'null_resource null_data_source terraform_data terraform_remote_state external',
  'time_sleep time_static time_rotating time_offset',
  'tls_private_key tls_self_signed_cert tls_cert_request tls_locally_signed_cert tls_certificate tls_public_key',
  'local_file local_sensitive_file template_file template_dir template_cloudinit_config cloudinit_config',
  'archive_file http dns_a_record_set dns_cname_record_set dns_aaaa_record_set dns_txt_record_set',
];

const HELPER_TYPES: readonly TypeRow[] = HELPERS.flatMap((types) => types.split(' ')).map((type) => ({
  types: [type],
  kind: 'resource',
  role: 'setting',
  asTarget: 'config',
}));

/** The helpers, and the types of providers other than the three clouds. */
export const UTILITY_TYPES: readonly TypeRow[] = [...HELPER_TYPES, ...OTHER_TYPES];
