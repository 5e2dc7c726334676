/** The scan as a whole: files to modules, roots and units, and everything in them to facts. */
import type { Facts, Plain } from '../../model/fact.ts';
import { byText } from '../../model/order.ts';
import { type Value, unknown, valueOf } from '../hcl/value.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { Budget } from './estate.ts';
import { FactBook } from './facts.ts';
import type { ModuleFolder } from './folder.ts';
import { type Argument, type Estate, type Module, type StateKey } from './module.ts';
import { ModuleInstance } from './instance.ts';
import { Loader } from './load.ts';
import { rootsAmong } from './roots.ts';
import { isSameState, ownKey } from './states.ts';
import { openUnits, readUnits, stateKeyOf } from './terragrunt.ts';

/** Facts of all files claimed. */
export const scanTerraform = async (files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const loader = await Loader.of(context, files);
  const units = await readUnits(files, loader, context);
  const modules: ModuleFolder[] = [];
  for (const folder of loader.scannedFolders()) modules.push(await loader.scannedFolder(folder));
  for (const module of [...modules, ...units.map(({ source }) => source)]) await loader.follow(module);
  const states: { readonly module: Module; readonly key: StateKey }[] = [];
  const estate: Estate = {
    findings: loader.findings,
    budget: new Budget(),
    region: context.region,
    workspace: context.variables.get('terraform.workspace'),
    target: (folder, call) => loader.target(folder, call),
    stateOf: (key) => states.find((state) => isSameState(key, state.key))?.module,
  };
  const called = new Set(
    units.flatMap(({ source, opaque }) => (opaque === undefined ? [source.folder] : [])),
  );
  const roots = rootsAmong(modules, estate.target, called).map((source) => rootOf(source, estate, context));
  const opened = openUnits(units, loader, estate);
  for (const { unit, module } of opened) {
    const key = stateKeyOf(unit.config);
    if (key !== undefined) states.push({ module, key });
  }
  for (const module of roots) {
    const key = ownKey(module.source, module);
    if (key !== undefined) states.push({ module, key });
  }
  const book = new FactBook();
  for (const module of [...roots, ...opened.map(({ module: unit }) => unit)]) book.module(module);
  const findings = estate.findings
    .all()
    .toSorted((a, b) => byText<typeof a>(({ file }) => file)(a, b) || (a.line ?? 0) - (b.line ?? 0));
  return { ...book.facts(), findings };
};

/** A root: what it is given is what tfvars files and the command line say. */
const rootOf = (source: ModuleFolder, estate: Estate, context: ScanContext): Module =>
  new ModuleInstance({
    estate,
    source,
    scope: source.inside,
    prefix: '',
    times: 1,
    argument: (name): Argument | Value | undefined => {
      const said = context.variables.get(name);
      if (said !== undefined) return valueOf(saidOf(said));
      const assigned = source.assigned.get(name);
      return assigned === undefined
        ? undefined
        : { expression: assigned.attribute.value, scope: { resolve: () => unknown() } };
    },
  });

/** `--var zones='["a","b"]'`: a text that is JSON is what it says. */
const saidOf = (text: string): Plain => {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Plain;
  } catch {
    return text;
  }
};
