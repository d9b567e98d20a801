#!/usr/bin/env node
/** `dianmao`: the command line on the machine itself. Exit codes: 0 done, 1 refused, 2 not understood, 3 found wrong. */
import { ConfigError } from '../config-error.ts';
import { JournalError, RuleViolation } from '../errors.ts';
import { OperatorError, UsageError } from '../operator-error.ts';
import { packageVersion } from '../package-root.ts';
import { SystemClock } from '../system-clock.ts';
import { EXIT_DONE, EXIT_REFUSED, EXIT_USAGE, type Command, type CommandContext } from './command.ts';
import { CHECK_CONFIG, DEVICES } from './installation-commands.ts';
import { BACKUP, RESTORE, VERIFY_JOURNAL } from './journal-commands.ts';
import { ADD_USER, IMPORT_HISTORY, IMPORT_STAFF, RESET_PASSWORD } from './people-commands.ts';
import { openTerminal } from './terminal.ts';

const COMMANDS: readonly Command[] = [
  CHECK_CONFIG,
  DEVICES,
  VERIFY_JOURNAL,
  BACKUP,
  RESTORE,
  IMPORT_STAFF,
  IMPORT_HISTORY,
  ADD_USER,
  RESET_PASSWORD,
];

async function run(args: readonly string[], context: CommandContext): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    context.terminal.print(['用法 Usage: npm run dianmao -- COMMAND', '', ...COMMANDS.map(line)].join('\n'));
    return name === undefined ? EXIT_USAGE : EXIT_DONE;
  }
  const command = COMMANDS.find((known) => known.name === name);
  if (command === undefined) throw new UsageError(`没有命令 ${name}，未执行。用 --help 查看全部命令。`);
  if (rest.includes('--help')) {
    context.terminal.print(
      `用法 Usage: npm run dianmao -- ${name} ${command.usage}\n${command.summaryZh}\n${command.summaryEn}`,
    );
    return EXIT_DONE;
  }
  return command.run(rest, context);
}

function line({ name, summaryZh, summaryEn }: Command): string {
  return `  ${name.padEnd(16)} ${summaryZh}\n  ${''.padEnd(16)} ${summaryEn}`;
}

// Whatever a command writes is its own user's alone, as with the service.
process.umask(0o077);
const terminal = openTerminal(process.stdin, process.stdout);
run(process.argv.slice(2), {
  terminal,
  clock: new SystemClock(),
  version: packageVersion(),
  environment: process.env,
  workingDirectory: process.cwd(),
}).then(
  (code) => {
    terminal.close();
    process.exitCode = code;
  },
  (error: unknown) => {
    terminal.close();
    const said =
      error instanceof OperatorError ||
      error instanceof ConfigError ||
      error instanceof RuleViolation ||
      error instanceof JournalError;
    console.error(said ? error.message : error);
    process.exitCode =
      error instanceof ConfigError || error instanceof UsageError ? EXIT_USAGE : EXIT_REFUSED;
  },
);
