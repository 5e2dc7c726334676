// Fuzzing: hostile inputs for every reader and every scanner of the built program, until so many were tried.
//
//     npm run build && node scripts/fuzz.mjs --inputs 100000
//     node scripts/fuzz.mjs --only terraform --at 12345 --print     # that one input, again
//
// An input is made by its seed, target and index alone, from a grammar or out of a real document that was damaged. Of
// each it must hold: an answer or a UserError (exit 0, 1 or 2), within a bound of processor time, below a gigabyte; of
// one in 25 also that it gives the same bytes twice, that what is written can be read again, and that no absolute path
// is in it. It exits with 1 if anything failed; what failed is made smaller and saved.
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Draw } from './fuzz/draw.mjs';
import { safePath } from './fuzz/inputs.mjs';
import { programIn, scanInMemory } from './fuzz/program.mjs';
import { ROOT } from './fuzz/seeds.mjs';
import { TARGETS, targetNamed } from './fuzz/targets.mjs';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    seconds: { type: 'string', default: '0' },
    /** Seconds of processor time that an input may take. */
    bound: { type: 'string', default: '10' },
    least: { type: 'string', default: '0' },
    lanes: { type: 'string', default: String(availableParallelism()) },
    dist: { type: 'string', default: path.join(ROOT, 'dist') },
    save: { type: 'string' },
    at: { type: 'string' },
    print: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    from: { type: 'string', default: '0' },
    /** Without the targets of large inputs. */
    small: { type: 'boolean', default: false },
  },
});

const asked =
  values.only === undefined
    ? TARGETS.filter(({ name }) => !values.small || !name.startsWith('large-'))
    : values.only.split(',').map((name) => targetNamed(name) ?? die(name));
function die(name) {
  console.error(`there is no target ${name}; there are: ${TARGETS.map((one) => one.name).join(', ')}`);
  process.exit(2);
}

/** When the table was printed last. */
let reported = 0;

if (values.at !== undefined) await again(asked[0], Number(values.at));
else await long();

/** One input, once more: printed, or tried with its error shown. */
async function again(target, index) {
  const input = target.make(new Draw(values.seed, target.name, index));
  if (values.save !== undefined) save(path.join(values.save, `${target.name}-${index}`), input);
  if (values.print) {
    for (const [name, bytes] of Object.entries(input))
      process.stdout.write(`--- ${name}\n${bytes.toString('utf8')}\n`);
    return;
  }
  const program = { ...(await programIn(values.dist)), scanInMemory };
  const before = performance.now();
  console.log(await target.run(program, input, true), `${Math.round(performance.now() - before)} ms`);
}

