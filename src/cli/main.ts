#!/usr/bin/env node
/**
 * The command line: from arguments to an exit code.
 *
 * 0 done, 1 a check failed, 2 bad input or usage, 3 a defect of the program. Nothing heavy is loaded before it is
 * known what is asked.
 */
import { runCli } from './run.ts';

const args = process.argv.slice(2);

// A shell that completes a word does not wait until all commands are loaded.
if (args[0] === '__complete') await (await import('./completion/ids.ts')).completeIds(args.slice(1));
else process.exitCode = await runCli(args);
