/** Debian's Chromium as tests, pictures and benchmarks start it: no graphics card, and no requests of its own. */

/** How it is started with playwright-core; `CHROMIUM` names another one than Debian's. */
export const LAUNCH = {
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
};
