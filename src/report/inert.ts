/**
 * Lines that no build machine takes for a command.
 *
 * What a step prints is read by the machine that runs it: GitHub Actions obeys `::error …` at the start of a line and
 * `##[…]` anywhere, Azure Pipelines `##vso[…]`, TeamCity `##teamcity[…]`. A name in somebody's repository must not be one.
 */

const MARK = /##(?=[a-z]{0,20}\[)/gi;

const START = /^([^\S\n]*):(?=:)/gm;

/** Text for people: what would be a command has a dot in it. */
export const uncommanded = (text: string): string =>
  text.includes('::') || text.includes('##') ? text.replace(START, '$1·').replace(MARK, '#·') : text;

/** Text in HTML or XML: the same characters, by their numbers. */
export const uncommandedMarkup = (text: string): string =>
  text.includes('::') || text.includes('##') ? text.replace(START, '$1&#58;').replace(MARK, '&#35;#') : text;

// Control characters that JSON leaves as they are, and marks that override the direction of writing.
// oxlint-disable-next-line no-control-regex -- naming them is the point
const HARMFUL = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** JSON that says the same, and that neither a terminal nor a build machine obeys. */
export const inertJson = (json: string): string =>
  json
    .replace(HARMFUL, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(MARK, String.raw`\u0023#`);
