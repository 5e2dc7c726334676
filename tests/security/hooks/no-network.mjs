/**
 * No network: whatever would open a socket, ask for a name or listen is noted in the file NETWORK_LOG, and throws. Loaded by
 * `--import`, which worker threads and programs of node that it starts inherit by NODE_OPTIONS.
 *
 * NETWORK_MAY_LISTEN allows to listen on 127.0.0.1, and to answer there.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import http2 from 'node:http2';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';

const { NETWORK_LOG = '', NETWORK_MAY_LISTEN } = process.env;
const log = fs.openSync(NETWORK_LOG, 'a');
const { writeSync } = fs;

const refused = (what) => {
  writeSync(log, `${what}\n`);
  throw new Error(`no network: ${what}`);
};

const refuse = (owner, names, of) => {
  for (const name of names)
    if (typeof owner[name] === 'function') owner[name] = () => refused(`${of}.${name}`);
};

// All that connects ends here: http, https, tls, fetch, WebSocket and pg.
net.Socket.prototype.connect = () => refused('net.connect');
// oxlint-disable-next-line typescript/unbound-method -- it is called for the server that is asked to listen
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (...args) {
  if (NETWORK_MAY_LISTEN === undefined || args[1] !== '127.0.0.1') refused(`net.listen ${String(args[1])}`);
  writeSync(log, 'listens on 127.0.0.1\n');
  return listen.apply(this, args);
};
refuse(net, ['connect', 'createConnection'], 'net');
refuse(tls, ['connect'], 'tls');
refuse(http2, ['connect'], 'http2');
refuse(dgram.Socket.prototype, ['bind', 'send', 'connect'], 'dgram');
const LOOKUPS = Object.keys(dns).filter((name) => /^(?:lookup|resolve|reverse)/.test(name));
// Whoever listens asks for the name even of what is an address.
const { lookup } = dns;
refuse(dns, LOOKUPS, 'dns');
const refusedLookup = dns.lookup;
dns.lookup = (name, ...rest) => (net.isIP(name) === 0 ? refusedLookup() : lookup(name, ...rest));
refuse(dns.promises, LOOKUPS, 'dns');
for (const owner of [dns.Resolver, dns.promises.Resolver]) refuse(owner.prototype, LOOKUPS, 'dns');
globalThis.fetch = async () => refused('fetch');
if ('WebSocket' in globalThis)
  globalThis.WebSocket = new Proxy(globalThis.WebSocket, { construct: () => refused('WebSocket') });
syncBuiltinESMExports();
