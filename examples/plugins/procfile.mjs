// @ts-check
/**
 * A scanner: a Procfile, as Heroku and its heirs run it, and the settings in the `.env` beside it.
 *
 * Each process becomes a service. What it needs is in the environment; a scanner does not say what that means: it hands on
 * the value as it is written, with file and line, and Faultline resolves hosts, ARNs and vendors as in any other format.
 */

/** @type {import('faultline').Scanner} */
export const procfile = {
  name: 'procfile',
  title: 'Procfiles',
  // Names that no format of Faultline's own has: without this nobody would open the file.
  files: ['Procfile'],
  claims: (file) => file.name === 'Procfile',
  scan: async (files, context) => {
    /** @type {import('faultline').ResourceFact[]} */
    const resources = [];
    /** @type {import('faultline').ReferenceFact[]} */
    const references = [];
    /** @type {import('faultline').Finding[]} */
    const findings = [];
    for (const file of files) {
      // Ids are made of where the file lies inside of what is scanned, so they are the same on every machine.
      const scope = file.inside.split('/').slice(0, -1).join('/');
      const settings = await settingsBeside(file, context);
      for (const { text, line } of linesOf(await file.text())) {
        const where = { file: file.path, line };
        const name = /^([A-Za-z0-9_-]+):\s*\S/.exec(text)?.[1];
        if (name === undefined) {
          findings.push({ kind: 'unreadable', message: 'this line names no process', ...where });
          continue;
        }
        const from = { scope, local: name };
        resources.push({ address: from, type: 'procfile/process', kind: 'service', where });
        for (const setting of settings)
          references.push({
            from,
            to: { by: 'text', text: setting.value, as: 'env', key: setting.key },
            property: `env.${setting.key}`,
            where: setting.where,
            confidence: 'inferred',
          });
      }
    }
    return { resources, references, findings };
  },
};

/**
 * Lines that say something, with their numbers.
 *
 * @param {string} text
 */
const linesOf = (text) =>
  text
    .split(/\r\n|\n|\r/)
    .map((line, i) => ({ text: line.trim(), line: i + 1 }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'));

/**
 * The settings in the `.env` beside a file; none if there is no such file. A scanner opens nothing by itself: it asks.
 *
 * @param {import('faultline').SourceFile} file
 * @param {import('faultline').ScanContext} context
 */
const settingsBeside = async (file, context) => {
  const env = await context.file(file.folder, '.env');
  if (env === undefined) return [];
  return linesOf(await env.text()).flatMap(({ text, line }) => {
    const equals = text.indexOf('=');
    if (equals < 1) return [];
    const where = { file: env.path, line };
    return [{ key: text.slice(0, equals), value: text.slice(equals + 1).replace(/^"(.*)"$/, '$1'), where }];
  });
};
