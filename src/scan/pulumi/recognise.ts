/** What files of Pulumi look like from outside. It is asked of every file, so nothing heavy is imported here. */
import type { SourceFile } from '../scanner.ts';

/** Packages of providers and of Pulumi itself, by how people who make such packages call them. */
const PACKAGE = /["'](?:@pulumi\/|@pulumiverse\/|@[\w-]+\/pulumi-|pulumi-)[\w./-]*["']/;

/** How a package comes in: `from "…"`, `require("…")`, `import "…"`. */
const IMPORT = /\b(?:from|import|require\s*\()\s*["'](?:@pulumi|@pulumiverse|@[\w-]+\/pulumi-|pulumi-)/;

/** A module in TypeScript or JavaScript that imports a package of Pulumi; declarations alone run nothing. */
export const isProgram = ({ name, head }: SourceFile): boolean =>
  /\.[cm]?[jt]s$/.test(name) && !/\.d\.[cm]?ts$/.test(name) && IMPORT.test(head) && PACKAGE.test(head);

/** `Pulumi.yaml`: the folder that it lies in is a project. */
export const isProject = ({ name, head }: Pick<SourceFile, 'name' | 'head'>): boolean =>
  /^Pulumi\.ya?ml$/.test(name) && /^(?:runtime|["']?name["']?)\s*:/m.test(head);

/** `Pulumi.<stack>.yaml`: the settings of one stack of the project beside it. */
export const isStackSettings = ({ name }: Pick<SourceFile, 'name'>): boolean =>
  /^Pulumi\.[\w.-]+\.ya?ml$/.test(name) && !/^Pulumi\.ya?ml$/.test(name);
