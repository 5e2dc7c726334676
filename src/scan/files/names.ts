/** What the names of files and folders tell: which may hold something, and which are never looked into. */

/** Endings of what scanners read. Whatever has another name is never opened to find out what it is. */
const ENDINGS =
  /\.(?:tf|tofu|hcl|tfvars|tfstate|tfplan|ya?ml|json|jsonc|jsonl|ndjson|(?:jsonl?|ndjson)\.gz|template|toml|bicep(?:param)?)$|^serverless\.(?:c|m)?[jt]s$|^dockerfile|\.dockerfile$/;

/** Code, which builds infrastructure or stands on it; declarations of types and what a bundler made say nothing. */
const CODE = /(?<!\.d|\.min|\.bundle)\.[cm]?[jt]sx?$/;

/** Whether a file of that name may describe infrastructure, or use it. */
export const isPlausible = (name: string): boolean => {
  const lower = name.toLowerCase();
  return ENDINGS.test(lower) || CODE.test(lower);
};

/** Whether a file of that name may be large: JSON is read a hundred times faster than anything else. */
export const isJsonName = (name: string): boolean =>
  /\.(?:json|tfstate|template|jsonl|ndjson|(?:jsonl?|ndjson)\.gz)$/i.test(name);

/** Whether a file of that name is compressed: what is in it is read. */
export const isCompressed = (name: string): boolean => /\.gz$/i.test(name);

/**
 * Folders that hold what tools have put there: a version control's own files, packages, copies of modules and of
 * templates. What they were made from is read instead.
 */
const NEVER: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '.terraform',
  '.terragrunt-cache',
  '.serverless',
  '.aws-sam',
]);

/** Whether a folder of that name is never entered. */
export const isNeverEntered = (folder: string): boolean => NEVER.has(folder);

/** The folder of synthesized CDK stacks: input, although it is ignored nearly everywhere. */
export const CDK_OUT = 'cdk.out';

/**
 * Whether a path is or leads through what is never entered; what CDK bundles (`cdk.out/asset.…/`) is code. `isOutput`:
 * the folder that the path is relative to lies in a `cdk.out`.
 */
export const isNeverRead = (relative: string, isOutput: boolean): boolean => {
  const segments = relative.split('/');
  if (segments.some(isNeverEntered)) return true;
  const start = isOutput ? 0 : segments.indexOf(CDK_OUT) + 1;
  return (isOutput || start > 0) && segments.slice(start).some((segment) => segment.startsWith('asset.'));
};
