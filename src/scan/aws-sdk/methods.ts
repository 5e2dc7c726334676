/** What methods of clients are called, as operations: `putObject`, `paginateListTables`, `waitUntilTableExists`. */

/** `waitUntilTableExists` asks for the table again and again; `*` where it is not plain what is asked. */
export const waited = (name: string): string | undefined => {
  if (!/^waitUntil[A-Z]/.test(name)) return undefined;
  return WAITED.find(([noun]) => name.startsWith(noun, 'waitUntil'.length))?.[1] ?? '*';
};

const WAITED: readonly (readonly [noun: string, operation: string])[] = [
  ['Table', 'DescribeTable'],
  ['Bucket', 'HeadBucket'],
  ['Object', 'HeadObject'],
  ['Function', 'GetFunction'],
  ['PublishedVersion', 'GetFunctionConfiguration'],
  ['Role', 'GetRole'],
  ['User', 'GetUser'],
  ['Policy', 'GetPolicy'],
  ['Stack', 'DescribeStacks'],
  ['ChangeSet', 'DescribeChangeSet'],
  ['Stream', 'DescribeStream'],
  ['Instance', 'DescribeInstances'],
  ['LoadBalancer', 'DescribeLoadBalancers'],
  ['DBInstance', 'DescribeDBInstances'],
  ['DBCluster', 'DescribeDBClusters'],
  ['Cluster', 'DescribeCluster'],
  ['Services', 'DescribeServices'],
  ['Tasks', 'DescribeTasks'],
];

/** Methods of clients that are no operations. */
const NO_OPERATION =
  /^(?:send|destroy|on|once|off|promise|then|catch|finally|config|setupRequestListeners|customizeRequests|defineService|use|toString|emit|addListener|removeListener|add|bind|call|apply|createSet|middlewareStack|from)$/;

/** `putObject` is PutObject; the document client's `put` is Put; `upload` is an Upload. */
export const methodOperation = (name: string): string | undefined => {
  if (NO_OPERATION.test(name) || !/^[a-z]\w*$/.test(name)) return undefined;
  if (name === 'waitFor') return '*';
  const paginated = /^paginate([A-Z]\w*)$/.exec(name)?.[1];
  const waits = waited(name);
  return (
    paginated ??
    waits ??
    (name === 'createPresignedPost' ? 'PutObject' : name[0]!.toUpperCase() + name.slice(1))
  );
};
