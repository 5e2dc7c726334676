/** Connection strings that are no URLs: `Host=db;Username=…`, `host=db dbname=…`, `user@tcp(db:3306)/shop`, TNS. */
import { type Host, bareHost, hostAndPort, hostName, portOf } from './hosts.ts';
import { wordsOf } from './keys.ts';

/** Keys of ADO.NET, ODBC, libpq and their like, in words, that hold a host. */
const HOST_KEYS = new Set([
  'HOST',
  'HOSTS',
  'HOST NAME',
  'HOSTNAME',
  'HOSTADDR',
  'SERVER',
  'SERVERS',
  'SERVER NAME',
  'DATA SOURCE',
  'DATASOURCE',
  'ADDR',
  'ADDRESS',
  'NETWORK ADDRESS',
  'ENDPOINT',
  'ACCOUNT ENDPOINT',
  'CONTACT POINTS',
]);

/** Characters of a key that are looked at. */
const MOST_KEY = 40;

export const connectionHosts = (text: string): readonly Host[] => [
  ...pairHosts(text),
  ...goHosts(text),
  ...oracleHosts(text),
];

/** `key=value` pairs: parted by `;` if there is one, else by blanks. */
const pairHosts = (text: string): readonly Host[] => {
  if (!text.includes('=')) return [];
  const isSpaced =
    !text.includes(';') && !/^\s*(?:data source|network address|contact points)\s*=/i.test(text);
  return text.split(isSpaced ? /\s+/ : ';').flatMap((pair) => {
    const equals = pair.indexOf('=');
    if (equals < 1 || equals > MOST_KEY) return [];
    const key = wordsOf(pair.slice(0, equals)).join(' ');
    return HOST_KEYS.has(key) ? valueHosts(pair.slice(equals + 1)) : [];
  });
};

/** `tcp:shop.example,1433`, `db\SQLEXPRESS`, `a,b:5433`, and in quotes. */
const valueHosts = (text: string): readonly Host[] => {
  const value = text
    .trim()
    .replaceAll(/^["']|["']$/g, '')
    .replace(/^(?:tcp|np|lpc|admin):(?=[a-z])/i, '');
  const withPort = /^([^,\\]+)(?:\\[^,]*)?,\s*(\d{1,5})$/.exec(value);
  if (withPort !== null) {
    const host = hostName(withPort[1]!);
    const port = portOf(withPort[2]!);
    return host === undefined || port === undefined ? [] : [{ form: 'host', host, port, sure: true }];
  }
  return value.split(',').flatMap((item) => bareHost(item.trim().replace(/\\.*$/, ''), true) ?? []);
};

/** Go's MySQL driver. */
const goHosts = (text: string): readonly Host[] =>
  [...text.matchAll(/\b(?:tcp|udp)6?\(([^()\s]{1,300})\)/g)].flatMap(
    ([, address]) => hostAndPort(address!, true) ?? [],
  );

/** `jdbc:oracle:thin:@db:1521:shop`, `(DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1521)))`. */
const oracleHosts = (text: string): readonly Host[] => [
  ...[
    ...text.matchAll(/jdbc:oracle:[a-z]{1,10}:[^@\s]{0,100}@(?:\/\/)?([\w.-]{1,254}(?::\d{1,5})?)/g),
  ].flatMap(([, address]) => hostAndPort(address!, true) ?? []),
  ...[...text.matchAll(/\(\s{0,5}HOST\s{0,5}=\s{0,5}([\w.-]{1,254})\s{0,5}\)/gi)].flatMap(
    ([, address]) => hostAndPort(address!, true) ?? [],
  ),
];
