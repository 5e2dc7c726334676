/**
 * What words mean: which hosts, ARNs, services, registries and names a text mentions.
 *
 * The values of settings are full of words that happen to be the name of something else. So a text is taken for an
 * address only by its shape (a scheme, `@`, a port) or by what its key says (`DB_HOST`), and nothing else counts.
 */
import type { Target } from '../../model/fact.ts';
import { arnMentions, arnsIn, ofService } from './words/arns.ts';
import { awsHost, bucket } from './words/aws-hosts.ts';
import { BLANK, withBlanks } from './words/blanks.ts';
import { bucketOf, cloudHost } from './words/cloud-hosts.ts';
import { connectionHosts } from './words/connections.ts';
import { hostAndPort } from './words/hosts.ts';
import { imageMentions } from './words/images.ts';
import { jsonTexts } from './words/json-texts.ts';
import { type KeyMeaning, meaningOfKey } from './words/keys.ts';
import type { Mention as AnyMention } from './words/mention.ts';
import { plainMentions } from './words/plain.ts';
import { type FoundUrl, urlsIn } from './words/urls.ts';

export { classOfKey } from './words/keys.ts';
export { withoutSecrets } from './words/secrets.ts';

/** See `words/mention.ts` for what each form says. */
export type Mention = AnyMention;

/**
 * All that a text mentions, each once, in its order; what is more specific stands before what is less. A `service`
 * is what a thing mentioned before it stands on: it counts where none of those is known.
 */
export const mentionsIn = (target: Target & { readonly by: 'text' }): readonly Mention[] => {
  const text = withBlanks(target.text.trim());
  switch (target.as) {
    case 'env':
      return distinct(ofSetting(text, target.key, 0));
    case 'host':
      return distinct(ofText(text, HOST_MEANING));
    case 'image':
      return distinct(imageMentions(text));
    case 'arn':
      return distinct(text.startsWith('arn:') ? arnMentions(text) : arnsIn(text));
    case 'action':
      return ofService(text.split(':', 1)[0]!);
    case 'export':
      // The name of another stack's output: only that stack's exports tell what it means.
      return [];
  }
};

const HOST_MEANING: KeyMeaning = { role: 'host', isPlural: true, kinds: [] };

/** Maps in lists in maps, in the JSON that a setting may hold. */
const MOST_NESTED = 2;

const ofSetting = (text: string, key: string | undefined, depth: number): readonly Mention[] => {
  const meaning = meaningOfKey(key);
  const inner = depth < MOST_NESTED && meaning.role !== 'own' ? jsonTexts(text) : undefined;
  if (inner === undefined) return ofText(text, meaning);
  return inner.flatMap(({ key: innerKey, text: innerText }) =>
    ofSetting(innerText.trim(), innerKey ?? key, depth + 1),
  );
};

const ofText = (text: string, meaning: KeyMeaning): readonly Mention[] => {
  if (text === '' || meaning.role === 'own') return [];
  const arns = arnsIn(text);
  if (meaning.role === 'secret' || arns.length > 0) return arns;
  const { urls, rest } = urlsIn(text);
  const sure = meaning.role !== 'self';
  const called = urls.flatMap((url) => ofUrl(url, sure));
  const connected = connectionHosts(text).flatMap(
    (host) => awsHost(host.host, '') ?? cloudHost(host.host, '') ?? [host],
  );
  return [...called, ...connected, ...plainMentions(rest, meaning)];
};

const ofUrl = ({ scheme, hosts, path, query }: FoundUrl, sure: boolean): readonly Mention[] => {
  if (/^s3[an]?$/.test(scheme)) {
    // A store of one's own that speaks the same protocol.
    const endpoint = /(?:^|&)endpoint=(?:https?:\/\/)?([^&/]+)/i.exec(query)?.[1];
    if (endpoint === undefined) return bucket(hosts[0] ?? '');
    const host = hostAndPort(endpoint, true);
    return host === undefined ? [] : awsHost(host.host, '') === undefined ? [host] : bucket(hosts[0] ?? '');
  }
  if (scheme === 'gs') return bucketOf(hosts[0]);
  return hosts.flatMap((text) => {
    const bare = text.replace(/^\(|:\d*$/g, '').toLowerCase();
    const ofProvider = bare.includes('.') ? (awsHost(bare, path) ?? cloudHost(bare, path)) : undefined;
    if (ofProvider !== undefined) return ofProvider;
    return text.includes(BLANK) ? [] : (hostAndPort(text, sure) ?? []);
  });
};

const distinct = (mentions: readonly Mention[]): readonly Mention[] => {
  const byWords = new Map<string, Mention>();
  for (const mention of mentions) {
    const words = JSON.stringify(mention);
    if (!byWords.has(words)) byWords.set(words, mention);
  }
  return [...byWords.values()];
};
