/** From what became of the sampled mutants to figures: the share that the tests noticed, and how sure that is. */

/** The share that was noticed, with Wilson's interval, which holds near 0 and 1 too; 95 % for z = 1.96. */
const scoreOf = (tried, z = 1.96) => {
  const n = tried.length;
  const noticed = tried.filter((mutant) => mutant.noticed).length;
  const share = noticed / n;
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return { tried: n, noticed, share, from: Math.max(0, middle - half), to: Math.min(1, middle + half) };
};

/** As lines: the score of each room and of all, then what was missed. */
export const told = (tried) => {
  const rooms = [...new Set(tried.map(({ room }) => room))];
  const missed = tried.filter(({ noticed }) => !noticed).toSorted(byPlace);
  const count = (how) => tried.filter((mutant) => mutant.how === how).length;
  return [
    ...rooms.map((room) =>
      scoreLine(
        room,
        tried.filter((mutant) => mutant.room === room),
      ),
    ),
    scoreLine('all', tried),
    '',
    `noticed by a test that fails: ${count('failed')}, that takes too long: ${count('time')}, that crashes: ${count('crash')}`,
    `not noticed: ${missed.length}, of them never run: ${count('never run')}`,
    ...missed.map(missedLine),
    '',
  ].join('\n');
};

const byPlace = (a, b) =>
  (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;

const scoreLine = (name, tried) => {
  const { tried: n, noticed, share, from, to } = scoreOf(tried);
  return `${name.padEnd(10)}${percent(share)}  (95 %: ${percent(from)} to ${percent(to)})  ${noticed} of ${n}`;
};

const missedLine = ({ file, line, column, mutator, was, becomes, how }) =>
  `${file}:${line}:${column} ${mutator}${how === 'never run' ? ' (never run)' : ''}: ${short(was)} -> ${short(becomes)}`;

const percent = (share) => `${(share * 100).toFixed(1)} %`.padStart(7);

const short = (text) => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};
