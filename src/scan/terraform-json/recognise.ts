/** Which files are Terraform's JSON: told by their first bytes, since such files are called anything. */
import type { SourceFile } from '../scanner.ts';

/** Keys that only a plan, or the state as `terraform show -json` prints it, has at or near its top. */
const SHOWN =
  /"(?:terraform_version|planned_values|resource_changes|resource_drift|prior_state|provider_config|root_module)"\s*:/;

/** Other output of the same tools that begins alike: schemas, function signatures, diagnostics. */
const OTHERS = /"(?:provider_schemas|function_signatures|diagnostics)"\s*:/;

/** A number as version among the plain members that a raw state begins with. */
const STATE_VERSION = /^\s*\{[^{}[\]]*"version"\s*:\s*\d+\s*[,}]/;

/** What OpenTofu writes in place of a state that it encrypts. */
const ENCRYPTED = /^\s*\{[\s\S]*"encrypted_data"\s*:/;

/** The log that `terraform plan -json` prints: not a plan, but often taken for one. */
export const isLog = (text: string): boolean =>
  /^\s*\{"@level"/.test(text) && /"terraform"\s*:/.test(text.slice(0, 2_000));

export const isEncrypted = (text: string): boolean =>
  ENCRYPTED.test(text.slice(0, 65_536)) && text.includes('"encryption_version"');

const isShown = (head: string): boolean => {
  // A wrapper in CI may have put lines in front.
  const start = head.search(/^[ \t]*\{/m);
  if (start < 0 || start > 4_096) return false;
  const json = head.slice(start);
  const opening = json.slice(0, 4_096);
  if (/^\s*\{\s*"format_version"\s*:/.test(json)) return SHOWN.test(json) && !OTHERS.test(opening);
  // Written anew by another tool, the keys may stand in any order.
  return (
    /"(?:provider_config|planned_values|resource_changes)"\s*:/.test(json) && /"root_module"\s*:/.test(json)
  );
};

const isState = (head: string): boolean =>
  STATE_VERSION.test(head) &&
  (head.includes('"terraform_version"') ||
    (head.includes('"serial"') && head.includes('"lineage"')) ||
    (head.includes('"resources"') && head.includes('"instances"')));

/** Whether a file is a plan, a state, or something that its name or form says would be one. */
export const isTerraformJson = ({ name, head }: SourceFile): boolean => {
  if (/\.tfstate(?:\.backup)?$/.test(name)) return true;
  if (/\.(?:tf|tofu|tfvars)\.json$/.test(name) || !head.includes('{')) return false;
  return isShown(head) || isState(head) || isLog(head) || (isEncrypted(head) && head.includes('"lineage"'));
};
