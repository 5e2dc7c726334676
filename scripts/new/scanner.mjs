// The recipe for a scanner: its files from templates, and its line in the list.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Refused } from './refused.mjs';

const LIST = 'src/scan/index.ts';

const template = (file) => readFileSync(new URL(`scanner/${file}`, import.meta.url), 'utf8');

/** Each template, and where its text goes. */
const made = (name) => [
  [`src/scan/${name}.ts`, template('scanner.ts.txt')],
  [`tests/scan/${name}.test.ts`, template('test.ts.txt')],
  [`tests/fixtures/scan/${name}/${name}.yaml`, template('input.yaml.txt')],
  [`docs/scanners/${name}.md`, template('page.md.txt')],
];

/** Files to make, files to change, and what is left to do. @throws Refused for a bad name, and for one that is taken. */
export const newScanner = async (name, root) => {
  assertSpelled(name);
  assertFree(name, root);
  assertNoWord(name);
  const words = {
    __NAME__: name,
    __CONST__: constantOf(name),
    __TITLE__: titleOf(name),
    __INPUT__: template('input.yaml.txt'),
  };
  const filled = (text) => text.replaceAll(/__[A-Z]+__/g, (word) => words[word]);
  const files = await Promise.all(
    made(name).map(async ([file, text]) => ({ path: file, text: await tidy(file, filled(text), root) })),
  );
  const before = readFileSync(path.join(root, LIST), 'utf8');
  const after = await tidy(LIST, listed(before, name), root);
  return { files, edits: [{ path: LIST, before, after }], next: nextSteps(name) };
};

/** Tables and long lines as the project has them, however long the name is. Fixtures stay as they are. */
const tidy = async (file, text, root) => {
  if (file.startsWith('tests/fixtures/')) return text;
  const { format, resolveConfig } = await import('prettier');
  return format(text, { ...(await resolveConfig(path.join(root, file))), filepath: file });
};

// —— names ——————————————————————————————————————————————————————————————————————————————————————————————————————————

const LONGEST = 40;

/** Words that no constant may be called. */
const RESERVED = new Set(
  (
    'abstract arguments await break case catch class const continue debugger default delete do else enum eval export ' +
    'extends false finally for function if implements import in instanceof interface let new null package private ' +
    'protected public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

const assertSpelled = (name) => {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > LONGEST) {
    throw new Refused(
      `"${name}" is no name for a scanner`,
      `small letters and digits, words joined by "-", at most ${LONGEST} characters: docker-swarm`,
    );
  }
};

/** A second constant of one name is no program. */
const assertNoWord = (name) => {
  const constant = constantOf(name);
  const own = new RegExp(`(?<![\\w$])${constant}(?![\\w$])`);
  const isUsed = ['scanner.ts.txt', 'test.ts.txt'].some((file) => own.test(template(file)));
  if (!RESERVED.has(constant) && !isUsed) return;
  throw new Refused(
    `a scanner cannot be called "${name}"`,
    'it would be a constant of that name, and the word means something else there already',
  );
};

/** `docker-swarm`: `dockerSwarm`. */
const constantOf = (name) => name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** `docker-swarm`: `Docker swarm files`. */
const titleOf = (name) => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')} files`;

/** Neither a scanner nor one of the parts that scanners share, nor a page on something else. */
const assertFree = (name, root) => {
  const taken = [
    `src/scan/${name}.ts`,
    `src/scan/${name}`,
    `tests/scan/${name}.test.ts`,
    `tests/scan/${name}`,
    `tests/fixtures/scan/${name}`,
    `docs/scanners/${name}.md`,
  ].filter((file) => isThere(path.join(root, file)));
  if (taken.length === 0) return;
  throw new Refused(
    `"${name}" is taken: there is ${taken.join(', ')}`,
    'choose another name; nothing was written',
  );
};

/** Also if it is spelled with other capitals: some disks hold these for the same file. */
const isThere = (file) => {
  const folder = path.dirname(file);
  return (
    existsSync(folder) &&
    readdirSync(folder).some((other) => other.toLowerCase() === path.basename(file).toLowerCase())
  );
};

// —— the list ———————————————————————————————————————————————————————————————————————————————————————————————————————

/** With its import, sorted among the others, and its entry, last: those that are there keep what they claim. */
const listed = (text, name) => {
  const lines = text.split('\n');
  const own = `import { ${constantOf(name)} } from './${name}.ts';`;
  const imports = lines.flatMap((line, at) => {
    const [, other] = /^import .* from '\.\/(.+)\.ts';$/.exec(line) ?? [];
    return other === undefined ? [] : [{ other, at }];
  });
  const next = imports.find(({ other }) => other > name)?.at ?? (imports.at(-1)?.at ?? -1) + 1;
  const withImport = lines.toSpliced(next, 0, own).join('\n');
  const entries = /(SCANNERS[^=]*=\s*\[)([^\]]*?),?\s*\]/;
  if (imports.length === 0 || !entries.test(withImport)) {
    throw new Refused(
      `${LIST} has no list of scanners as it was`,
      `add the scanner by hand, or mend the recipe`,
    );
  }
  return withImport.replace(entries, `$1$2, ${constantOf(name)}]`);
};

const nextSteps = (name) => [
  `Try it:   npx vitest run tests/scan/${name}.test.ts`,
  'Then:',
  `  1. Put a real file into tests/fixtures/scan/${name}/, and let the test say what must be found in it.`,
  `  2. Let src/scan/${name}.ts find that. Files whose names end otherwise than .yaml, .json, .tf, …: src/scan/files/names.ts.`,
  '  3. What its types mean for failures are rows of the catalog: docs/scanners/catalog.md.',
  '  4. What a scan of the fixture gives is compared byte for byte: npx vitest run tests/golden/scan.test.ts -u, and read it.',
  `  5. Rewrite docs/scanners/${name}.md; link it in docs/scanners/README.md and docs/scanning.md.`,
];
