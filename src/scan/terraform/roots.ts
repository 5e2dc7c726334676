/** Which folders are roots: those that nobody calls; and of folders that only call each other, the first. */
import type { ModuleFolder } from './folder.ts';
import type { CallTarget } from './module.ts';

/** `called`: folders that are known to be called from elsewhere: units of Terragrunt. */
export const rootsAmong = (
  modules: readonly ModuleFolder[],
  target: (module: ModuleFolder, call: string) => CallTarget,
  called: ReadonlySet<string>,
): readonly ModuleFolder[] => {
  const targetsOf = (module: ModuleFolder): readonly ModuleFolder[] =>
    [...module.calls.keys()].flatMap((call) => {
      const to = target(module, call);
      return to.to === 'folder' && to.folder.folder !== module.folder ? [to.folder] : [];
    });
  const byOthers = new Set([...called, ...modules.flatMap(targetsOf).map(({ folder }) => folder)]);
  const reached = new Set<string>(called);
  const reach = (module: ModuleFolder): void => {
    const waiting = [module];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (reached.has(next.folder)) continue;
      reached.add(next.folder);
      waiting.push(...targetsOf(next));
    }
  };
  const roots = modules.filter(({ folder }) => !byOthers.has(folder));
  roots.forEach(reach);
  for (const module of modules) {
    if (reached.has(module.folder)) continue;
    roots.push(module);
    reach(module);
  }
  return roots;
};
