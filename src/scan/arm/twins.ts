/** A JSON template beside the Bicep file that it was made from, or that was made of it, says everything twice. */
import type { ScanContext, SourceFile } from '../scanner.ts';

/** The Bicep file in the same folder that says the same; none if there is none. */
export const bicepTwin = async (file: SourceFile, context: ScanContext): Promise<SourceFile | undefined> => {
  const stem = file.name.replace(/\.jsonc?$/i, '');
  const beside = (await context.folder(file.folder, '.')).filter(({ name }) => name.endsWith('.bicep'));
  const called = (name: string): SourceFile | undefined => beside.find((one) => one.name === `${name}.bicep`);
  const own =
    called(stem) ?? (/^(?:azuredeploy|main|mainTemplate)$/i.test(stem) ? called('main') : undefined);
  return own !== undefined && isTwin(typesInJson(await file.text()), typesInBicep(await own.text()))
    ? own
    : undefined;
};

const typesInJson = (text: string): readonly string[] =>
  [...text.matchAll(/"type"\s*:\s*"([A-Za-z]+\.[\w.]+\/[\w/]+)"/g)].map((match) => match[1]!.toLowerCase());

const typesInBicep = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/'([A-Za-z]+\.[\w.]+\/[\w/]+)@/g)].map((match) => match[1]!.toLowerCase()));

/** Most of the types of the one are those of the other. What is in modules of Bicep stands elsewhere. */
const isTwin = (json: readonly string[], bicep: ReadonlySet<string>): boolean => {
  const shared = new Set(json.filter((type) => bicep.has(type)));
  return shared.size > 0 && shared.size * 2 >= bicep.size;
};
