/** What Node's own modules do with what is known: paths and URLs of files. */
import { folderOf, normal } from '../../paths.ts';
import { pathOfUrl } from '../paths-known.ts';
import type { Library, Value } from '../value.ts';
import { objectOf, plainValue, stringIn, textValue, unknownOf } from '../values.ts';

/** The value of a call of a module's function; none if it is not known here. */
export const callLibrary = (callee: Library, args: readonly Value[]): Value | undefined => {
  const name = callee.path.at(-1) ?? '';
  switch (callee.module.replace(/^node:/, '')) {
    case 'path':
    case 'path/posix':
    case 'upath':
      return callPath(name, args);
    case 'url':
      return callUrl(name, args);
    case 'util':
      return name === 'promisify' || name === 'callbackify' ? args[0] : undefined;
    case 'process':
      return name === 'cwd' ? plainValue('.') : undefined;
    default:
      return undefined;
  }
};

const callPath = (name: string, args: readonly Value[]): Value | undefined => {
  const texts = args.map(stringIn);
  const isKnown = texts.every((text) => text !== undefined);
  const [first = ''] = texts;
  switch (name) {
    case 'join':
      return isKnown ? plainValue(normal(texts.join('/'))) : joinedText(args);
    case 'resolve': {
      if (!isKnown) return joinedText(args);
      const last = texts.findLastIndex((text) => text.startsWith('/'));
      return plainValue(normal(texts.slice(Math.max(last, 0)).join('/')));
    }
    case 'normalize':
      return isKnown ? plainValue(normal(first)) : args[0];
    case 'dirname':
      return isKnown ? plainValue(folderOf(first) || '.') : unknownOf(args);
    case 'basename': {
      if (!isKnown) return unknownOf(args);
      const base = first.slice(first.lastIndexOf('/') + 1);
      const ending = texts[1] ?? '';
      return plainValue(ending !== '' && base.endsWith(ending) ? base.slice(0, -ending.length) : base);
    }
    case 'extname':
      return isKnown ? plainValue(/[^/](\.[^./]*)$/.exec(first)?.[1] ?? '') : unknownOf(args);
    case 'relative':
      return isKnown && texts.length === 2 ? plainValue(relative(first, texts[1]!)) : unknownOf(args);
    case 'isAbsolute':
      return isKnown ? plainValue(first.startsWith('/')) : undefined;
    case 'parse':
      return isKnown
        ? objectOf([
            ['dir', plainValue(folderOf(first))],
            ['base', plainValue(first.slice(first.lastIndexOf('/') + 1))],
            ['name', plainValue(first.slice(first.lastIndexOf('/') + 1).replace(/(.)\.[^.]*$/, '$1'))],
            ['ext', plainValue(/[^/](\.[^./]*)$/.exec(first)?.[1] ?? '')],
          ])
        : undefined;
    default:
      return undefined;
  }
};

const joinedText = (args: readonly Value[]): Value =>
  textValue(args.flatMap((arg, i) => (i === 0 ? [arg] : [plainValue('/'), arg])));

const relative = (from: string, to: string): string => {
  const a = normal(from).split('/');
  const b = normal(to).split('/');
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return [
    ...a
      .slice(same)
      .filter((step) => step !== '.')
      .map(() => '..'),
    ...b.slice(same),
  ].join('/');
};

const callUrl = (name: string, args: readonly Value[]): Value | undefined => {
  const [first] = args;
  if (name === 'fileURLToPath') {
    const text =
      stringIn(first) ?? stringIn(first?.kind === 'object' ? first.entries.get('href') : undefined);
    const path = text === undefined ? undefined : pathOfUrl(text);
    return path === undefined ? unknownOf(args) : plainValue(path);
  }
  return name === 'pathToFileURL' ? unknownOf(args) : undefined;
};
