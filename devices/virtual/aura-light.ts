/** The ring of light of an R503 as a person sees it. AuraLedConfig: control, speed, colour, count (hardware notes 1.4). */
import type { Clock } from '../../firmware-bridge/index.ts';

const EFFECTS: Readonly<Record<number, string>> = {
  1: 'breathe',
  2: 'flash',
  3: 'on',
  4: 'off',
  5: 'fade-in',
  6: 'fade-out',
};
const COLOURS: Readonly<Record<number, string>> = {
  1: 'red',
  2: 'blue',
  3: 'purple',
  4: 'green',
  5: 'yellow',
  6: 'cyan',
  7: 'white',
};
/** One cycle takes about 10 ms for each unit of speed. */
const CYCLE_MS_PER_SPEED = 10;

export class AuraLight {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  #shown = 'off';
  #cancelTimer: (() => void) | undefined;

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** `off`, or effect and colour: `breathe blue`, `flash red`. */
  get shown(): string {
    return this.#shown;
  }

  /** False: no such effect or colour; nothing changes. */
  configure(control: number, speed: number, colour: number, count: number): boolean {
    const effect = EFFECTS[control];
    const name = COLOURS[colour];
    if (effect === undefined || (name === undefined && effect !== 'off')) return false;
    this.#show(effect === 'off' || effect === 'fade-out' ? 'off' : `${effect} ${name}`);
    // Only breathing and flashing are counted; 0 means for ever.
    if ((effect === 'breathe' || effect === 'flash') && count > 0) {
      this.#cancelTimer = this.#clock.setTimer(CYCLE_MS_PER_SPEED * speed * count, () => this.#show('off'));
    }
    return true;
  }

  /** The power is gone. */
  dark(): void {
    this.#show('off');
  }

  #show(shown: string): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#shown === shown) return;
    this.#shown = shown;
    this.#onChange();
  }
}
