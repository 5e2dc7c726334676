/** Docker Compose: services, and what their descriptions, settings and mounted configuration say that they need. */
import { isCompose } from './compose/recognise.ts';
import type { Scanner } from './scanner.ts';

export const compose: Scanner = {
  name: 'compose',
  title: 'Docker Compose files',
  claims: isCompose,
  scan: async (files, context) => {
    const { scanCompose } = await import('./compose/scan.ts');
    return await scanCompose(files, context);
  },
};
