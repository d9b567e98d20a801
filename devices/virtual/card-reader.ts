/**
 * A 125 kHz card reader with a serial port: it only ever talks. RDM6300 repeats while the card
 * is there, the others speak once; all of them now and then read a card that is not there.
 */
import type { Clock } from '../../firmware-bridge/index.ts';
import { between, type Random } from './seeded-random.ts';
import type { WireDevice } from './wire.ts';

export interface CardReaderModel {
  /** Time between two frames while the card is present, ms; undefined: one frame for each presentation. */
  readonly repeatMs: number | undefined;
  /** How the frame ends after its ten digits: checksum as two hex digits or as one raw byte, then these bytes. */
  readonly checksum: 'hex' | 'raw';
  readonly trailer: readonly number[];
}

/** Hardware notes 2.3. */
export const CARD_READER_MODELS: Readonly<Record<string, CardReaderModel>> = {
  rdm6300: { repeatMs: 65, checksum: 'hex', trailer: [0x03] },
  'id-12': { repeatMs: undefined, checksum: 'hex', trailer: [0x0d, 0x0a, 0x03] },
  'em4100-raw-checksum': { repeatMs: undefined, checksum: 'raw', trailer: [0x03] },
};

/** Numbers that readers have reported with no card present; each passes its checksum (hardware notes 2.3). */
export const GHOST_NUMBERS = [
  '0000000000',
  '000000078F',
  '00F00000F0',
  'F000060007',
  'B59A99E5A9',
  '4FFB388FFF',
  'DA9386B5EA',
  'DAEF6FEE2B',
  'BC7DDFFDDF',
  'C00C000000',
] as const;

const START_BYTE = 0x02;
const NUMBER_PATTERN = /^[0-9A-F]{10}$/;

export interface CardReaderOptions {
  readonly model: CardReaderModel;
  readonly clock: Clock;
  readonly random: Random;
  readonly send: (bytes: Uint8Array) => void;
  /** Mean time between ghosts, ms; undefined: none. */
  readonly ghostMeanMs?: number | undefined;
}

export class CardReader implements WireDevice {
  readonly #options: CardReaderOptions;
  #powered = false;
  #frame: Uint8Array | undefined;
  #cancelRepeat: (() => void) | undefined;
  #cancelRemoval: (() => void) | undefined;
  #cancelGhost: (() => void) | undefined;

  constructor(options: CardReaderOptions) {
    this.#options = options;
  }

  get cardPresent(): boolean {
    return this.#frame !== undefined;
  }

  /** Holds a card to the reader for `holdMs`. `number`: ten hex digits, version first. Throws a `RangeError` otherwise. */
  present(number: string, holdMs: number): void {
    this.remove();
    this.#frame = cardFrame(this.#options.model, number);
    this.#cancelRemoval = this.#options.clock.setTimer(holdMs, () => this.remove());
    this.#read();
  }

  remove(): void {
    this.#cancelRepeat?.();
    this.#cancelRemoval?.();
    this.#cancelRepeat = undefined;
    this.#cancelRemoval = undefined;
    this.#frame = undefined;
  }

  /** One frame of a card that is not there. */
  ghost(): void {
    const number =
      GHOST_NUMBERS[between(this.#options.random, 0, GHOST_NUMBERS.length - 1)] ?? GHOST_NUMBERS[0];
    if (this.#powered) this.#options.send(cardFrame(this.#options.model, number));
  }

  powerOn(): void {
    this.#powered = true;
    this.#awaitGhost();
    this.#read();
  }

  powerOff(): void {
    this.#powered = false;
    this.#cancelGhost?.();
    this.#cancelRepeat?.();
    this.#cancelRepeat = undefined;
  }

  /** It has no ears. */
  receive(): void {}

  #read(): void {
    if (!this.#powered || this.#frame === undefined) return;
    this.#options.send(this.#frame);
    const { repeatMs } = this.#options.model;
    if (repeatMs !== undefined)
      this.#cancelRepeat = this.#options.clock.setTimer(repeatMs, () => this.#read());
  }

  #awaitGhost(): void {
    const { ghostMeanMs, clock, random } = this.#options;
    if (ghostMeanMs === undefined) return;
    // Exponential gaps: ghosts come in no rhythm.
    const gapMs = -Math.log(1 - random()) * ghostMeanMs;
    this.#cancelGhost = clock.setTimer(gapMs, () => {
      this.ghost();
      this.#awaitGhost();
    });
  }
}

/** `02`, ten hex digits as ASCII, checksum (XOR of the five bytes, version included), trailer. */
export function cardFrame(model: CardReaderModel, number: string): Uint8Array {
  if (!NUMBER_PATTERN.test(number)) throw new RangeError(`card number ${number} is not ten hex digits`);
  const checksum = Buffer.from(number, 'hex').reduce((total, byte) => total ^ byte, 0);
  const hex = checksum.toString(16).toUpperCase().padStart(2, '0');
  const check = model.checksum === 'raw' ? [checksum] : [...Buffer.from(hex, 'latin1')];
  return Uint8Array.from([START_BYTE, ...Buffer.from(number, 'latin1'), ...check, ...model.trailer]);
}
