/** `faultline completion`: a script with which a shell completes commands, options, values and ids. */
import { Argument, Command } from 'commander';
import { write } from './output.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

type Shell = (typeof SHELLS)[number];

/** The command: prints the script. It completes what `whole` makes: the program with every command loaded. */
export const completionCommand = (whole: () => Promise<Command>): Command =>
  new Command('completion')
    .summary('print a script that completes commands in bash, zsh or fish')
    .description(
      'Print a script with which a shell completes commands, options, their values, files, and the ids of the document.',
    )
    .addArgument(new Argument('<shell>', 'the shell that it is for').choices(SHELLS))
    .addHelpText('after', EXAMPLES)
    .action(async (shell: Shell) => {
      const { manualsOf } = await import('./manual.ts');
      await write(process.stdout, (await SCRIPTS[shell]())(manualsOf(await whole())));
    });

const EXAMPLES = `
Examples:
  faultline completion bash > ~/.local/share/bash-completion/completions/faultline
  faultline completion zsh > ~/.zfunc/_faultline
  faultline completion fish > ~/.config/fish/completions/faultline.fish`;

const SCRIPTS = {
  bash: async () => (await import('./completion/bash.ts')).bashScript,
  zsh: async () => (await import('./completion/zsh.ts')).zshScript,
  fish: async () => (await import('./completion/fish.ts')).fishScript,
};
