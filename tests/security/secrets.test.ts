/** Proves that secrets that lie in what is read come out nowhere: a scan takes none along, and a message that quotes a line has stars. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { masked } from '../../src/model/masked.ts';
import { folderWith } from '../cli/folders.ts';
import { runHere } from '../cli/run.ts';

/** Each secret has this in it. */
const MARK = 'hunter2';

const SYSTEM = {
  'compose.yaml': `services:
  web:
    image: https://user:${MARK}a@registry.example.com/web:1
    depends_on: [db]
    command: ["--db", "postgres://user:${MARK}b@db:5432/shop", "--password=${MARK}c"]
    environment:
      DATABASE_URL: postgres://user:${MARK}d@db:5432/shop
      REDIS_URL: redis://:${MARK}e@cache:6379
      API: https://token:${MARK}f@api.stripe.com/v1?key=${MARK}g
      AWS_SECRET_ACCESS_KEY: ${MARK}h
      JDBC: jdbc:postgresql://db:5432/shop?user=a&password=${MARK}i
      CONN: Server=db;User=sa;Password=${MARK}j
      PEM: "-----BEGIN PRIVATE KEY-----\\n${MARK}k\\n-----END PRIVATE KEY-----"
  db: { image: postgres, environment: { POSTGRES_PASSWORD: ${MARK}l } }
  cache: { image: redis }
`,
  'k8s/api.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: api
          image: api:1
          args: ["--dsn=mysql://root:${MARK}m@mysql.prod.svc/app"]
          env: [{ name: U, value: "https://u:${MARK}n@unknown.example.org/p?token=${MARK}o" }]
---
apiVersion: v1
kind: Secret
metadata: { name: s }
stringData: { url: "postgres://user:${MARK}p@pg/x" }
`,
  'tf/main.tf': `provider "aws" {
  region     = "us-east-1"
  access_key = "${MARK}q"
}
resource "aws_lambda_function" "f" {
  environment { variables = { DB = "postgres://user:${MARK}r@db.example.com/x" } }
}
`,
  'src/package.json': '{"name":"svc","dependencies":{"@aws-sdk/client-s3":"3"}}',
  'src/index.ts': `import { S3Client } from '@aws-sdk/client-s3';
export const c = new S3Client({ region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: '${MARK}s' } });
export const x = async () => fetch('https://user:${MARK}t@api.example.com/pay?api_key=${MARK}u');
`,
  '.env': `DATABASE_URL=postgres://u:${MARK}v@db:5432/x\n`,
};

it('a scan takes no secret along, in any file or message', { timeout: 60_000 }, async () => {
  const cwd = folderWith(SYSTEM);
  const scan = await runHere(['scan', '.', '-o', 'out.yaml', '--coverage', 'coverage.json'], { cwd });
  const json = await runHere(['impact', 'kind:database', '--scan', '.', '--format', 'json'], { cwd });
  const check = await runHere(['check', '--scan', '.', '--format', 'sarif'], { cwd });
  expect(
    [scan.code, json.code].every((code) => code === 0),
    json.stderr,
  ).toBe(true);
  const out = readFileSync(path.join(cwd, 'out.yaml'), 'utf8');
  expect(out).toContain('web');
  const all = [scan, json, check].flatMap(({ stdout, stderr }) => [stdout, stderr]);
  for (const text of [out, readFileSync(path.join(cwd, 'coverage.json'), 'utf8'), ...all])
    expect(/.{0,60}hunter2./.exec(text)?.[0]).toBeUndefined();
});

it('a message about a document shows no secret of the lines that it quotes', async () => {
  const cwd = folderWith({
    'faultline.yaml': `faultline: 1
nodes:
  a: { kind: app, password: "${MARK}", dependsOn: ["postgres://u:${MARK}@db/x"] }
  b: { kind: app, url: "https://u:${MARK}@x", apiKey: ${MARK} }
  c: { kind: app, authorization: "Bearer ${MARK}" }
`,
  });
  const { code, stderr } = await runHere(['validate'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('unknown key "password"');
  expect(stderr).not.toContain(MARK);
});

describe('a line', () => {
  it.each([
    ['password: secret1', 'password: *******'],
    ['DB_PASSWORD=abc', 'DB_PASSWORD=***'],
    ['"apiKey": "abc", "x": 1', '"apiKey": "***", "x": 1'],
    ['postgres://u:pw@h/x and mysql://v:pass@h', 'postgres://u:**@h/x and mysql://v:****@h'],
    ['AKIAIOSFODNN7EXAMPLE', '********************'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer *******'],
    ['token = ghp_0123456789012345678901', 'token = **************************'],
    ['-----BEGIN RSA PRIVATE KEY-----abc', '**********************************'],
    ['secrets-manager: { kind: service }', 'secrets-manager: { kind: service }'],
    ['dependsOn: [token-service, password]', 'dependsOn: [token-service, password]'],
    ['http://localhost:8080/a@b', 'http://localhost:8080/a@b'],
  ])('%s is shown as %s', (line, shown) => {
    expect(masked(line)).toBe(shown);
    expect(shown).toHaveLength(line.length);
  });
});
