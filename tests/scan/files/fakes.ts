/** A scanner small enough to see through: every member of a YAML or JSON map is a resource, `ref` refers to another. */
import { execFileSync } from 'node:child_process';
import type { Facts, Finding, ReferenceFact, ResourceFact } from '../../../src/model/fact.ts';
import type { ScanContext, Scanner, SourceFile } from '../../../src/scan/scanner.ts';
import { at, entriesOf, parseTrees, textOf } from '../../../src/scan/tree.ts';

const factsOf = async (file: SourceFile, context: ScanContext): Promise<Facts> => {
  const scope = file.inside.split('/').slice(0, -1).join('/');
  const { trees, problems } = parseTrees(await file.text());
  const resources: ResourceFact[] = [];
  const references: ReferenceFact[] = [];
  const findings: Finding[] = problems.map((problem) => ({
    kind: 'unreadable',
    file: file.path,
    ...problem,
  }));
  for (const tree of trees) {
    for (const [local, value] of entriesOf(tree.value)) {
      const where = { file: file.path, line: tree.line([local]) };
      const address = { scope, local };
      const type = textOf(at(value, 'type')) ?? 'compose/service';
      resources.push({ address, type, where });
      const to = textOf(at(value, 'ref'));
      if (to !== undefined)
        references.push({
          from: address,
          to: { by: 'address', address: { scope, local: to } },
          property: 'ref',
          where,
          confidence: 'documented',
        });
      const module = textOf(at(value, 'module'));
      if (module !== undefined && (await context.file(file.folder, module)) === undefined)
        findings.push({
          kind: 'unresolved',
          message: `${local}: no module ${module}`,
          file: file.path,
          line: 1,
        });
    }
  }
  return { resources, references, findings };
};

/** Claims files by the ending of their names, whatever is in them. */
export const fakeScanner = (name: string, ending: RegExp): Scanner => ({
  name,
  title: `Things of ${name}`,
  claims: (file) => ending.test(file.name),
  scan: async (files, context) => {
    const all: Facts[] = [];
    for (const [i, file] of files.entries()) {
      context.progress(i, files.length);
      all.push(await factsOf(file, context));
    }
    return {
      resources: all.flatMap(({ resources }) => resources),
      references: all.flatMap(({ references }) => references),
      findings: all.flatMap(({ findings }) => findings),
    };
  },
});

export const FAKES = [fakeScanner('yamlish', /\.ya?ml$/), fakeScanner('jsonish', /\.json$/)];

/** Makes a pipe that nobody writes to. */
export const pipeAt = (file: string): void => {
  execFileSync('sh', ['-c', 'mkfifo "$0"', file]);
};
