// Real documents to damage: the fixtures of the tests, the graphs, and the examples of the scanners' pages.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const MOST_BYTES = 60_000;

/** The files of a folder by their path in it, sorted; large ones are cut, which is damage enough. */
const folderOf = (folder) => {
  const files = {};
  const names = readdirSync(path.join(ROOT, folder), { recursive: true }).map(String).toSorted();
  for (const name of names) {
    const file = path.join(ROOT, folder, name);
    if (statSync(file).isFile())
      files[name.split(path.sep).join('/')] = readFileSync(file).subarray(0, MOST_BYTES);
  }
  return files;
};

const only = (folder, pattern) =>
  Object.fromEntries(Object.entries(folderOf(folder)).filter(([name]) => pattern.test(name)));

/** Each file of a folder as a folder of its own. */
const apart = (folder, pattern) =>
  Object.entries(only(folder, pattern)).map(([name, bytes]) => ({ [path.posix.basename(name)]: bytes }));

const cdkPrograms = () =>
  readdirSync(path.join(ROOT, 'tests/fixtures/cdk'))
    .toSorted()
    .map((name) => only(`tests/fixtures/cdk/${name}`, /^(?:bin|lib)\/|^(?:cdk|package)\.json$/));

const templatesOf = () =>
  readdirSync(path.join(ROOT, 'tests/fixtures/cdk'))
    .toSorted()
    .flatMap((name) => apart(`tests/fixtures/cdk/${name}`, /template\.json$/));

const lines = (text) => Buffer.from(text);

/** The example of a scanner's page. */
const exampleOf = (page) => {
  const text = readFileSync(path.join(ROOT, `docs/scanners/${page}.md`), 'utf8');
  return Object.fromEntries(
    [...text.matchAll(/<!-- input: (\S+) -->\n\n```\w+\n([^]*?)\n```/g)].map(([, name, held]) => [
      name,
      Buffer.from(held),
    ]),
  );
};

/** Folders by target. */
export const SEEDS = {
  document: () => [
    ...apart('tests/fixtures/audit', /./),
    ...apart('graphs/examples', /./),
    ...apart('graphs/incidents', /yaml$/),
    ...apart('tests/fixtures/reconcile/expected', /yaml$/),
  ],
  'open-psa': () => apart('tests/fixtures/fault-trees', /xml$/),
  baseline: () => [
    {
      'baseline.json': lines(
        '{\n  "faultlineBaseline": 1,\n  "history": [\n    {"day":"2026-01-01","findings":2}\n  ],\n  "findings": [\n    {"rule":"spof","node":"a","fingerprint":"0011223344556677","message":"a falls","since":"2026-01-01"}\n  ]\n}\n',
      ),
    },
  ],
  terraform: () => [
    exampleOf('terraform'),
    only('tests/fixtures/scan/webshop/infra/prod', /./),
    only('tests/fixtures/scan/webshop/infra', /^(?:modules|prod)\//),
    folderOf('tests/fixtures/reconcile/shop/infra'),
    ...apart('tests/fixtures/scan/hostile', /\.tf$/),
    ...apart('tests/fixtures/scan/webshop', /\.tf$/),
  ],
  'terraform-json': () => [
    exampleOf('terraform-json'),
    folderOf('tests/fixtures/scan/plans/plan'),
    folderOf('tests/fixtures/scan/plans/states'),
    ...apart('tests/fixtures/scan/hostile', /plan\.json$/),
  ],
  cloudformation: () => [
    exampleOf('cloudformation'),
    ...templatesOf(),
    folderOf('tests/fixtures/scan/cdk-out/cdk.out'),
    ...apart('tests/fixtures/scan/hostile', /template\.(?:yaml|json)$|stack\.(?:yaml|json)$/),
    ...apart('tests/fixtures/scan/webshop', /template\.ya?ml$/),
  ],
  serverless: () => [exampleOf('serverless'), ...apart('tests/fixtures/scan/webshop', /serverless\.yml$/)],
  compose: () => [
    exampleOf('compose'),
    ...apart('tests/fixtures/scan', /compose\.ya?ml$/),
    only('tests/fixtures/scan/webshop', /compose|\.env|\.conf/),
  ],
  kubernetes: () => [
    exampleOf('kubernetes'),
    folderOf('tests/fixtures/reconcile/shop/k8s'),
    folderOf('tests/fixtures/scan/hostile/templates'),
    ...apart('tests/fixtures/reconcile/shop/k8s', /./),
    only('tests/fixtures/scan/webshop', /k8s|deploy|kube/),
  ],
  backstage: () => [exampleOf('backstage'), ...apart('tests/fixtures', /catalog-info\.yaml$/)],
  traces: () => [
    exampleOf('traces'),
    ...apart('tests/fixtures/scan', /traces?.*\.jsonl?$/),
    ...apart('tests/fixtures/scan/hostile-code/traces', /./),
    ...apart('tests/fixtures/reconcile/shop/traces', /./),
  ],
  arm: () => [
    exampleOf('arm'),
    folderOf('tests/fixtures/scan/azure-shop/arm'),
    ...apart('tests/fixtures/scan/hostile-code/azure', /json$/),
  ],
  bicep: () => [
    exampleOf('bicep'),
    folderOf('tests/fixtures/scan/azure-shop/bicep'),
    ...apart('tests/fixtures/scan/hostile-code/azure', /bicep$/),
  ],
  cdk: () => [exampleOf('cdk'), ...cdkPrograms(), folderOf('tests/fixtures/scan/monorepo/packages/infra')],
  pulumi: () => [
    exampleOf('pulumi'),
    folderOf('tests/fixtures/scan/pulumi-shop/network'),
    folderOf('tests/fixtures/scan/pulumi-shop'),
  ],
  cdktf: () => [exampleOf('cdktf'), folderOf('tests/fixtures/scan/cdktf-shop')],
  'aws-sdk': () => [
    exampleOf('aws-sdk'),
    ...apart('tests/fixtures/scan/monorepo/packages', /src\/.*\.[jt]s$/),
    folderOf('tests/fixtures/reconcile/shop/services'),
    ...apart('tests/fixtures/scan/hostile-code', /^(?:dialects|syntax|circles|names)\/.*[jt]sx?$/),
    folderOf('tests/fixtures/scan/hostile-code/circles'),
  ],
  mixed: () => [
    folderOf('tests/fixtures/reconcile/shop'),
    folderOf('tests/fixtures/scan/hostile'),
    folderOf('tests/fixtures/scan/webshop'),
    folderOf('tests/fixtures/scan/azure-shop'),
    folderOf('tests/fixtures/scan/monorepo'),
  ],
};