function save(folder, input) {
  for (const [name, bytes] of Object.entries(input)) {
    const file = safePath(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

/** How many inputs each target gets: by weight, none below `--least`. */
function shares() {
  const weights = asked.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(
    asked.map(({ name, weight }) => [
      name,
      Math.max(
        name.startsWith('large-') ? Math.min(150, Number(values.least)) : Number(values.least),
        Math.ceil((Number(values.inputs) * weight) / weights),
      ),
    ]),
  );
}

async function long() {
  const started = Date.now();
  const rows = new Map(
    asked.map(({ name }) => [
      name,
      { target: name, inputs: 0, accepted: 0, refused: 0, hangs: 0, crashes: 0, memory: 0, peak: 0, ms: 0 },
    ]),
  );
  const share = shares();
  const next = new Map(asked.map(({ name }) => [name, Number(values.from)]));
  const signatures = new Map();
  const slow = [];
  const isOver = () => Number(values.seconds) > 0 && Date.now() - started > Number(values.seconds) * 1_000;

  /** The next piece of work: targets take turns, each in pieces that take about as long. */
  let turn = 0;
  const piece = () => {
    for (let i = 0; i < asked.length; i++) {
      const { name } = asked[turn++ % asked.length];
      const from = next.get(name);
      const end = share.get(name) + Number(values.from);
      if (from >= end) continue;
      const to = Math.min(end, from + Math.max(5, Math.ceil(share.get(name) / 50)));
      next.set(name, to);
      return { name, from, to, isMinimised: values.save !== undefined };
    }
    return undefined;
  };

  const take = (lane, resolve) => {
    const work = isOver() ? undefined : piece();
    if (work === undefined) {
      lane.disconnect();
      resolve();
    } else {
      lane.work = { ...work, since: Date.now() };
      lane.send(work);
    }
  };

  const told = (failure) => {
    const row = rows.get(failure.target);
    row[failure.kind === 'crash' ? 'crashes' : failure.kind === 'hang' ? 'hangs' : 'memory']++;
    const count = (signatures.get(failure.signature)?.count ?? 0) + 1;
    signatures.set(failure.signature, {
      count,
      first: signatures.get(failure.signature)?.first ?? `--only ${failure.target} --at ${failure.index}`,
    });
    if (count > 3) return;
    console.error(
      `${failure.kind}: --only ${failure.target} --seed ${values.seed} --at ${failure.index}\n  ${failure.stack.split('\n').slice(0, 6).join('\n  ')}`,
    );
    if (values.save === undefined) return;
    const folder = path.join(values.save, `${failure.target}-${failure.kind}-${failure.index}`);
    save(
      folder,
      failure.input === undefined
        ? targetNamed(failure.target).make(new Draw(values.seed, failure.target, failure.index))
        : revived(failure.input),
    );
    writeFileSync(
      path.join(folder, 'WHY.txt'),
      `seed ${values.seed}, index ${failure.index}\n${failure.stack}\n`,
    );
  };

  const done = (row, { accepted, refused, peak = 0 }) => {
    row.accepted += accepted;
    row.refused += refused;
    row.inputs = row.accepted + row.refused + row.hangs + row.crashes + row.memory;
    row.peak = Math.max(row.peak, Math.round(peak));
  };

  const lanes = Array.from(
    { length: Number(values.lanes) },
    () =>
      new Promise((resolve) => {
        const lane = fork(
          new URL('./fuzz/lane.mjs', import.meta.url),
          [values.dist, values.seed, values.bound, ROOT],
          { serialization: 'advanced', execArgv: [] },
        );
        let isFirst = true;
        lane.on('message', (message) => {
          if (message.ready && isFirst) {
            isFirst = false;
            take(lane, resolve);
          } else if (message.failure) told(message.failure);
          else if (message.slow) slow.push(message.slow);
          else if (message.part) done(rows.get(message.part.name), message.part);
          else if (message.done) {
            const row = rows.get(message.done.name);
            done(row, message.done);
            row.ms += Date.now() - lane.work.since;
            report(rows, started, false);
            take(lane, resolve);
          }
        });
        lane.on('exit', (code) => {
          if (code !== 0 && code !== null) console.error(`a lane ended with ${code}`);
          resolve();
        });
      }),
  );
  await Promise.all(lanes);
  report(rows, started, true);
  tellSlow(slow);
  for (const [signature, { count, first }] of signatures)
    console.log(`${count} × ${signature}\n    ${first}`);
  if (values.json) console.log(JSON.stringify([...rows.values()]));
  const isClean = [...rows.values()].every(({ hangs, crashes, memory }) => hangs + crashes + memory === 0);
  process.exitCode = isClean ? 0 : 1;
}

/** Buffers come over as plain bytes. */
function revived(input) {
  return Object.fromEntries(
    Object.entries(input).map(([name, one]) => [name, typeof one === 'string' ? one : Buffer.from(one)]),
  );
}

function report(rows, started, isLast) {
  if (!isLast && Date.now() - reported < 60_000) return;
  reported = Date.now();
  const total = [...rows.values()].reduce((sum, { inputs }) => sum + inputs, 0);
  const seconds = (Date.now() - started) / 1_000;
  console.log(`\n${total} inputs in ${Math.round(seconds)} s (${Math.round(total / seconds)}/s)`);
  console.log(
    line(['target', 'inputs', 'accepted', 'refused', 'hangs', 'crashes', 'memory', 'peak MB', 'inputs/s']),
  );
  for (const { target, inputs, accepted, refused, hangs, crashes, memory, peak, ms } of rows.values())
    console.log(
      line([
        target,
        inputs,
        accepted,
        refused,
        hangs,
        crashes,
        memory,
        peak,
        ms === 0 ? '' : Math.round((inputs * 1_000) / ms),
      ]),
    );
}

function line([first, ...others]) {
  return first.padEnd(16) + others.map((one) => String(one).padStart(10)).join('');
}

function tellSlow(slow) {
  for (const { target, index, ms, bytes } of slow.toSorted((a, b) => b.ms - a.ms).slice(0, 15))
    console.log(`slow: ${ms} ms for ${bytes} bytes: --only ${target} --at ${index}`);
}
