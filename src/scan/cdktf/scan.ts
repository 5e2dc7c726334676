/**
 * All CDKTF programs of a scan. Files are sorted to the apps that they lie in; each app is run as far as its text tells,
 * and what its stacks make is told, unless the configuration that was made of a stack lies beside it.
 */
import type { Facts, Finding } from '../../model/fact.ts';
import { byCodePoint, byText } from '../../model/order.ts';
import { folderOf } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { bookOf } from './book.ts';
import { dialectOf } from './dialect.ts';
import { factsOf } from './facts.ts';

/** An app: the folder with its cdktf.json, and the files that lie in it. */
interface App {
  readonly folder: string;
  readonly inside: string;
  readonly files: SourceFile[];
}

export const scanCdktf = async (files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const apps = await appsOf(files, context);
  const parts: Facts[] = [];
  for (const [i, app] of apps.entries()) {
    context.progress(i, apps.length);
    parts.push(await scanApp(app, context));
  }
  return {
    resources: parts.flatMap(({ resources }) => resources),
    references: parts.flatMap(({ references }) => references),
    findings: parts.flatMap(({ findings }) => findings),
  };
};

const appsOf = async (files: readonly SourceFile[], context: ScanContext): Promise<readonly App[]> => {
  const apps = new Map<string, App>();
  const known = new Map<string, { readonly folder: string; readonly inside: string }>();
  for (const file of files.toSorted(byText(({ inside }) => inside))) {
    if (isTest(file)) continue;
    const own = folderOf(file.inside);
    if (!known.has(own)) known.set(own, await homeOf(file.folder, own, context));
    const home = known.get(own)!;
    const app = apps.get(home.inside) ?? { ...home, files: [] };
    app.files.push(file);
    apps.set(home.inside, app);
  }
  return [...apps].toSorted(([a], [b]) => byCodePoint(a, b)).map(([, app]) => app);
};

/** Tests make what they like. */
const isTest = ({ name, inside }: SourceFile): boolean =>
  /[._-](?:test|spec)\.[cm]?[jt]s$/.test(name) || /(?:^|\/)__tests__\//.test(inside);

/** The nearest folder with a cdktf.json, else with a package.json, else the file's own. */
const homeOf = async (
  folder: string,
  inside: string,
  context: ScanContext,
): Promise<{ readonly folder: string; readonly inside: string }> => {
  const steps = inside === '' ? [] : inside.split('/');
  for (const name of ['cdktf.json', 'package.json']) {
    for (let up = 0; up <= steps.length; up++) {
      const found = await context.file(folder, `${'../'.repeat(up)}${name}`);
      if (found !== undefined) return { folder: found.folder, inside: folderOf(found.inside) };
    }
  }
  return { folder, inside };
};

const scanApp = async (app: App, context: ScanContext): Promise<Facts> => {
  const { readProgram } = await import('../typescript/program.ts');
  const { interpret } = await import('../typescript/interpret.ts');
  const program = await readProgram(app.files, withoutGenerated(context));
  const trace = interpret(program, { ...dialectOf(context.variables), explore: 'constructs' });
  const book = bookOf(trace, app.inside);
  const facts = factsOf(book, trace, app.inside);
  return withoutSynthesised({ ...facts, findings: [...trace.findings, ...facts.findings] }, app, context);
};

/** Bindings that are generated beside the program are taken for the packages that they stand for: they only pass on. */
const withoutGenerated = (context: ScanContext): ScanContext => ({
  ...context,
  file: async (folder, relative) => {
    const file = await context.file(folder, relative);
    return file !== undefined && /(?:^|\/)\.gen\//.test(file.inside) ? undefined : file;
  },
});

/** A stack whose configuration was made already is described by that, which knows more. */
const withoutSynthesised = async (facts: Facts, app: App, context: ScanContext): Promise<Facts> => {
  const made = new Map<string, SourceFile>();
  const scopes = new Set(facts.resources.map(({ address }) => address.scope));
  for (const scope of scopes) {
    const stack = scope.slice(app.inside === '' ? 0 : app.inside.length + 1);
    const file =
      stack === '' ? undefined : await context.file(app.folder, `cdktf.out/stacks/${stack}/cdk.tf.json`);
    if (file !== undefined) made.set(scope, file);
  }
  if (made.size === 0) return facts;
  const twice = [...made].map(([scope, file]): Finding => ({
    kind: 'described-twice',
    message: `${file.path} is what the program makes of the stack ${scope}: that is read, the program's own words on it are left out`,
    file: facts.resources.find(({ address }) => address.scope === scope)!.where.file,
  }));
  return {
    resources: facts.resources.filter(({ address }) => !made.has(address.scope)),
    references: facts.references.filter(({ from }) => !made.has(from.scope)),
    findings: [...facts.findings, ...twice],
  };
};
