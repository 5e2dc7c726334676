/** Addresses as they stand in spans, cut down to what names somebody: a URL is different for each call, its host is not. */
import { mentionsIn } from '../../assemble/facts/words.ts';

/** `cart:7070`; undefined for IP addresses, the machine itself, and what cannot be a host. */
export const hostText = (host: string, port: string | undefined): string | undefined => {
  // Some write a port, or a whole URL, where only the host belongs.
  const bare = host.includes('://') ? authorityOf(host) : host.replace(/[/?#][^]*$/, '');
  const hasPort = /:\d+$/.test(bare);
  const text = port === undefined || hasPort || !/^\d{1,5}$/.test(port) ? bare : `${bare}:${port}`;
  return namesHost(text) ? text : undefined;
};

/**
 * What of a URL or a connection string names somebody: its host with the port, and of the addresses of queues and
 * buckets as much of the path as is the name.
 */
export const urlHost = (url: string): string | undefined => {
  if (!url.includes('://')) {
    const [mention] = mentionsIn({ by: 'text', text: url.slice(0, MOST_URL), as: 'host' });
    if (mention?.form !== 'host') return undefined;
    return mention.port === undefined ? mention.host : `${mention.host}:${mention.port}`;
  }
  const authority = authorityOf(url);
  const segments = /\.amazonaws\.com(?:\.cn)?(?::\d+)?$/i.test(authority) ? pathOf(url, authority) : '';
  const text = segments === '' ? authority : `https://${authority}${segments}`;
  return namesHost(text) ? text : undefined;
};

/** Characters of a URL that are looked at. */
const MOST_URL = 2_000;

/** Host and port, of several the first; credentials are not even kept. */
const authorityOf = (url: string): string => {
  const start = url.indexOf('://') + 3;
  const end = url.slice(start, start + MOST_URL).search(/[/?#;,\s]/);
  const authority = end < 0 ? url.slice(start, start + MOST_URL) : url.slice(start, start + end);
  return authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
};

/** `/ACCOUNT/QUEUE`, `/BUCKET`: what follows is another one for each call. */
const pathOf = (url: string, authority: string): string => {
  const kept = /^sqs\.|\.queue\./.test(authority) ? 2 : /^s3[.-]/.test(authority) ? 1 : 0;
  const path = url.slice(url.indexOf('://') + 3).replace(/^[^/]*/, '');
  const segments = path
    .replace(/[?#][^]*$/, '')
    .split('/', kept + 1)
    .slice(1);
  return segments.length < kept || segments.includes('') ? '' : segments.map((one) => `/${one}`).join('');
};

/** Asked for every call, and there are few answers. */
const known = new Map<string, boolean>();

const MOST_KNOWN = 20_000;

const namesHost = (text: string): boolean => {
  let answer = known.get(text);
  if (answer === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    answer = mentionsIn({ by: 'text', text, as: 'host' }).length > 0;
    known.set(text, answer);
  }
  return answer;
};
