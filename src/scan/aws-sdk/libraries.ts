/** Packages that speak to hosts: by which of their functions and classes, and where these are given the address. */
import type { EdgeClass } from '../../model/fact.ts';

/** Where an address stands: in which argument, and under which property of it, if it is an object. */
interface Place {
  readonly argument: number;
  readonly property?: string;
}

export interface Caller {
  readonly class: EdgeClass;
  /** Functions, methods and classes; '' is the package's own export. `*`: any. */
  readonly names: ReadonlySet<string>;
  readonly places: readonly Place[];
}

/** Packages | class | functions and classes | places. */
const ROWS: readonly (readonly [packages: string, of: EdgeClass, names: string, places: string])[] = [
  [
    'axios',
    'call',
    'export get post put patch delete head options request create',
    '0 0.url 0.baseURL 1.baseURL 2.baseURL',
  ],
  ['got', 'call', 'export get post put patch delete head stream extend', '0 0.url 0.prefixUrl 1.prefixUrl'],
  [
    'ky ky-universal',
    'call',
    'export get post put patch delete head create extend',
    '0 0.prefixUrl 1.prefixUrl',
  ],
  ['superagent', 'call', 'export get post put patch delete del head', '0'],
  [
    'node-fetch cross-fetch isomorphic-fetch isomorphic-unfetch unfetch @whatwg-node/fetch ofetch',
    'call',
    'export fetch default ofetch $fetch',
    '0',
  ],
  ['undici', 'call', 'fetch request stream pipeline Client Pool', '0'],
  [
    'request request-promise request-promise-native needle phin bent',
    'call',
    'export get post put patch delete head',
    '0 0.url 0.uri 1',
  ],
  ['http https node:http node:https', 'call', 'get request', '0 0.hostname 0.host'],
  ['graphql-request', 'call', 'GraphQLClient request rawRequest', '0 0.url'],
  [
    '@apollo/client @apollo/client/core @apollo/client/link/http apollo-link-http apollo-boost',
    'call',
    'HttpLink createHttpLink ApolloClient export',
    '0.uri',
  ],
  ['urql @urql/core', 'call', 'createClient Client', '0.url'],
  ['ws', 'call', 'export WebSocket', '0'],
  ['socket.io-client', 'call', 'export io connect', '0'],
  ['nice-grpc nice-grpc-web', 'call', 'createChannel', '0'],
  [
    '@connectrpc/connect-node @connectrpc/connect-web @bufbuild/connect-node @bufbuild/connect-web',
    'call',
    'createConnectTransport createGrpcTransport createGrpcWebTransport',
    '0.baseUrl',
  ],
  ['@grpc/grpc-js grpc', 'call', 'Client Channel', '0'],
  ['nodemailer', 'call', 'createTransport', '0 0.host'],
  ['pg pg-promise', 'data', 'Pool Client Pool.connect export', '0 0.connectionString 0.host'],
  ['postgres @neondatabase/serverless', 'data', 'export neon Pool Client', '0 0.connectionString 0.host'],
  [
    'mysql mysql2 mysql2/promise mariadb',
    'data',
    'createConnection createPool createPoolCluster',
    '0 0.uri 0.host',
  ],
  ['mssql tedious', 'data', 'connect ConnectionPool Connection', '0 0.server'],
  ['mongodb', 'data', 'MongoClient connect', '0'],
  ['mongoose', 'data', 'connect createConnection', '0'],
  ['ioredis', 'data', 'export Redis Cluster', '0 1 0.host'],
  ['redis @redis/client', 'data', 'createClient', '0 0.url 0.host 0.socket.host'],
  ['memcached memjs', 'data', 'export create', '0'],
  ['knex', 'data', 'export knex', '0.connection 0.connection.connectionString 0.connection.host'],
  ['sequelize sequelize-typescript', 'data', 'Sequelize export', '0 0.host 3.host'],
  ['typeorm', 'data', 'DataSource createConnection', '0.url 0.host'],
  ['cassandra-driver', 'data', 'Client', '0.contactPoints'],
  ['@elastic/elasticsearch @opensearch-project/opensearch', 'data', 'Client', '0.node 0.nodes 0.node.url'],
  ['neo4j-driver', 'data', 'driver', '0'],
  ['@clickhouse/client', 'data', 'createClient', '0.url 0.host'],
  ['amqplib amqplib/callback_api amqp-connection-manager', 'asynchronous', 'connect', '0 0.hostname'],
  ['kafkajs', 'asynchronous', 'Kafka', '0.brokers'],
  ['nats', 'asynchronous', 'connect', '0.servers'],
  ['mqtt', 'asynchronous', 'connect connectAsync', '0'],
  ['bullmq bull', 'asynchronous', 'Queue Worker export', '1 1.connection.host 2.connection.host'],
];

/** The row of each package. */
export const CALLING_PACKAGES: ReadonlyMap<string, Caller> = new Map(
  ROWS.flatMap(([packages, of, names, places]) => {
    const caller: Caller = {
      class: of,
      names: new Set(names.split(' ').map((name) => (name === 'export' ? '' : name))),
      places: places.split(' ').map((place) => {
        const dot = place.indexOf('.');
        return dot < 0
          ? { argument: Number(place) }
          : { argument: Number(place.slice(0, dot)), property: place.slice(dot + 1) };
      }),
    };
    return packages.split(' ').map((name) => [name, caller] as const);
  }),
);

/** The functions that need no import. */
export const GLOBAL_FETCH: Caller = {
  class: 'call',
  names: new Set(['fetch']),
  places: [{ argument: 0 }],
};
