// Leaves the HCL grammar in dist/: its package is needed to build the program, not to run it.
import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const GRAMMAR = import.meta.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm');
const ROOM = new URL('../dist/scan/hcl/', import.meta.url);

mkdirSync(ROOM, { recursive: true });
copyFileSync(fileURLToPath(GRAMMAR), new URL('tree-sitter-hcl.wasm', ROOM));
