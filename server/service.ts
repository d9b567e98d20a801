/**
 * Composes the whole service from a configuration: virtual hardware, office, devices, HTTP and live side, in the order
 * in which each can rely on the one before, and stops them in the opposite order.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDeviceRegistry, type DeviceRegistry } from '../devices/index.ts';
import { createSignInReader } from '../devices/sign-in-reader/create-sign-in-reader.ts';
import type { VirtualHardware } from '../devices/virtual/virtual-hardware.ts';
import { createModbusBus, createTransport, type Clock } from '../firmware-bridge/index.ts';
import { followSessionEndings } from './access/session-endings.ts';
import { announcement } from './announcement.ts';
import { buildApp } from './app.ts';
import type { Configuration } from './config.ts';
import { prepareDataDirectory, VIRTUAL_HARDWARE_FILE } from './data-directory.ts';
import { prepareDemonstration } from './demonstration.ts';
import { newRandomId } from './engine/ids.ts';
import type { OfficeTrouble } from './engine/office-options.ts';
import type { DemoAccounts } from './http/parts.ts';
import { screenPages } from './http/screen-routes.ts';
import { startLive } from './live/live.ts';
import { officeClockFor } from './office-clock.ts';
import { openConfiguredOffice, recordInstallation, type OpenedOffice } from './open-office.ts';
import { OperatorError } from './operator-error.ts';
import { originsOf } from './origins.ts';
import { composeParts } from './service-parts.ts';
import { startVirtualHardware, type KeptHardware } from './virtual-hardware.ts';

export interface ServiceOptions {
  readonly configuration: Configuration;
  readonly machineClock: Clock;
  readonly version: string;
  /** Where the built screens are. */
  readonly screensDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Troubles that nobody waits for. */
  readonly log: (what: string, cause: unknown) => void;
  /** The journal can neither be written nor read: the service must end. */
  readonly onFatal: () => void;
}

export interface RunningService {
  readonly announcement: string;
  /** Takes nothing more, closes the devices, records the stop and closes the journal. */
  stop(reason: string): Promise<void>;
}

type Stop = (reason: string) => Promise<void> | void;

/** Throws what keeps it from starting; whatever had been started is stopped again. */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const stops: Stop[] = [];
  const stop = async (reason: string): Promise<void> => {
    for (const step of stops.splice(0).toReversed()) await step(reason);
  };
  try {
    return { announcement: await start(options, stops), stop };
  } catch (error) {
    await stop('start-failed');
    throw error;
  }
}

async function start(options: ServiceOptions, stops: Stop[]): Promise<string> {
  const { configuration, log } = options;
  prepareDataDirectory(configuration);
  const kept = await startHardware(options, stops);
  const hardware = kept?.hardware;
  const demonstration = prepareDemonstration(configuration, options.version, kept);
  // The office tells its devices their settings as soon as it opens, so they are built first and started last.
  const late: { opened?: OpenedOffice } = {};
  const clock = officeClockFor(configuration, options.machineClock);
  const registry = createDeviceRegistry(hardware?.configuration() ?? configuration.devices, {
    clock: clock.clock,
    onEvent: (event) => late.opened?.office.submit(event),
    onTrouble: (trouble) => log('device', trouble),
    createReader: createSignInReader,
    createBus: (address) => createModbusBus(address, clock.clock),
    createTransport,
    newCallId: () => newRandomId('call'),
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    isKnownCard: (cardNumber, format) =>
      late.opened !== undefined && isKnownCard(late.opened, cardNumber, format),
    environment: (name) => options.environment[name],
  });
  const opened = openConfiguredOffice({
    ...options,
    clock,
    devices: registry,
    ...(demonstration === undefined ? {} : { seed: demonstration.seed }),
    onTrouble: (trouble) => onTrouble(options, trouble),
  });
  late.opened = opened;
  stops.push((reason) => opened.office.close(reason));
  stops.push(() => registry.stop());
  stops.push(followSessionEndings(opened.office, opened.vault));
  await recordInstallation(opened.office, configuration);
  const accounts = await demonstration?.openAccounts(opened);
  const announced = await listen(options, { opened, registry, hardware, accounts }, stops);
  await registry.start();
  return announced;
}

