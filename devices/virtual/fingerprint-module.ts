/**
 * A fingerprint module as its host sees it: bytes in, bytes out, a glass to put fingers on. It has the boot, the
 * times and the quirks of its model; what its instructions do is in fingerprint-instructions.ts.
 */
import type { Clock } from '../../firmware-bridge/index.ts';
import { AuraLight } from './aura-light.ts';
import {
  acknowledge,
  FingerprintPacketReader,
  PACKET_COMMAND,
  type ReceivedPacket,
} from './fingerprint-frame.ts';
import { instructionOf, type Finger, type ModuleCore, type Reply } from './fingerprint-instructions.ts';
import { FingerprintMemory } from './fingerprint-memory.ts';
import { CODE, POWER_EDGE_BYTE, READY_BYTE, type FingerprintModel } from './fingerprint-models.ts';
import { between, type Random } from './seeded-random.ts';
import type { FingerprintModuleState, StoredPrint } from './virtual-hardware.ts';
import type { WireDevice } from './wire.ts';

export interface FingerprintModuleOptions {
  readonly model: FingerprintModel;
  readonly clock: Clock;
  readonly random: Random;
  readonly send: (bytes: Uint8Array) => void;
  readonly baudRate: number;
  /** False: no time to boot and none to work. Default true. */
  readonly paced?: boolean;
  readonly state?: FingerprintModuleState | undefined;
  /** Default 0: nothing needs VfyPwd. */
  readonly password?: number;
  /** Module address, default FFFFFFFF. */
  readonly address?: number;
  /** Score of every match; default 60–160, by chance. */
  readonly score?: number;
  /** Library or notepad have changed. */
  readonly onMemoryChange?: () => void;
  /** Light, finger or template count have changed. */
  readonly onShownChange?: () => void;
}

/** A packet that breaks off for this long is forgotten: the host was pulled out in the middle. Design value. */
export const PACKET_GAP_MS = 100;
/** From one finger to the next; longer than the pause between two images that a host takes. */
export const FINGER_CHANGE_MS = 400;
/** Commands that may wait while the module works; a half-duplex host sends none. */
const COMMANDS_WAITING_MAX = 4;
const SCORE_MIN = 60;
const SCORE_MAX = 160;

export class FingerprintModule implements WireDevice {
  readonly #options: FingerprintModuleOptions;
  readonly #reader = new FingerprintPacketReader();
  readonly #memory: FingerprintMemory;
  readonly #light: AuraLight;
  readonly #core: ModuleCore;
  readonly #commandCounts = new Map<number, number>();
  #finger: Finger | undefined;
  #emptySinceMs = -Infinity;
  #cancelHand: (() => void) | undefined;
  #cancelWork: (() => void) | undefined;
  #cancelGap: (() => void) | undefined;
  #waiting: ReceivedPacket[] = [];
  #power: 'off' | 'booting' | 'ready' = 'off';

