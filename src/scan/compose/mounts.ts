/**
 * Configuration that a service is given: mounted, copied into its image, or beside its code. Where it names other
 * services of the project, it calls them.
 */
import { mentionsIn } from '../../assemble/facts/words.ts';
import type { Address, ReferenceFact } from '../../model/fact.ts';
import type { Confidence } from '../../model/requirement.ts';
import { isOfTelemetry, unusedLines } from '../collector.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { applicationFiles } from './application.ts';
import type { Built } from './environment.ts';
import { type LocatedMap, items, member, textAt } from './located.ts';
import { mountOf } from './merge.ts';
import { joined, normal } from '../paths.ts';
import type { Project } from './project.ts';

/** Bytes of a file that is read. */
const MOST_BYTES = 200_000;

/** Files read of a mounted folder. */
const MOST_FILES = 40;

/** Longer lines are data or made by programs. */
const MOST_LINE = 2_000;

const READ = /\.(?:conf|ya?ml|json|toml|properties|cfg|ini|template|tmpl)$|^(?:Caddyfile|nginx\.conf.*)$/i;

const NOT_READ =
  /^(?:package(?:-lock)?|tsconfig.*|composer|angular|docker-compose.*|compose.*)\.(?:json|ya?ml)$/i;

/** Folders that programs are configured from; others hold code or data. */
const CONFIGURED = /\/etc(?:\/|$)|conf|provisioning/i;

/**
 * What a service's files say. `hosts`: the names that the project's services answer to; `judge`: how sure it is that
 * what a file names concerns this service, undefined if it does not.
 */
export const mountFacts = async (
  from: Address,
  files: readonly Given[],
  hosts: ReadonlySet<string>,
  judge: (file: SourceFile, named: readonly string[]) => Promise<(name: string) => Confidence | undefined>,
): Promise<readonly ReferenceFact[]> => {
  const texts = await Promise.all(files.map(async (given) => ({ given, text: await given.file.text() })));
  const unused = unusedLines(texts.map(({ text }) => text));
  const facts: ReferenceFact[] = [];
  for (const [i, { given, text }] of texts.entries()) {
    const found = fileFacts(from, given, text, hosts, unused[i]!);
    const confidenceOf = await judge(given.file, [...found.keys()].map(hostOf));
    for (const [address, fact] of found) {
      const confidence = confidenceOf(hostOf(address));
      if (confidence !== undefined) facts.push({ ...fact, confidence });
    }
  }
  return facts;
};

const hostOf = (address: string): string => address.replace(/:\d+$/, '');

/** A file, and how the service comes by it. */
export interface Given {
  readonly file: SourceFile;
  readonly how: 'mounted' | 'copied' | 'configuration';
}

/** The files of configuration that a service is given. */
export const givenFiles = async (
  project: Project,
  service: LocatedMap,
  built: Built | undefined,
  context: ScanContext,
): Promise<readonly Given[]> => {
  const found = new Map<string, Given>();
  const add = (file: SourceFile, how: Given['how']): void => {
    const isRead = READ.test(file.name) && !NOT_READ.test(file.name) && file.size <= MOST_BYTES;
    if (isRead) found.set(file.path, { file, how });
  };
  for (const file of await applicationFiles(project, service, context)) add(file, 'configuration');
  for (const { source, target } of built?.copies ?? []) {
    if (!CONFIGURED.test(target) || source.includes('$')) continue;
    const file = await context.file(built!.folder, source);
    if (file !== undefined) add(file, 'copied');
  }
  for (const { folder, source, target } of mountsOf(project, service)) {
    for (const file of await filesAt(folder, source, target, context)) add(file, 'mounted');
  }
  return [...found.values()];
};

interface Mount {
  readonly folder: string;
  readonly source: string;
  readonly target: string;
}

const mountsOf = (project: Project, service: LocatedMap): readonly Mount[] => {
  const folderOf = (file: string): string => project.folders.get(file) ?? '.';
  const volumes = items(member(service, 'volumes')).flatMap((item) => {
    const mount = mountOf(item);
    // Named volumes hold data; what begins with / or ~ is of the machine.
    return mount === undefined || !/^\.{1,2}(?:\/|$)/.test(mount.source)
      ? []
      : [{ folder: folderOf(item.where.file), ...mount }];
  });
  const configs = items(member(service, 'configs')).flatMap((item) => {
    const name = textAt(member(item, 'source') ?? item);
    const config = name === undefined ? undefined : project.configs.get(name);
    const file = textAt(member(config, 'file'));
    return config === undefined || file === undefined
      ? []
      : [{ folder: folderOf(config.where.file), source: file, target: '' }];
  });
  return [...volumes, ...configs].filter(({ source }) => !source.includes('${'));
};

/** A file, or those of a folder that is mounted where configuration is looked for, however deep. */
const filesAt = async (
  folder: string,
  source: string,
  target: string,
  context: ScanContext,
): Promise<readonly SourceFile[]> => {
  const file = await context.file(folder, source);
  if (file !== undefined) return [file];
  if (!CONFIGURED.test(target)) return [];
  const start = `${joined(folder, source)}/`;
  const all = await context.everything();
  return all.filter(({ path }) => normal(path).startsWith(start)).slice(0, MOST_FILES);
};

const fileFacts = (
  from: Address,
  { file, how }: Given,
  text: string,
  hosts: ReadonlySet<string>,
  unused: ReadonlySet<number>,
): ReadonlyMap<string, ReferenceFact> => {
  const facts = new Map<string, ReferenceFact>();
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.length > MOST_LINE || unused.has(i + 1)) continue;
    for (const address of addressesIn(line, hosts)) {
      if (facts.has(address)) continue;
      facts.set(address, {
        from,
        to: { by: 'text', as: 'host', text: address },
        property: `${how}:${file.inside}`,
        where: { file: file.path, line: i + 1 },
        confidence: 'documented',
        // What gathers telemetry reaches out to all that it watches.
        ...(isOfTelemetry(file.inside, text) ? { class: 'telemetry' as const } : {}),
        why: `${file.name} names ${address}`,
      });
    }
  }
  return facts;
};

/** Hosts of a line that the project knows, with their port. */
const addressesIn = (line: string, hosts: ReadonlySet<string>): readonly string[] => {
  const text = line.replace(/^\s*(?:#|\/\/|;).*$/, '').replace(/\s#.*$/, '');
  if (text.trim() === '') return [];
  const upstream = /^\s*server\s+([\w.-]+)(?::(\d+))?(?:\s+[\w=]+)*\s*;/.exec(text);
  const setting = /^\s*(?:-\s+)?["']?([A-Za-z][\w.-]*)["']?\s*[:=]\s*["']?([\w.-]+)["']?\s*,?\s*$/.exec(text);
  const mentions =
    upstream !== null
      ? mentionsIn({
          by: 'text',
          as: 'host',
          text: upstream[1]! + (upstream[2] === undefined ? '' : `:${upstream[2]}`),
        })
      : setting !== null
        ? mentionsIn({ by: 'text', as: 'env', key: setting[1]!, text: setting[2]! })
        : mentionsIn({ by: 'text', as: 'env', text });
  return mentions.flatMap((mention) =>
    mention.form === 'host' && mention.sure && hosts.has(mention.host)
      ? [mention.port === undefined ? mention.host : `${mention.host}:${mention.port}`]
      : [],
  );
};
