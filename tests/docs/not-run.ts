/**
 * The fenced blocks that no test can try, each with the reason. Everything else is run, read, parsed or compared; an
 * entry that no block has any more makes a test fail.
 */
import type { Block } from './pages.ts';

interface Exempt {
  readonly page: string;
  /** The first line of the block. */
  readonly begins: string;
  readonly why: string;
}

export const EXEMPT: readonly Exempt[] = [
  { page: 'README.md', begins: 'npm ci && npm test', why: 'it is what runs this test; the gate runs it' },
  {
    page: 'CONTRIBUTING.md',
    begins: 'npm run new scanner docker-swarm',
    why: 'writes into the sources: tests/scripts/new.test.ts runs it in a copy',
  },
  {
    page: 'CONTRIBUTING.md',
    begins: 'npx vitest run tests/golden/scan.test.ts -u',
    why: 'writes the golden files anew',
  },
  {
    page: 'CONTRIBUTING.md',
    begins: 'npm run build && node bench/scan-accuracy.mjs --truth DIR --checkouts DIR --show 20',
    why: 'needs checkouts of public repositories',
  },
  {
    page: 'bench/README.md',
    begins:
      'npm run bench                                   # builds, then runs everything, in some eight minutes',
    why: 'takes minutes, and has peers that are not installed',
  },
  {
    page: 'docs/import.md',
    begins:
      'faultline import postgres://reader@localhost:9193/steampipe --layout steampipe -o inventory.json',
    why: 'needs a database: tests/cli/import-postgres.test.ts starts one and asks it the same',
  },
  {
    page: 'docs/library.md',
    begins: 'faultline check --config examples/plugins/faultline.config.yaml --format asciidoc',
    why: 'needs the examples of the repository: tests/library/plugins.test.ts runs them',
  },
  {
    page: 'docs/availability.md',
    begins: 'faultline availability shop --open-psa shop.xml',
    why: 'needs SCRAM; that the file is written is tested in tests/analyze/availability',
  },
  {
    page: 'docs/ci.md',
    begins:
      'npx --yes faultline check --scan infra --fail-on error --format text --format sarif=faultline.sarif --format junit=junit.xml',
    why: 'fetches the package; the same command lines are run in tests/ci',
  },
  {
    page: 'docs/install.md',
    begins: 'npx faultline impact aws/us-east-1/s3 --graph faultline.yaml',
    why: 'fetches the package: tests/release installs a packed one',
  },
  {
    page: 'docs/install.md',
    begins: 'npm install --save-dev faultline',
    why: 'fetches the package: tests/release installs a packed one',
  },
  {
    page: 'docs/install.md',
    begins: 'docker build -t faultline -f Containerfile .',
    why: 'needs a container engine and its registry',
  },
  {
    page: 'docs/install.md',
    begins: 'faultline completion bash > ~/.local/share/bash-completion/completions/faultline',
    why: 'writes into the home folder: tests/cli/completion.test.ts runs them elsewhere',
  },
  {
    page: 'docs/mcp.md',
    begins: 'npm install faultline @modelcontextprotocol/server',
    why: 'fetches the package: tests/release installs a packed one',
  },
  {
    page: 'docs/rules/undeclared-dependency.md',
    begins: '$ faultline check --scan k8s --scan traces/monday.json',
    why: 'a call that only traces know, shown by its command alone: tests/analyze/check finds one',
  },
  {
    page: 'docs/scale/README.md',
    begins: 'FROM node:22-slim AS build',
    why: 'needs a container engine and its registry',
  },
  {
    page: 'docs/viewer.md',
    begins: '$ faultline view',
    why: 'serves until it is ended: tests/cli/view-server.test.ts',
  },
];

/** Why a block is not tried; nothing if it is. */
export const reasonNotToRun = (page: string, { content }: Pick<Block, 'content'>): string | undefined => {
  // What all of these have in common is told once: their examples run in a repository made for them.
  if (page.startsWith('docs/commands/')) return 'tests/docs/command-pages.test.ts runs it';
  const first = content.split('\n')[0];
  return EXEMPT.find((one) => one.page === page && one.begins === first)?.why;
};
