/**
 * The port between the service and its virtual hardware: where the simulated wires are, what a visitor at the bench
 * can do to them, and what they would remember across a power cut. `createVirtualHardware` in virtual-office.ts makes
 * one; `server/main.ts` is its only user besides tests.
 */
import type { BenchAct, BenchState } from '../../server/contract/bench.ts';
import type { Clock } from '../../firmware-bridge/index.ts';
import type { DeviceAddress, DevicesConfiguration } from '../configuration.ts';
import type { FaultRates } from './fault-plan.ts';

export interface VirtualHardwareOptions {
  readonly clock: Clock;
  /** Everything that is left to chance (bounce, tolerance, ghosts, faults) follows from this number. */
  readonly seed: number;
  /** False: bytes pass at once and devices answer at once, for benches. Default true: the stated baud rate. */
  readonly paced?: boolean;
  /** What an earlier run exported; see `parseVirtualState`. */
  readonly state?: VirtualState | undefined;
  /** Faults of each wire, by `virtual://` address, with or without its parameters. Default none. */
  readonly faults?: ReadonlyMap<DeviceAddress, FaultRates>;
}

export interface VirtualHardware {
  /**
   * The loopback address that stands for a `virtual://` address: `tcp://127.0.0.1:40123?baudRate=57600`. Throws
   * `DeviceError` DEVICE_UNKNOWN for an address that is not configured.
   */
  addressOf(address: DeviceAddress): DeviceAddress;
  /** The configuration given, with every `virtual://` address replaced by where it is. */
  configuration(): DevicesConfiguration;
  readonly bench: BenchController;
  /** What the devices keep without power: finger libraries, notepads, output modes, what lies in the slots. */
  exportState(): VirtualState;
  /** Called after each change of what `exportState` returns; returns how to stop being called. */
  onStateChange(listener: () => void): () => void;
  /** Ends every wire and timer; safe to call twice. */
  stop(): Promise<void>;
}

/** The visitor's hands. Device ids are those of the configuration: reader, line and cabinet ids (and board ids for cables). */
export interface BenchController {
  state(): BenchState;
  /**
   * Does it, or rejects with `DeviceError`: DEVICE_UNKNOWN, DEVICE_COMMAND_UNSUPPORTED (this device has no such part),
   * DEVICE_BUSY (the physics forbid it now: door locked, line already ringing; the message says which).
   */
  act(act: BenchAct): Promise<void>;
  /** Called after every change of `state()`; returns how to stop being called. */
  onChange(listener: () => void): () => void;
  /** The people of the virtual office, as the server knows them; shown as `state().people`. */
  setPeople(people: BenchState['people']): void;
  /** Puts prints into a module's library as if enrolled, replacing what is on those pages. */
  loadPrints(deviceId: string, prints: readonly StoredPrint[]): void;
  /** Writes one page (0–15) of a module's notepad, 32 bytes; shorter is filled with zeros. */
  setNotepad(deviceId: string, page: number, bytes: Uint8Array): void;
  /**
   * Lays out a cabinet, slot 1 first; slots beyond the list stay as they are. For seeding, before the devices are
   * started: afterwards it would be a change behind a closed door.
   */
  setSlots(deviceId: string, occupied: readonly boolean[]): void;
  /** The prints in a module's library, by page. */
  printsOf(deviceId: string): readonly StoredPrint[];
}

export interface StoredPrint {
  /** The simulator's name of a finger; never a template. */
  readonly print: string;
  readonly page: number;
}

/** Plain JSON; its shape is checked by `parseVirtualState`. */
export interface VirtualState {
  readonly version: 1;
  readonly modules: Readonly<Record<string, FingerprintModuleState>>;
  readonly boards: Readonly<Record<string, BoardState>>;
  readonly cabinets: Readonly<Record<string, CabinetState>>;
}
export interface FingerprintModuleState {
  readonly prints: readonly StoredPrint[];
  /** Pages written, as hex; a page that is not there holds zeros. */
  readonly notepad: Readonly<Record<string, string>>;
}
export interface BoardState {
  /** Output mode of each output (registers 1000h…): 0 normal, 1 linked, 2 toggle, 3 edge. */
  readonly modes: readonly number[];
}
export interface CabinetState {
  /** Slot 1 first. */
  readonly occupied: readonly boolean[];
}
