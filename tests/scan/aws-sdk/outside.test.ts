/** Code that is imported, but is not among the files of the repository: what a build leaves, say. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runHere } from '../../cli/run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'faultline-outside-'));
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  writeFileSync(path.join(folder, '.gitignore'), 'dist\n');
  for (const name of ['app', 'dist']) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, 'app/package.json'), '{"name": "app"}');
  writeFileSync(
    path.join(folder, 'app/main.mjs'),
    `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { BUCKET, load } from '../dist/load.js';
export const run = async () => {
  await load();
  return new S3Client({ region: 'eu-west-1' }).send(new GetObjectCommand({ Bucket: BUCKET, Key: 'a' }));
};
`,
  );
  writeFileSync(
    path.join(folder, 'dist/load.js'),
    `export const BUCKET = 'pictures';
export const load = () => fetch('https://sqs.us-east-1.amazonaws.com/1/jobs');
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

it('is followed for its values, and told as not looked into', async () => {
  const { code, stdout, stderr } = await runHere(['scan', 'app', '--coverage', 'coverage.json'], {
    cwd: folder,
  });
  expect({ code, stderr: stderr.includes('defect') }).toEqual({ code: 0, stderr: false });
  expect(stdout).toContain('pictures');
  expect(stdout).not.toContain('sqs');
  expect(readFileSync(path.join(folder, 'coverage.json'), 'utf8')).toContain('dist/load.js');
});
