// @ts-check
/**
 * A format: AsciiDoc, for handbooks that are written in it. It renders any report: a title and a few blocks.
 *
 * Names and texts come from documents that nobody vouches for, so everything that is put between marks is escaped.
 */

/** @type {import('faultline').PluginReporter} */
export const asciidoc = {
  name: 'asciidoc',
  ending: '.adoc',
  render: (report) => `${[`= ${lineOf(report.title)}`, ...report.blocks().flatMap(blockOf)].join('\n\n')}\n`,
};

/**
 * A block as AsciiDoc; pictures and timelines are left out.
 *
 * @param {import('faultline').Block} block
 * @returns {string[]}
 */
const blockOf = (block) => {
  switch (block.type) {
    case 'heading':
      return [`== ${escaped(block.text)}`];
    case 'text':
      return block.lines.map(lineOf);
    case 'table':
      return [
        [
          '[options="header"]',
          '|===',
          block.columns.map(({ title }) => `|${escaped(title)}`).join(' '),
          ...block.rows.map((row) => row.map((cell) => `|${lineOf(cell)}`).join(' ')),
          '|===',
        ].join('\n'),
        ...(block.more === undefined ? [] : [escaped(block.more)]),
      ];
    case 'tree':
      return [
        block.branches
          .map(({ depth, line }) => `${'*'.repeat(Math.min(depth + 1, 5))} ${lineOf(line)}`)
          .join('\n'),
      ];
    case 'code':
      return [['----', ...block.lines.map((line) => line.replace(/^-{4,}$/, ' $&')), '----'].join('\n')];
    case 'folded':
      return [`.${escaped(block.title)}`, ...block.blocks.flatMap(blockOf)];
    case 'graph':
    case 'timeline':
      return [];
  }
};

/**
 * A line of a report: plain texts, texts with a tone, and states.
 *
 * @param {import('faultline').Line} line
 * @returns {string}
 */
const lineOf = (line) =>
  line
    .map((span) => {
      if (typeof span === 'string') return escaped(span);
      if ('state' in span) return `**${span.state}**`;
      return span.tone === 'dim' ? `__${escaped(span.text)}__` : `**${escaped(span.text)}**`;
    })
    .join('');

/**
 * Text that means nothing to AsciiDoc: marks, macros, attributes and cells.
 *
 * @param {string} text
 */
const escaped = (text) =>
  text
    .replaceAll(/[\r\n\t]+/g, ' ')
    .replaceAll(/[&<>|*_`#+^~:[\]{}\\]/g, (mark) => `&#${mark.codePointAt(0)};`);
