/** Proves that the examples run against the build, by the package's own name, and that their types are right. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../cli/folders.ts';
import { MAIN, ROOT, runProgram } from '../cli/run.ts';

const PACKAGE = path.dirname(path.dirname(path.dirname(MAIN)));

/** The examples as somebody has them who installed the package. */
const installed = (): string => {
  const folder = folderWith({ '.git/': '' });
  cpSync(path.join(ROOT, 'examples'), path.join(folder, 'examples'), { recursive: true });
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(PACKAGE, path.join(folder, 'node_modules/faultline'));
  return folder;
};

describe('examples', () => {
  it('of the library prints what stands and what falls', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['examples/chokepoints.mjs', 'examples/plugins/demo'],
      {
        cwd: installed(),
        encoding: 'utf8',
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('2 resources');
    expect(stdout).toMatch(/^external\/api\.stripe\.com: \d stand on it, [1-9]\d* fall with it$/m);
  });

  it('of plug-ins run in the built program, once they are named', () => {
    const cwd = path.join(installed(), 'examples/plugins');
    expect(runProgram(['check'], { cwd })).toMatchObject({ code: 2, stdout: '' });
    const { code, stdout } = runProgram(
      ['check', '--config', 'faultline.config.yaml', '--format', 'asciidoc'],
      { cwd },
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^= \*\*Check failed\*\*/);
    expect(stdout).toContain('acme/vendor-fallback');
  });

  it('have the types that they say', () => {
    const files = ['chokepoints.mjs', 'plugins/acme.mjs'].map((file) => path.join(ROOT, 'examples', file));
    const program = ts.createProgram(files, {
      allowJs: true,
      checkJs: true,
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: ['node'],
      paths: { faultline: [path.join(path.dirname(path.dirname(MAIN)), 'index.d.ts')] },
    });
    const mistakes = ts
      .getPreEmitDiagnostics(program)
      .map(
        ({ file, messageText }) =>
          `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
      );
    expect(mistakes).toEqual([]);
  });
});
