/** The scan of Bicep files: the same trees of deployments, and the same facts, as of JSON templates. */
import type { Facts } from '../../model/fact.ts';
import { Deployment } from '../arm/deployment.ts';
import { readTemplate } from '../arm/read.ts';
import type { Template } from '../arm/syntax.ts';
import { type Given, scanned } from '../arm/trees.ts';
import { joined } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { readBicep } from './read.ts';

/** All facts of the files. Files of parameters give values to those beside them. */
export const scanBicep = (files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const templates = files.filter(({ name }) => name.endsWith('.bicep'));
  const parameters = files.filter(({ name }) => name.endsWith('.bicepparam'));
  return scanned(templates, context, parsed, (file) => givenTo(file, parameters));
};

/** A module may be a JSON template. */
const parsed = async (file: SourceFile): Promise<Template> => {
  const text = await file.text();
  return file.name.endsWith('.bicep') ? readBicep(text) : readTemplate(text);
};

/** The values of the one file of parameters that is for a template, or of the one that is called like it. */
const givenTo = async (file: SourceFile, parameters: readonly SourceFile[]): Promise<Given> => {
  const found: SourceFile[] = [];
  for (const one of parameters) {
    const using = /^\s*using\s+'([^']+)'/m.exec(one.head)?.[1];
    if (using !== undefined && joined(one.folder, using) === joined(file.path, '')) found.push(one);
  }
  const own = found.find(({ name }) => name === `${file.name}param`);
  const chosen = own ?? (found.length === 1 ? found[0] : undefined);
  return chosen === undefined ? new Map() : valuesIn(chosen, readBicep(await chosen.text()));
};

const valuesIn = (file: SourceFile, template: Template): Given => {
  const tree = { all: [], steps: 100_000, taken: new Set<string>(), byType: new Map() };
  const deployment = new Deployment({ file, template, scope: '', tree, given: () => undefined });
  return new Map(
    [...template.parameters.keys()].flatMap((name) => {
      const value = deployment.parameter(name);
      return value === undefined || value.is === 'unknown' ? [] : [[name, value] as const];
    }),
  );
};