  constructor(options: FingerprintModuleOptions) {
    this.#options = options;
    this.#memory = new FingerprintMemory(options.model.capacity, options.state);
    this.#light = new AuraLight(options.clock, () => options.onShownChange?.());
    this.#core = {
      model: options.model,
      address: options.address ?? 0xffffffff,
      password: options.password ?? 0,
      baudRate: options.baudRate,
      memory: this.#memory,
      light: this.#light,
      finger: () => this.#finger,
      score: () => options.score ?? between(options.random, SCORE_MIN, SCORE_MAX),
      libraryChanged: () => this.#memoryChanged(),
      verified: false,
      matched: false,
      image: undefined,
      featuresSpoilt: false,
      characters: new Map(),
    };
  }

  get light(): string {
    return this.#light.shown;
  }
  get templates(): number {
    return this.#memory.count;
  }
  /** How often each instruction came, by its code. */
  get commandCounts(): ReadonlyMap<number, number> {
    return this.#commandCounts;
  }
  prints(): readonly StoredPrint[] {
    return this.#memory.prints();
  }
  exportState(): FingerprintModuleState {
    return this.#memory.export();
  }

  /**
   * Puts a finger on the glass for `holdMs`. One that lies there is lifted first, and between two fingers the glass is
   * empty for at least FINGER_CHANGE_MS, as between two people.
   */
  press(print: string, holdMs: number): void {
    this.#lay({ print, flaw: undefined }, holdMs);
  }

  /** A wet finger: there is an image, but it is messy or has too few features. */
  pressWet(holdMs: number): void {
    this.#lay({ print: '', flaw: this.#options.random() < 0.5 ? CODE.messyImage : CODE.fewFeatures }, holdMs);
  }

  lift(): void {
    this.#cancelHand?.();
    this.#cancelHand = undefined;
    if (this.#finger === undefined) return;
    this.#finger = undefined;
    this.#emptySinceMs = this.#options.clock.monotonicMs();
    this.#options.onShownChange?.();
  }

  /** As if enrolled. Throws a `RangeError` for a page beyond the library. */
  load(prints: readonly StoredPrint[]): void {
    for (const { page, print } of prints) {
      if (!this.#memory.store(page, print))
        throw new RangeError(`page ${page} is outside 0–${this.#memory.capacity - 1}`);
    }
    this.#memoryChanged();
  }

  /** Throws a `RangeError` for a page outside 0–15 or more than 32 bytes. */
  setNotepad(page: number, bytes: Uint8Array): void {
    if (bytes.length > 32 || !this.#memory.writeNotepad(page, bytes)) {
      throw new RangeError(`notepad page ${page} with ${bytes.length} bytes does not exist`);
    }
    this.#memoryChanged();
  }

  powerOn(): void {
    if (this.#power !== 'off') return;
    if (this.#options.model.sendsReadyByte) this.#options.send(Uint8Array.of(POWER_EDGE_BYTE));
    this.#boot();
  }

  powerOff(): void {
    this.#forget();
    this.#power = 'off';
  }

  receive(bytes: Uint8Array, goesOn = false): void {
    if (this.#power !== 'ready') return;
    this.#cancelGap?.();
    for (const packet of this.#reader.push(bytes)) this.#take(packet);
    this.#cancelGap = undefined;
    if (goesOn || this.#reader.pendingBytes === 0) return;
    this.#cancelGap = this.#options.clock.setTimer(PACKET_GAP_MS, () => this.#reader.reset());
  }

  #take(packet: ReceivedPacket): void {
    if (this.#cancelWork === undefined) this.#perform(packet);
    else if (this.#waiting.length < COMMANDS_WAITING_MAX) this.#waiting.push(packet);
  }

  #perform(packet: ReceivedPacket): void {
    if (packet.kind === 'damaged') return this.#answer({ code: CODE.receiveError });
    if (packet.packetId !== PACKET_COMMAND) return;
    if (packet.address !== this.#core.address) return this.#answer({ code: CODE.wrongAddress });
    const code = packet.payload[0] ?? 0;
    this.#commandCounts.set(code, (this.#commandCounts.get(code) ?? 0) + 1);
    const instruction = instructionOf(this.#options.model, code);
    if (instruction === undefined) return this.#answer({ code: CODE.unsupported });
    if (packet.payload.length - 1 !== instruction.parameterLength)
      return this.#answer({ code: CODE.receiveError });
    if (this.#core.password !== 0 && !this.#core.verified && instruction.beforePassword !== true) {
      return this.#answer({ code: CODE.verifyFirst });
    }
    const parameters = new DataView(
      packet.payload.buffer,
      packet.payload.byteOffset + 1,
      instruction.parameterLength,
    );
    if (this.#options.paced === false) return this.#answer(instruction.run(this.#core, parameters));
    this.#cancelWork = this.#options.clock.setTimer(instruction.workMs, () => {
      this.#cancelWork = undefined;
      this.#answer(instruction.run(this.#core, parameters));
      this.#goOn();
    });
  }

  /** Commands that came while the module worked, until one of them makes it work again. */
  #goOn(): void {
    while (this.#cancelWork === undefined) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#perform(next);
    }
  }

  #answer(reply: Reply): void {
    this.#options.send(acknowledge(this.#core.address, reply.code, reply.data));
    if (reply.restarts !== true) return;
    this.#forget();
    this.#boot();
  }

  #boot(): void {
    this.#power = 'booting';
    const ready = (): void => {
      this.#cancelWork = undefined;
      this.#power = 'ready';
      if (this.#options.model.sendsReadyByte) this.#options.send(Uint8Array.of(READY_BYTE));
    };
    if (this.#options.paced === false) ready();
    else this.#cancelWork = this.#options.clock.setTimer(this.#options.model.bootMs, ready);
  }

  /** What is lost without power: everything but library and notepad. The finger stays on the glass. */
  #forget(): void {
    this.#cancelWork?.();
    this.#cancelWork = undefined;
    this.#cancelGap?.();
    this.#cancelGap = undefined;
    this.#waiting = [];
    this.#reader.reset();
    this.#core.characters.clear();
    this.#core.image = undefined;
    this.#core.featuresSpoilt = false;
    this.#core.verified = false;
    this.#core.matched = false;
    this.#light.dark();
  }

  #lay(finger: Finger, holdMs: number): void {
    this.lift();
    const waitMs = this.#emptySinceMs + FINGER_CHANGE_MS - this.#options.clock.monotonicMs();
    if (waitMs <= 0) this.#touch(finger, holdMs);
    else this.#cancelHand = this.#options.clock.setTimer(waitMs, () => this.#touch(finger, holdMs));
  }

  #touch(finger: Finger, holdMs: number): void {
    this.#finger = finger;
    this.#cancelHand = this.#options.clock.setTimer(holdMs, () => this.lift());
    this.#options.onShownChange?.();
  }

  #memoryChanged(): void {
    this.#options.onMemoryChange?.();
    this.#options.onShownChange?.();
  }
}