async function startHardware(
  { configuration, machineClock, log }: ServiceOptions,
  stops: Stop[],
): Promise<KeptHardware | undefined> {
  if (!configuration.virtual) return undefined;
  const file = join(configuration.server.dataDirectory, VIRTUAL_HARDWARE_FILE);
  const kept = await startVirtualHardware(configuration.devices, file, machineClock, (cause) =>
    log(`virtual hardware: ${file} not saved`, cause),
  );
  stops.push(() => kept.stop());
  return kept;
}

/** Readers that send a number once ask whether somebody holds it, by as much of the number as their format carries. */
function isKnownCard({ office, vault }: OpenedOffice, cardNumber: string, format: string): boolean {
  const cardRef = vault.cardRefOf(cardNumber, format);
  return cardRef !== undefined && office.context().people.holderOfCard(cardRef) !== undefined;
}

interface Composed {
  readonly opened: OpenedOffice;
  readonly registry: DeviceRegistry;
  readonly hardware: VirtualHardware | undefined;
  readonly accounts: DemoAccounts | undefined;
}

async function listen(options: ServiceOptions, composed: Composed, stops: Stop[]): Promise<string> {
  const { configuration, machineClock, version, log } = options;
  const { office, vault, clock } = composed.opened;
  const { server } = configuration;
  const { bench } = composed.hardware ?? {};
  const known = new Set<string>();
  const parts = composeParts({
    office,
    vault,
    machineClock,
    officeClock: clock.clock,
    version,
    secure: server.tls !== undefined,
    origins: () => known,
    screensDirectory: options.screensDirectory,
    devices: composed.registry,
    bench: bench && { state: () => bench.state(), act: (act) => bench.act(act), accounts: composed.accounts },
  });
  const tls = server.tls && { cert: readFileSync(server.tls.cert), key: readFileSync(server.tls.key) };
  const { app } = await buildApp(parts, { log: true, tls });
  stops.push(() => app.close());
  const live = startLive(parts, {
    server: app.server,
    parseCookie: (header) => app.parseCookie(header),
    officeClock: clock.clock,
    demoClock: clock.demo,
    log: (reference, error) => log(`live ${reference}`, error),
  });
  stops.push(() => live.stop());
  await app.listen({ host: server.host, port: server.port }).catch((cause: unknown) => {
    throw inListeningWords(cause, server);
  });
  const bound = app.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : server.port;
  const origins = originsOf({ host: server.host, port, tls: tls !== undefined }, server.allowedOrigins);
  for (const origin of origins) known.add(origin);
  const from = clock.time.isoOf(clock.clock.epochMs());
  return announcement({
    origins: origins.slice(0, 1),
    pages: screenPages(bench !== undefined),
    setupCode: vault.setupCode(),
    accounts: composed.accounts,
    virtual: configuration.virtual,
    demoClock: clock.demo ? { from, rate: clock.rate } : undefined,
    dataDirectory: server.dataDirectory,
    verifierKey: office.verifierKey,
  });
}

const LISTENING_WORDS: Readonly<Record<string, string>> = {
  EADDRINUSE: '端口已被占用，请停止占用它的程序，或用 --port 换一个端口',
  EACCES: '没有使用这个端口的权限，请换用 1024 以上的端口',
  EADDRNOTAVAIL: '本机没有这个地址，请改正 server.host',
  ENOTFOUND: '没有这个地址，请改正 server.host',
};

function inListeningWords(cause: unknown, { host, port }: Configuration['server']): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const words = LISTENING_WORDS[code];
  return words === undefined
    ? cause
    : new OperatorError(`${host}:${port} 无法监听，服务未启动：${words}。`, { cause });
}

function onTrouble({ log, onFatal }: ServiceOptions, trouble: OfficeTrouble): void {
  log(`${trouble.kind}: ${trouble.what}`, trouble.cause);
  if (trouble.kind === 'fatal') onFatal();
}
