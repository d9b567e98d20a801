/** `npm start`: reads the flags, starts the service, stops it when asked to. See docs/configuration.md. */
import { join } from 'node:path';
import { parseServiceFlags, SERVICE_HELP } from './cli/service-flags.ts';
import { ConfigError } from './config-error.ts';
import { readConfiguration } from './config.ts';
import { withFlags } from './config-flags.ts';
import { JournalError } from './errors.ts';
import { OperatorError } from './operator-error.ts';
import { packageRoot, packageVersion } from './package-root.ts';
import { startService, type RunningService } from './service.ts';
import { SystemClock } from './system-clock.ts';

/** A stop that takes longer than this has hung; the journal is safe at any moment. */
const STOP_LIMIT_MS = 10_000;
const EXIT_CONFIGURATION = 2;
const EXIT_FAILED = 1;

async function main(): Promise<number | undefined> {
  // Whatever the service writes is its own user's alone.
  process.umask(0o077);
  const flags = parseServiceFlags(process.argv.slice(2));
  if (flags.help) {
    console.log(SERVICE_HELP);
    return 0;
  }
  const source = { file: flags.config, environment: process.env, workingDirectory: process.cwd() };
  const configuration = withFlags(readConfiguration(source), flags);
  if (flags.checkConfig) {
    console.log(
      `配置无误 The configuration is good: ${flags.config ?? '内置虚拟办公室 built-in virtual office'}`,
    );
    return 0;
  }
  const service = await startService({
    configuration,
    machineClock: new SystemClock(),
    version: packageVersion(),
    screensDirectory: join(packageRoot(), 'dist', 'kiosk-ui'),
    environment: process.env,
    log: (what, cause) => console.error(what, cause),
    onFatal: () => process.exit(EXIT_FAILED),
  });
  stopOnSignals(service);
  console.log(service.announcement);
  return undefined;
}

function stopOnSignals(service: RunningService): void {
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(EXIT_FAILED), STOP_LIMIT_MS).unref();
    void service.stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('stopping failed', error);
        process.exit(EXIT_FAILED);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}

main().then(
  (code) => {
    if (code !== undefined) process.exitCode = code;
  },
  (error: unknown) => {
    // What an operator can mend is said in words; a defect keeps its stack.
    const said =
      error instanceof ConfigError || error instanceof JournalError || error instanceof OperatorError;
    console.error(said ? error.message : error);
    process.exit(error instanceof ConfigError ? EXIT_CONFIGURATION : EXIT_FAILED);
  },
);
