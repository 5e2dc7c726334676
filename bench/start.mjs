/** Start-up: what everybody waits for at every command. */
import { fileURLToPath } from 'node:url';
import { inTurn, median } from './measure.mjs';
import { FAULTLINE, wallTime } from './process.mjs';
import { shownRatio, shownTime } from './result.mjs';

const ROUNDS = 15;
const MOST_TIMES_NODE = 2;
const MOST_IMPACT_MS = 500;

const INCIDENT = fileURLToPath(new URL('../graphs/incidents/2017-02-28-aws-s3.yaml', import.meta.url));

/** @returns {Promise<import('./result.mjs').Line[]>} */
export const benchStart = async () => {
  const commands = {
    node: starting(['-e', '0']),
    help: starting([FAULTLINE, '--help']),
    impact: starting([FAULTLINE, 'impact', 'aws/us-east-1/s3', '--graph', INCIDENT]),
  };
  // Once unmeasured: the files are in memory then, for all of them.
  await inTurn(1, commands);
  const rounds = await inTurn(ROUNDS, commands);
  const [node, help, impact] = [rounds.node, rounds.help, rounds.impact].map(median);
  return [
    { what: '`node -e 0`', measured: shownTime(node) },
    {
      what: '`faultline --help`',
      measured: shownTime(help),
      ratio: `${shownRatio(help / node)} node`,
      target: `≤ ${MOST_TIMES_NODE} × node`,
      met: help <= MOST_TIMES_NODE * node,
    },
    {
      what: '`faultline impact` on an incident',
      measured: shownTime(impact),
      ratio: `${shownRatio(impact / node)} node`,
      target: `≤ ${MOST_IMPACT_MS / 1000} s`,
      met: impact <= MOST_IMPACT_MS,
    },
  ];
};

const starting = (args) => ({ run: () => wallTime(args) });
