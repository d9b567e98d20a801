/** What `openOffice` needs, and what it gives to `main.ts`, the command line and the tests. */
import type Database from 'better-sqlite3';
import type { DeviceCommand } from '../../devices/device-command.ts';
import type { DeviceEvent } from '../../devices/device-event.ts';
import type { Clock } from '../../firmware-bridge/clock.ts';
import type { OfficeTime } from '../calendar/office-time.ts';
import type { BackupManifest } from '../journal/manifest.ts';
import type { VerifyReport } from '../journal/verify.ts';
import type { VaultPort } from '../people/vault-port.ts';
import type { EngineMetrics } from './metrics.ts';
import type { OfficePort } from './office-port.ts';
import type { OfficeParts } from './parts.ts';
import type { RebuildReport } from './rebuild.ts';
import type { ActorRef, OfficeEvent } from './recorded-event.ts';

/** The device registry as the effect runner sees it. */
export interface DeviceCommands {
  /** Rejects with `DeviceError` when the command was not carried out. */
  execute(deviceId: string, command: DeviceCommand): Promise<void>;
}

/** The part of the vault that takes part in the engine's transaction. */
export type IntakeVault = Pick<VaultPort, 'cardRefOf' | 'keepCard'>;

/** One line of a seeded past; `atMs` becomes the line's time of recording. */
export interface SeedFact {
  readonly atMs: number;
  /** Default `system`. */
  readonly actor?: ActorRef;
  readonly event: OfficeEvent;
}

export interface OfficeOptions {
  /** The SQLite file. Beside it lie its lock, the reserve, the signing key and `checkpoints/`. */
  readonly file: string;
  readonly parts: OfficeParts;
  readonly clock: Clock;
  /** Wall seconds a monotonic second; more than 1 only with a demo clock. Default 1. */
  readonly wallRate?: number;
  readonly demoClock?: boolean;
  readonly time: OfficeTime;
  /**
   * Called with the writing connection at the start, and again with a new one whenever the old one had to be given
   * up after an I/O error; the vault must then use the new one alone.
   */
  readonly openVault: (database: Database.Database) => IntakeVault;
  readonly devices: DeviceCommands;
  /** Version of the software, for `system.started`. */
  readonly version: string;
  /** Origin of the log as in C2SP checkpoints, `dianmao.example/journal`. Kept with the key; only for a new journal. */
  readonly origin?: string;
  /** Past of a demo office; asked for only where the journal is empty, recorded in one transaction. */
  readonly seed?: (vault: IntakeVault) => readonly SeedFact[];
  /** Size of the reserve for the day the disk is full. Default 4 MiB. */
  readonly reserveBytes?: number;
  /** Random ids; default cryptographic. */
  readonly newId?: (prefix: string) => string;
  /** Runs an action in the next turn of the event loop, so that what arrives in one turn shares a commit. */
  readonly nextTurn?: (action: () => void) => void;
  /** Something went wrong that nobody waits for: logged by `main.ts`. */
  readonly onTrouble?: (trouble: OfficeTrouble) => void;
}

/**
 * `fatal`: the journal can neither be written nor read; the service must end and be started again.
 * `defect`: a rule, a register or a listener threw what it should not; that input was rolled back.
 */
export interface OfficeTrouble {
  readonly kind: 'fatal' | 'defect' | 'storage' | 'device';
  readonly what: string;
  readonly cause: unknown;
}

export interface Office extends OfficePort {
  /** A fact from a device. Never throws; recorded with the next commit. */
  submit(event: DeviceEvent): void;
  metrics(): EngineMetrics;
  /** Signs the present head, keeps the note in the table and as a file; undefined where nothing is new since. */
  checkpoint(): Promise<string | undefined>;
  /** The latest signed checkpoint, for a witness. */
  latestCheckpoint(): string | undefined;
  /** `name+id+key`, to be printed in the seal register. */
  readonly verifierKey: string;
  /** In a worker with a read-only connection. */
  verify(options?: OfficeVerifyOptions): Promise<VerifyReport>;
  /** Online, then verified; into a directory that must not exist yet. */
  backup(directory: string): Promise<BackupManifest>;
  /** Builds states and registers anew from the first line and compares them with the living ones. */
  rebuildAndCompare(): RebuildReport;
  /** Takes nothing more, commits what has arrived, records `system.stopped`, signs a checkpoint, closes. */
  close(reason: string): Promise<void>;
}

export interface OfficeVerifyOptions {
  /** Checkpoint notes kept elsewhere: a second PC, a USB stick, the printed slip. */
  readonly witnessed?: readonly string[];
  readonly onProgress?: (checked: number, total: number) => void;
  readonly signal?: AbortSignal;
}
