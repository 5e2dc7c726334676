import { expect, test } from 'vitest';
import { kindOfImage } from '../../src/scan/images.ts';

test.each([
  ['postgres', 'database'],
  ['postgres:16-alpine', 'database'],
  ['docker.io/bitnami/postgresql:16@sha256:abc', 'database'],
  ['mcr.microsoft.com/mssql/server:2022-latest', 'database'],
  ['mcr.microsoft.com/azure-sql-edge:1.0.4', 'database'],
  ['registry:5000/rs-mysql-db:${TAG}', 'database'],
  ['${REPO}/rs-mongodb:1', 'database'],
  ['amazon/dynamodb-local', 'database'],
  ['redis:7', 'cache'],
  ['valkey/valkey:8', 'cache'],
  ['confluentinc/cp-kafka:7', 'queue'],
  ['rabbitmq:3-management', 'queue'],
  ['minio/minio', 'storage'],
  ['quay.io/keycloak/keycloak', 'identity'],
  ['pulumi/guestbook-php-redis', undefined],
  ['nginx', undefined],
  ['minio/mc', undefined],
  ['provectuslabs/kafka-ui', undefined],
  ['mongo-express', undefined],
  ['prometheuscommunity/postgres-exporter', undefined],
  ['shop/orders:1', undefined],
  ['', undefined],
])('%s is a %s', (image, kind) => {
  expect(kindOfImage(image)).toBe(kind);
});
