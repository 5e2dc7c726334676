/** The file of a source that names a line: `deploy/cdn.tf` of `deploy/cdn.tf:12`. */
export const sourceFile = (source: string | undefined): string | undefined =>
  source === undefined
    ? undefined
    : /^([^:\s][^:]*\.[A-Za-z0-9]+|[^:\s]*file):[1-9]\d{0,8}$/.exec(source)?.[1];
