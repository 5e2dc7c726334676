/** Words that are no URL: `redis:6379`, `kafka-1:9092,kafka-2:9092`, and bare ones where the key expects a host. */
import { awsHost } from './aws-hosts.ts';
import { BLANK } from './blanks.ts';
import { cloudHost } from './cloud-hosts.ts';
import { bareHost, hostAndPort, hostName, looksLikeDomain, portOf } from './hosts.ts';
import { type KeyMeaning, meaningOfKey } from './keys.ts';
import type { Mention } from './mention.ts';

/** `redis:7` is an image, `cpu:20` a share: below, a number after a colon is a port only if the key says host. */
const LEAST_PORT = 80;

/** The words of a text from which URLs have been taken out. */
export const plainMentions = (text: string, meaning: KeyMeaning): readonly Mention[] => {
  const words = text.split(/[\s,;|]+/).filter((word) => word !== '');
  // Words in a sentence are no hosts: `ADDRESS=12 Main Street`.
  const isSentence = !meaning.isPlural && /[^\s,;|]\s+[^\s,;|]/.test(text.trim());
  return words.flatMap((word) => ofWord(unquoted(word), meaning, !isSentence));
};

const unquoted = (word: string): string => word.replaceAll(/^["'`([{]+|["'`)\]}]+$/g, '');

const ofWord = (word: string, meaning: KeyMeaning, alone: boolean): readonly Mention[] => {
  if (word === '' || word.includes(BLANK) || /^[./~\\]/.test(word)) return [];
  const equals = word.indexOf('=');
  if (equals > 0) return ofPair(word.slice(0, equals), word.slice(equals + 1));
  const isHostKey = meaning.role === 'host' || meaning.role === 'perhaps' || meaning.role === 'self';
  const at = word.lastIndexOf('@');
  const address = word.slice(at + 1).replace(/[/?#][^]*$/, '');
  const provider = ofProvider(address, word.slice(at + 1 + address.length));
  if (provider !== undefined) return at < 0 || isHostKey ? provider : [];
  const withPort = ofPort(address, isHostKey);
  if (withPort !== undefined) return [withPort];
  if (address.includes(':')) return [];
  // bob@example.com is a person, rabbit@rabbit-1 a node.
  if (at > 0) return isHostKey || !address.includes('.') ? hostsOf(address, true) : [];
  if (isHostKey && alone) return hostsOf(address, meaning.role === 'host' && address === word);
  if (meaning.kinds.length > 0 && /^[\w./-]{1,255}$/.test(word)) {
    return [{ form: 'name', text: word, kinds: meaning.kinds }];
  }
  return looksLikeDomain(word) ? hostsOf(word, false) : [];
};

/** `--redis.addr=cache`, `-Ddb.host=db`: the inner key tells. */
const ofPair = (key: string, value: string): readonly Mention[] => {
  const meaning = meaningOfKey(key);
  // A pair in a pair (`a=b=c`) is data.
  return value === '' || value.includes('=') || meaning.role === 'own' || meaning.role === 'secret'
    ? []
    : ofWord(unquoted(value), { ...meaning, kinds: [] }, true);
};

const hostsOf = (text: string, sure: boolean): readonly Mention[] => {
  const host = bareHost(text, sure);
  return host === undefined ? [] : [host];
};

/** `host:port`; where a host is expected also `label:host:port`, `host:port:index`. */
const ofPort = (address: string, isHostKey: boolean): Mention | undefined => {
  const parts = address.split(':');
  if (parts.length < 2 || parts.length > 5) return undefined;
  const at = isHostKey ? parts.findIndex((part, i) => i > 0 && portOf(part) !== undefined) : 1;
  if (at < 1 || (!isHostKey && parts.length > 2)) return undefined;
  const port = portOf(parts[at]!);
  if (port === undefined || (!isHostKey && port < LEAST_PORT)) return undefined;
  return hostAndPort(`${parts[at - 1]!}:${port}`, true);
};

const ofProvider = (address: string, path: string): readonly Mention[] | undefined => {
  if (!address.includes('.')) return undefined;
  const host = address.replace(/:\d*$/, '').toLowerCase();
  if (hostName(host) === undefined) return undefined;
  const port = /:(\d{1,5})$/.exec(address)?.[1];
  const mentions = awsHost(host, path) ?? cloudHost(host, path);
  if (mentions === undefined || port === undefined) return mentions;
  return mentions.map((mention) => (mention.form === 'host' ? { ...mention, port: Number(port) } : mention));
};
