/** What the reader tells of a text: problems as short texts, for tables of mistakes. */
import type { TextFile } from '../../src/document/parsed.ts';
import { type Problem, UserError } from '../../src/model/user-error.ts';
import { loadEstate } from '../../src/scan/document.ts';

/** All problems of a document, sorted; empty if it is right. Anything but a UserError is a defect and gets through. */
export const problemsIn = async (text: string, file = 'd.yaml'): Promise<readonly Problem[]> =>
  problemsOfInputs([{ file, text }]);

export const problemsOfInputs = async (
  inputs: readonly (string | TextFile)[],
  options: { cwd?: string; allowOutside?: boolean } = {},
): Promise<readonly Problem[]> => {
  try {
    await loadEstate(inputs, options);
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
};

/** `line:column message`, and below it the hint. */
export const short = ({ message, place, hint }: Problem): string =>
  [
    `${place === undefined ? '' : `${place.line}:${place.column} `}${message}`,
    ...(hint === undefined ? [] : [`  hint: ${hint}`]),
  ].join('\n');

/** The same with the code frame, as the command line shows it. */
export const full = (problem: Problem): string =>
  [short(problem), ...(problem.frame === undefined ? [] : [problem.frame])].join('\n');

/** Places with the name of the file: `a.yaml:2:11 message`. */
export const located = ({ message, place }: Problem): string =>
  place === undefined ? message : `${place.file}:${place.line}:${place.column} ${message}`;

/** A document with the nodes b and c, and a with these properties. */
export const node = (properties: string): string =>
  `faultline: 1\nnodes:\n  b: {kind: app}\n  c: {kind: app}\n  a: {kind: app, ${properties}}\n`;

/** A document whose node a needs this. */
export const needs = (requirement: string): string =>
  `faultline: 1\nnodes:\n  b: {kind: app}\n  c: {kind: app}\n  a: {kind: app, in: ${requirement}}\n`;

/** A document with the scenario s in block style. */
export const scenario = (lines: string): string =>
  `faultline: 1\nnodes:\n  b: {kind: app}\nscenarios:\n  s:\n    ${lines.replaceAll('\n', '\n    ')}\n`;

/** A document with one fault. */
export const fault = (properties: string): string => scenario(`faults: [{${properties}}]`);

/** A document with one observation. */
export const observed = (entry: string): string => scenario(`faults: [{fail: b}]\nobserved: {${entry}}`);
