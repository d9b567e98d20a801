/** One command of `dianmao`: its name, how it is used, and what it does. Returns the exit code. */
import type { Clock } from '../../firmware-bridge/index.ts';
import { readConfiguration, type Configuration } from '../config.ts';
import { withFlags } from '../config-flags.ts';
import type { Terminal } from './terminal.ts';

export const EXIT_DONE = 0;
/** It could not be done, and nothing was changed. */
export const EXIT_REFUSED = 1;
/** The command was not understood, or the configuration has mistakes. */
export const EXIT_USAGE = 2;
/** It was looked at and found wrong: the journal does not verify. */
export const EXIT_FOUND_WRONG = 3;

export interface CommandContext {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
}

export interface Command {
  readonly name: string;
  /** After the name, e.g. `FILE [--config FILE]`. */
  readonly usage: string;
  readonly summaryZh: string;
  readonly summaryEn: string;
  run(args: readonly string[], context: CommandContext): Promise<number>;
}

/** Flags that every command on an installation takes. */
export const INSTALLATION_FLAGS = { config: { type: 'string' }, data: { type: 'string' } } as const;

/** Throws `ConfigError`. */
export function configurationFor(
  values: { readonly config?: string | undefined; readonly data?: string | undefined },
  { environment, workingDirectory }: CommandContext,
): Configuration {
  const configuration = readConfiguration({ file: values.config, environment, workingDirectory });
  return withFlags(configuration, {
    config: values.config,
    data: values.data,
    checkConfig: false,
    port: undefined,
    noDemo: false,
    demoClock: undefined,
    help: false,
  });
}
