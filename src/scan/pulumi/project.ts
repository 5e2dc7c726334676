/** A project: the folder with a Pulumi.yaml, the language of its program, and the settings of its stacks. */
import type { Finding, Plain } from '../../model/fact.ts';
import { byText } from '../../model/order.ts';
import { joined, normal } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, entriesOf, parseTrees, textOf } from '../tree.ts';
import { isProject, isStackSettings } from './recognise.ts';

export interface Project {
  /** The folder as the context calls it. */
  readonly folder: string;
  /** The same inside of what is scanned: the scope of all that the program makes. */
  readonly inside: string;
  /** What stack references call it. */
  readonly name?: string;
  /** `nodejs`, `yaml`, `python`. */
  readonly runtime?: string;
  /** Where the program lies, below the folder. */
  readonly main?: string;
  /** The Pulumi.yaml, and what it says. */
  readonly file?: SourceFile;
  readonly value?: Plain;
  /** The stacks that have settings here, in the order of their names. */
  readonly stacks: readonly Stack[];
  readonly findings: readonly Finding[];
}

interface Stack {
  readonly name: string;
  /** By full key: `aws:region`, `shop:size`. What is encrypted is not among them. */
  readonly settings: ReadonlyMap<string, Plain>;
}

/** The project whose folder is nearest above a folder, none if there is none. `files`: those already at hand. */
export const projectOf = async (
  folder: string,
  inside: string,
  context: ScanContext,
): Promise<Project | undefined> => {
  const steps = inside === '' ? 0 : inside.split('/').length;
  for (let up = 0; up <= steps; up++) {
    const relative = '../'.repeat(up) || '.';
    const beside = await context.folder(folder, relative);
    const file = beside.find(isProject);
    if (file === undefined) continue;
    return readProject(file, beside.filter(isStackSettings));
  }
  return undefined;
};

/** A project from its Pulumi.yaml and the files of stacks beside it. */
const readProject = async (file: SourceFile, settings: readonly SourceFile[]): Promise<Project> => {
  const { trees, problems } = parseTrees(await file.text());
  const value = trees[0]?.value ?? null;
  const runtime = textOf(at(value, 'runtime')) ?? textOf(at(value, 'runtime', 'name'));
  const main = textOf(at(value, 'main'));
  const name = textOf(at(value, 'name'));
  const slash = file.inside.lastIndexOf('/');
  return {
    folder: file.folder,
    inside: slash < 0 ? '' : file.inside.slice(0, slash),
    ...(name === undefined ? {} : { name }),
    ...(runtime === undefined ? {} : { runtime }),
    ...(main === undefined ? {} : { main }),
    file,
    value,
    stacks: await stacksOf(settings, settingsOf(at(value, 'config'), name), name),
    findings: problems.map(({ line, message }) => ({
      kind: 'unreadable',
      message: `the project cannot be read: ${message}`,
      file: file.path,
      line,
    })),
  };
};

/** A project for files that no Pulumi.yaml stands above. */
export const withoutProject = (folder: string, inside: string): Project => ({
  folder,
  inside,
  stacks: [],
  findings: [],
});

/** Each stack with what the project says for all of them; without any, the project's own settings as one. */
const stacksOf = async (
  files: readonly SourceFile[],
  shared: ReadonlyMap<string, Plain>,
  project: string | undefined,
): Promise<readonly Stack[]> => {
  const stacks: Stack[] = [];
  for (const file of files.toSorted(byText(({ name }) => name))) {
    const name = /^Pulumi\.(.+)\.ya?ml$/.exec(file.name)?.[1] ?? '';
    const config = at(parseTrees(await file.text()).trees[0]?.value, 'config');
    stacks.push({ name, settings: new Map([...shared, ...settingsOf(config, project)]) });
  }
  return stacks.length > 0 || shared.size === 0 ? stacks : [{ name: '', settings: shared }];
};

/** Settings by full key; in a project's own list a value may stand under `default` or `value`. */
const settingsOf = (config: Plain | undefined, project: string | undefined): ReadonlyMap<string, Plain> =>
  new Map(
    entriesOf(config).flatMap(([key, value]): readonly (readonly [string, Plain])[] => {
      const full = key.includes(':') || project === undefined ? key : `${project}:${key}`;
      if (at(value, 'secure') !== undefined) return [];
      const said = at(value, 'value') ?? at(value, 'default');
      if (said !== undefined) return [[full, said]];
      return at(value, 'type') !== undefined ? [] : [[full, value]];
    }),
  );

/** The different values that stacks give to a key, in the order of the stacks. */
export const settingIn = (project: Project, key: string): readonly Plain[] => {
  // A setting may be a list itself.
  const values = project.stacks.flatMap(({ settings }) => {
    const value = settings.get(key);
    return value === undefined ? [] : [value];
  });
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
};

/** The one value that stacks give to a key; none if they differ. */
export const settingOf = (project: Project, key: string): string | undefined => {
  const values = settingIn(project, key);
  return values.length === 1 ? textOf(values[0]) : undefined;
};

/** A path of the program's own, as ids of files have it: programs run in the folder of their project. */
export const codePath = ({ inside }: Pick<Project, 'inside'>, path: string): string => {
  // What is made of the file's own place is a whole path already.
  const isWhole = inside !== '' && (path === inside || path.startsWith(`${inside}/`));
  const whole = isWhole ? normal(path) : joined(inside === '' ? '.' : inside, path);
  return whole === '.' ? '' : whole;
};
