/** Which files are compose files. */
import type { SourceFile } from '../scanner.ts';

const NAMED = /^(?:docker-)?compose(?:[._-][\w.-]*)?\.ya?ml$/i;

/** Other formats that have `services`, or are called like a compose file but are none. */
const OTHERS = /^(?:apiVersion|AWSTemplateFormatVersion|Resources|jobs|_format_version|stages)\s*:/m;

const MEMBERS = /^(?:image|build|extends|container_name|provider)\s*:/;

/** By name, or by a map of services of which one has an image or is built. */
export const isCompose = ({ name, head }: Pick<SourceFile, 'name' | 'head'>): boolean => {
  if (!/\.ya?ml$/i.test(name) || OTHERS.test(head)) return false;
  return NAMED.test(name) ? head.trim() !== '' : hasServices(head);
};

/** Looks at indentation alone: reading each YAML file of a repository would take long. */
const hasServices = (head: string): boolean => {
  const start = /^services:[ \t]*(?:#.*)?\r?$/m.exec(head);
  if (start === null) return false;
  const indents: number[] = [];
  for (const line of head.slice(start.index + start[0].length).split(/\r?\n/)) {
    const text = line.trimStart();
    if (text === '' || text.startsWith('#')) continue;
    const indent = line.length - text.length;
    if (indent === 0 || text.startsWith('- ')) {
      if (indent === 0) return false;
      continue;
    }
    indents[0] ??= indent;
    if (indent > indents[0]) indents[1] ??= indent;
    if (indent <= indents[0]) indents.length = 1;
    else if (indent === indents[1] && MEMBERS.test(text)) return true;
  }
  return false;
};

/** The rank of files that Docker reads only when they are named. */
export const OTHER = 4;

/** The order in which Docker reads the files of a folder: base, override, the others by name. */
export const rankOf = (name: string): number => {
  const plain = name.toLowerCase().replace(/\.ya?ml$/, '');
  if (plain === 'compose') return 0;
  if (plain === 'docker-compose') return 1;
  if (plain === 'compose.override') return 2;
  return plain === 'docker-compose.override' ? 3 : OTHER;
};
