/**
 * Clients of the AWS SDK in code: which service a place in a file calls, and where.
 *
 * What a scan says is read from its ledger: testimonies of code have their file and line, and the node that is called.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { graphOf } from './graph.mjs';
import { isOfKind } from './words.mjs';

/** What says that a folder is deployed, or built, as one. */
const MARKS = [
  'cdk.json',
  'serverless.yml',
  'serverless.yaml',
  'template.yaml',
  'template.yml',
  'package.json',
];

/** A region that is written down, in the code or as its default. */
const isSaid = ({ value = '' }) => /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(value);

export const bySites = async (truth, { checkouts, show }) => {
  const repositories = truth.source.map(({ repo }) =>
    path.join(checkouts, repo.replace(/^github:/, '').replace('/', '+')),
  );
  const scans = new Map();
  const graphFor = (folder, checkout) => {
    if (!scans.has(folder)) scans.set(folder, graphOf([folder], checkout));
    return scans.get(folder);
  };
  let [sites, atLine, inFile, said, saidRight, open, openRight, beyond] = Array(8).fill(0);
  const seen = new Set();
  for (const site of truth.sites) {
    const checkout = repositories.find((one) => existsSync(path.join(one, site.file)));
    if (checkout === undefined) continue;
    sites++;
    const graph = await graphFor(unitOf(checkout, site.file), checkout);
    const said_ = graph.testimonies.filter(
      ({ tells, where }) => tells === 'code' && where.file.endsWith(site.file),
    );
    const isOf = isOfKind(site.service);
    const fitting = said_.filter(({ to }) => isOf(graph.nodes.get(to) ?? { id: to, tags: [] }));
    const exact = fitting.filter(({ where }) => where.line === site.line);
    if (exact.length > 0) atLine++;
    if (fitting.length > 0) inFile++;
    else show(`${truth.system} ${site.file}:${site.line}`, [[site.service, site.region_form]], []);
    const places = new Set(fitting.flatMap(({ to }) => regionsOf(graph, to)));
    if (isSaid(site)) {
      said++;
      if (places.has(site.value)) saidRight++;
      else show(`${truth.system} ${site.file}:${site.line}`, [['region', site.value, ...places]], []);
    } else {
      open++;
      if (fitting.length > 0) openRight++;
    }
    if (!seen.has(site.file)) {
      seen.add(site.file);
      const known = truth.sites
        .filter(({ file }) => file === site.file)
        .map(({ service }) => isOfKind(service));
      const others = said_.filter(
        ({ to, realm }) =>
          realm === 'aws-sdk' &&
          to.startsWith('aws/') &&
          !known.some((is) => is(graph.nodes.get(to) ?? { id: to, tags: [] })),
      );
      if (others.length > 0) beyond++;
      show(
        `${truth.system} ${site.file}`,
        [],
        others.map(({ from, to }) => [from, to]),
      );
    }
  }
  return {
    what: 'clients of services',
    recall: `${inFile}/${sites}`,
    regions: `${saidRight}/${said}`,
    note: `at the client's own line ${atLine}; without a region of their own ${openRight}/${open}; services that are no client of the truth in ${beyond} files`,
  };
};

/** The widest folder above a file, below the repository, that is a unit of its own. */
const unitOf = (checkout, file) => {
  const words = path.dirname(file).split('/');
  const above = words.map((_, i) => path.join(checkout, ...words.slice(0, i + 1)));
  return above.find((folder) => MARKS.some((mark) => existsSync(path.join(folder, mark)))) ?? above.at(-1);
};

const regionsOf = ({ nodes }, id) => [
  ...(nodes.get(id)?.regions ?? []),
  ...(id.startsWith('aws/') ? [id.split('/')[1]] : []),
];
