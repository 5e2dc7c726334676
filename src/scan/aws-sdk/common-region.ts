/** The region that the second version of the SDK is told once for all its clients: `AWS.config.update({region})`. */

/** Whether it is written as an update, as a new configuration, or as an assignment. */
const SAID =
  /\bconfig\s{0,3}\.\s{0,3}(?:update\(\s{0,5}\{[^}]{0,300}?\bregion\s{0,3}:\s{0,3}|region\s{0,3}=\s{0,3})['"`]([a-z]{2}(?:-[a-z]{2,12}){1,2}-\d{1,2})['"`]/;

/**
 * By file, the region that holds in it: its own, or that of a file which it brings in. `reaches`: what each file brings
 * in.
 */
export const commonRegions = (
  texts: ReadonlyMap<string, string>,
  reaches: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, string> => {
  const own = new Map<string, string>();
  for (const [inside, text] of texts) {
    const region = SAID.exec(text)?.[1];
    if (region !== undefined) own.set(inside, region);
  }
  const regions = new Map(own);
  if (own.size === 0) return regions;
  for (const [inside, all] of reaches) {
    const from = all.find((one) => own.has(one));
    if (from !== undefined && !regions.has(inside)) regions.set(inside, own.get(from)!);
  }
  return regions;
};
