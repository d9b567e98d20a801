/** The virtual hardware of an installation, with its memory kept in the data directory as real devices keep theirs. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Clock } from '../firmware-bridge/index.ts';
import type { DevicesConfiguration } from '../devices/index.ts';
import type { VirtualHardware, VirtualState } from '../devices/virtual/virtual-hardware.ts';
import { createVirtualHardware } from '../devices/virtual/virtual-office.ts';
import { parseVirtualState } from '../devices/virtual/virtual-state.ts';

/** Chance of the virtual world (bounce, tolerance): the same at every start. */
const SEED = 20_261_123;
const SAVE_AFTER_MS = 200;
/** A full disk takes nothing; it is asked again after this long. */
const SAVE_AGAIN_MS = 5000;

export interface KeptHardware {
  readonly hardware: VirtualHardware;
  /** Keeps its present state now rather than soon. Throws where the disk does not take it. */
  save(): void;
  /** Saves what has changed and ends every wire. */
  stop(): Promise<void>;
}

/** `onUnsaved` hears of a disk that takes nothing: that stops no virtual device, and no service. */
export async function startVirtualHardware(
  devices: DevicesConfiguration,
  file: string,
  clock: Clock,
  onUnsaved: (cause: unknown) => void,
): Promise<KeptHardware> {
  const hardware = await createVirtualHardware(devices, { clock, seed: SEED, state: readState(file) });
  let cancel: (() => void) | undefined;
  const save = (): void => {
    cancel?.();
    cancel = undefined;
    const aside = `${file}.new`;
    writeFileSync(aside, JSON.stringify(hardware.exportState()), { mode: 0o600 });
    renameSync(aside, file);
  };
  const saveOrTell = (): void => {
    try {
      save();
    } catch (cause) {
      onUnsaved(cause);
      cancel = clock.setTimer(SAVE_AGAIN_MS, saveOrTell);
    }
  };
  hardware.onStateChange(() => {
    cancel ??= clock.setTimer(SAVE_AFTER_MS, saveOrTell);
  });
  return {
    hardware,
    save,
    stop: async () => {
      // Only what has changed: a second service on the same directory, refused, must not put its old state in place.
      if (cancel !== undefined) saveOrTell();
      cancel?.();
      await hardware.stop();
    },
  };
}

/** A state that cannot be understood is as good as new devices: the fingers are then enrolled again. */
function readState(file: string): VirtualState | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return parseVirtualState(state);
  } catch {
    return undefined;
  }
}
