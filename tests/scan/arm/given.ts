/** Templates of Azure written shortly, in either language, and what becomes of them. */
import type { Facts, Finding, ResourceFact } from '../../../src/model/fact.ts';
import { arm } from '../../../src/scan/arm.ts';
import { bicep } from '../../../src/scan/bicep.ts';
import { contextOf, sourceFiles } from '../../support/source-files.ts';

/** Facts of all files that the scanners claim, of those given by path. */
export const azure = async (
  texts: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): Promise<Facts> => {
  const files = sourceFiles(texts);
  const context = contextOf(files, { variables: new Map(Object.entries(variables)) });
  const all = await Promise.all(
    [arm, bicep].map((scanner) =>
      scanner.scan(
        files.filter((file) => scanner.claims(file)),
        context,
      ),
    ),
  );
  return {
    resources: all.flatMap(({ resources }) => resources),
    references: all.flatMap(({ references }) => references),
    findings: all.flatMap(({ findings }) => findings),
  };
};

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A JSON template with these resources; `more`: its other members. */
export const template = (resources: unknown, more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ $schema: SCHEMA, ...more, resources }, undefined, 1);

/** The facts of one JSON template in the folder `shop`. */
export const json = (resources: unknown, more: Readonly<Record<string, unknown>> = {}): Promise<Facts> =>
  azure({ 'shop/azuredeploy.json': template(resources, more) });

const idOf = ({ scope, local }: ResourceFact['address']): string =>
  `${scope}/${local}`.replace(/^shop\//, '');

/** References as `from -> to property`, with the class if the source says it. */
export const arrows = ({ references }: Facts): readonly string[] =>
  references.map(
    ({ from, to, property, class: of }) =>
      `${idOf(from)} -> ${to.by === 'address' ? idOf(to.address) : to.text} ${property}${of === undefined ? '' : ` (${of})`}`,
  );

export const thing = ({ resources }: Facts, id: string): ResourceFact => {
  const found = resources.find(({ address }) => idOf(address) === id);
  if (found === undefined)
    throw new Error(`no ${id} among ${resources.map((one) => idOf(one.address)).join(', ')}`);
  return found;
};

export const ids = ({ resources }: Facts): readonly string[] => resources.map(({ address }) => idOf(address));

export const told = ({ findings }: Facts, kind: Finding['kind']): readonly string[] =>
  findings
    .filter((finding) => finding.kind === kind)
    .map(({ file, message, line }) => `${file}:${line}: ${message}`);
