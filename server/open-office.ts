/**
 * Opens the office of a configuration: data directory, clock, vault, journal, and what is installed recorded. Used by
 * the service and, without devices, by the command line, so that both keep exactly the same rules.
 */
import { join } from 'node:path';
import { catalogueEntry } from '../devices/index.ts';
import type { Clock } from '../firmware-bridge/index.ts';
import type { Configuration } from './config.ts';
import { prepareDataDirectory } from './data-directory.ts';
import { openOffice } from './engine/office.ts';
import type {
  DeviceCommands,
  IntakeVault,
  Office,
  OfficeTrouble,
  SeedFact,
} from './engine/office-options.ts';
import { OFFICE_PARTS } from './office.ts';
import { journalFile, type OfficeClock } from './office-clock.ts';
import { Vault } from './people/vault.ts';
import { installationOf, type Installation } from './stations/installation.ts';

export interface OpeningOptions {
  readonly configuration: Configuration;
  readonly machineClock: Clock;
  readonly clock: OfficeClock;
  readonly version: string;
  readonly devices: DeviceCommands;
  readonly onTrouble: (trouble: OfficeTrouble) => void;
  /** Past of a demo office; asked for only where the journal is empty. */
  readonly seed?: (vault: IntakeVault, clock: OfficeClock) => readonly SeedFact[];
}

export interface OpenedOffice {
  readonly office: Office;
  readonly vault: Vault;
  readonly clock: OfficeClock;
}

/** Throws `JournalError`, or `OperatorError` where data directory or vault key are not fit to be used. */
export function openConfiguredOffice(options: OpeningOptions): OpenedOffice {
  const { configuration, machineClock, clock, seed } = options;
  prepareDataDirectory(configuration);
  const vault = new Vault({
    keyFile: join(configuration.server.dataDirectory, 'vault.key'),
    clock: machineClock,
  });
  const office = openOffice({
    file: journalFile(configuration),
    parts: OFFICE_PARTS,
    clock: clock.clock,
    wallRate: clock.rate,
    demoClock: clock.demo,
    time: clock.time,
    openVault: (database) => vault.attach(database),
    devices: options.devices,
    version: options.version,
    onTrouble: options.onTrouble,
    ...(seed === undefined ? {} : { seed: (intake: IntakeVault) => seed(intake, clock) }),
  });
  return { office, vault, clock };
}

/** What the installation file installs, as the journal words it. */
export function installed(configuration: Configuration): Installation {
  return installationOf(
    configuration,
    (model) => catalogueEntry(model) ?? { kind: 'unknown', silentWhenDead: false },
  );
}

/** Tells the journal what is installed; recorded only where it differs from what is known. */
export async function recordInstallation(office: Office, configuration: Configuration): Promise<void> {
  const body = installed(configuration);
  await office.request({ kind: 'system', through: 'service' }, { type: 'stations.configure', body });
}
