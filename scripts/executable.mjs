// Makes the built command executable: the compiler does not, and npx runs a package's own command as it lies there.
import { chmodSync } from 'node:fs';

chmodSync(new URL('../dist/cli/main.js', import.meta.url), 0o755);
