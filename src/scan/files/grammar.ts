/** The bytes of the HCL grammar: beside the built program, or in the package that it is built from. */
import { readFile } from 'node:fs/promises';

/** A tree-sitter language as wasm. The build copies it (`scripts/copy-grammar.mjs`); sources and tests run without. */
export const grammarBytes = async (): Promise<Uint8Array> => {
  try {
    return await readFile(new URL('../hcl/tree-sitter-hcl.wasm', import.meta.url));
  } catch {
    return readFile(
      new URL(import.meta.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm')),
    );
  }
};
