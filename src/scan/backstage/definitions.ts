/** Definitions of APIs: the hosts that an OpenAPI description says its servers have. */
import type { Finding, Name, Plain } from '../../model/fact.ts';
import { quoted } from '../../model/printable.ts';
import type { ScanContext } from '../scanner.ts';
import { at, entriesOf, itemsOf, parseTrees, textOf } from '../tree.ts';
import type { Entity } from './entities.ts';

interface Definition {
  readonly names: readonly Name[];
  readonly findings: readonly Finding[];
}

const NOTHING: Definition = { names: [], findings: [] };

/** Names of an API, out of its definition: written in the entity, or in a file beside it. Nothing is fetched. */
export const definitionNames = async (entity: Entity, context: ScanContext): Promise<Definition> => {
  const definition = at(entity.spec, 'definition');
  if (typeof definition === 'string') return { names: namesIn(definition), findings: [] };
  const placeholder = entriesOf(definition).find(([key]) => key.startsWith('$'));
  const target = textOf(placeholder?.[1]);
  if (placeholder === undefined || target === undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(target))
    return NOTHING;
  const file = await context.file(entity.file.folder, target);
  if (file !== undefined) return { names: namesIn(await file.text()), findings: [] };
  return {
    names: [],
    findings: [
      {
        kind: 'skipped',
        message: `the definition ${quoted(target)} of API ${entity.ref.name} is not there`,
        ...entity.where(['spec', 'definition', placeholder[0]]),
      },
    ],
  };
};

/** Only descriptions over HTTP: what AsyncAPI calls a server is the broker between both sides. */
const namesIn = (text: string): readonly Name[] => {
  if (!/^\s*["']?(?:openapi|swagger)["']?\s*:/m.test(text)) return [];
  const value = parseTrees(text).trees[0]?.value;
  const hosts = [
    textOf(at(value, 'host')),
    ...itemsOf(at(value, 'servers')).map((server: Plain) => hostOf(textOf(at(server, 'url')) ?? '')),
  ];
  const named = hosts.flatMap((host) => (host === undefined || !isPublic(host) ? [] : [host.toLowerCase()]));
  return [...new Set(named)].map((host) => ({ form: 'host', text: host.replace(/:\d+$/, '') }));
};

const hostOf = (url: string): string | undefined => /^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)/i.exec(url)?.[1];

/** Examples and machines of their makers name nothing. */
const isPublic = (host: string): boolean =>
  /^[a-z0-9.-]+(?::\d+)?$/i.test(host) &&
  !/^(?:localhost|127\.|0\.0\.0\.0)|(?:^|\.)example\.(?:com|org|net)(?::|$)/i.test(host);
