/**
 * The outputs of a program: what its main module exports. The interpreter tells of what is made and called, so the
 * module is read with a call of each export behind its last line, which is then taken out of the trace again. A module
 * that exports a function is that function: Pulumi runs it, and so does its last line.
 */
import type { ExportFact, Target } from '../../model/fact.ts';
import type { SourceFile } from '../scanner.ts';
import { choicesOf, entriesOf, libraryOf, textOf } from '../typescript/read.ts';
import type { Trace } from '../typescript/trace.ts';
import type { Call, Value } from '../typescript/value.ts';
import { type Book, exportName } from './book.ts';
import { mentionsOf } from './said/mentions.ts';

/** The package of the calls that stand in no program. */
const MODULE = '@pulumi/pulumi/stack-outputs';
const CALLEE = '__stackOutput';
/** The same for all outputs at once, and what the module exports as a whole. */
const CALLEE_OF_ALL = '__stackOutputs';
const WHOLE = '__stackExports';

/** Exports that are told: more is generated. */
const MOST = 500;

/** The module with its exports told. */
export const tellingExports = (file: SourceFile): SourceFile => ({
  path: file.path,
  name: file.name,
  folder: file.folder,
  inside: file.inside,
  size: file.size,
  head: file.head,
  chunks: () => file.chunks(),
  text: async () => {
    const { text, whole } = withWhole(await file.text());
    const names = exportedNames(text).slice(0, MOST);
    const calls = names.map(([name, value]) => `${CALLEE}(${JSON.stringify(name)}, ${value});`);
    if (whole !== undefined)
      calls.push(`${CALLEE_OF_ALL}(typeof ${whole} === 'function' ? ${whole}() : ${whole});`);
    return calls.length === 0
      ? text
      : `${text}\nimport { ${CALLEE}, ${CALLEE_OF_ALL} } from "${MODULE}";\n${calls.join('\n')}\n`;
  },
});

/** `export = async () => {…}` with a name for what is exported; lines stay where they are. */
const withWhole = (text: string): { readonly text: string; readonly whole?: string } => {
  const named = text.replace(
    /^export(?:[ \t]*=|[ \t]+default(?=[ \t]+(?:async|function)\b|[ \t]*\())/m,
    `const ${WHOLE} =`,
  );
  if (named !== text) return { text: named, whole: WHOLE };
  return /^module\.exports[ \t]*=/m.test(text) ? { text, whole: 'module.exports' } : { text };
};

/** Names of outputs, and the expressions that they are worth. */
const exportedNames = (text: string): readonly (readonly [name: string, value: string])[] => {
  const found = new Map<string, string>();
  for (const [, name] of text.matchAll(/^export\s+(?:const|let|var)\s+([\w$]+)/gm)) found.set(name!, name!);
  for (const [, list] of text.matchAll(/^export\s+(?:const|let|var)\s+\{([^{}=]*)\}\s*=/gm)) {
    for (const part of list!.split(',')) {
      const name = /([\w$]+)\s*$/.exec(part)?.[1];
      if (name !== undefined) found.set(name, name);
    }
  }
  for (const [, list] of text.matchAll(/^export\s+\{([^{}]*)\}\s*;?\s*$/gm)) {
    for (const part of list!.split(',')) {
      const [, name, as = name] = /^\s*([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(part) ?? [];
      if (name !== undefined && as !== undefined) found.set(as, name);
    }
  }
  for (const [, name] of text.matchAll(/^exports\.([\w$]+)\s*=/gm)) found.set(name!, `exports.${name!}`);
  return [...found];
};

/** What tells of an output in a trace. */
export const outputCallee: Value = { kind: 'library', module: MODULE, path: [CALLEE] };

/** The outputs of a project's stack, by the name that stack references use. */
export const exportsOf = (trace: Trace, book: Book, project: string): readonly ExportFact[] =>
  trace.calls.flatMap((call) =>
    outputsIn(call).map(([name, value]): ExportFact => {
      const targets = mentionsOf(value, book.isThing).flatMap((mention) => book.targets(mention));
      const to = [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()].filter(
        isAddress,
      );
      const where = { file: call.site.file, line: lineOf(to, book) ?? 1 };
      return { name: exportName(project, name), to, where };
    }),
  );

/** The outputs that a call of ours tells. */
const outputsIn = ({ callee, args: [first, value] }: Call): readonly (readonly [string, Value])[] => {
  const library = libraryOf(callee);
  if (library?.module !== MODULE) return [];
  if (library.path[0] === CALLEE_OF_ALL)
    return choicesOf(first)
      .flatMap((arm) => entriesOf(arm))
      .slice(0, MOST);
  const name = textOf(first);
  return name === undefined || value === undefined ? [] : [[name, value]];
};

const isAddress = (target: Target): boolean => target.by === 'address';

/** The call stands below the file's end: the line of the thing itself is told. */
const lineOf = ([target]: readonly Target[], book: Book): number | undefined =>
  target?.by === 'address'
    ? book.resources.find(({ address }) => address === target.address)?.site.line
    : undefined;
