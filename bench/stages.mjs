/**
 * Where the time of one `faultline impact` goes: the same steps as the program's, called one by one.
 *
 *     node bench/stages.mjs DOCUMENT ID    prints [[stage, milliseconds], …] as JSON
 *
 * It is a process of its own, so that every step is met as cold as it is in the program.
 */
import { readFileSync } from 'node:fs';
import { impact } from '../dist/analyze/impact.js';
import { decode } from '../dist/document/decode.js';
import { parseJson } from '../dist/document/json.js';
import { decodeText } from '../dist/document/text.js';
import { assemble, compile, propagate } from '../dist/index.js';
import { Origin } from '../dist/model/place.js';
import { json } from '../dist/report/json.js';
import { text as plainText } from '../dist/report/text.js';
import { timed } from './measure.mjs';

const DAY = '2026-01-01';
const PLAIN = { width: 100, paint: (_, text) => text };

const stages = [];

/** @type {<T>(name: string, call: () => T) => T} */
const stage = (name, call) => {
  const { result, ms } = timed(call);
  stages.push([name, ms]);
  return result;
};

const [file, id] = process.argv.slice(2);
const bytes = stage('read', () => readFileSync(file));
const { text } = stage('decode UTF-8', () => decodeText(file, bytes));
stage('JSON.parse', () => void JSON.parse(text));
const parsed = stage('duplicate keys', () => parseJson({ file, text }));
// parseJson parses, and then looks for keys given twice: what is left is the looking. It is a difference of two
// times; where noise is larger than it, it may come out below zero, and is shown so.
stages.at(-1)[1] -= stages.at(-2)[1];
const { document } = stage('decode', () => decode(parsed.value, new Origin(parsed.source)));
const { estate } = stage('assemble', () => assemble([document]));
const network = stage('compile', () => compile(estate, DAY));
stage('propagate', () => propagate(network, [{ position: estate.positions.get(id), rank: 3 }]));
const report = impact.run({ estate, args: [id], options: {}, today: DAY });
stage('print text', () => plainText.render(report, PLAIN));
stage('print JSON', () => json.render(report, PLAIN));
process.stdout.write(JSON.stringify(stages));
