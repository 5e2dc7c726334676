#!/usr/bin/env node
/**
 * The command line: from arguments to an exit code.
 *
 * 0 done, 1 a check failed, 2 bad input or usage, 3 a defect of the program. Nothing heavy is loaded before it is
 * known what is asked.
 */
import { runCli } from './run.ts';

process.exitCode = await runCli(process.argv.slice(2));
