/**
 * Makes the tones by WebAudio; no file is loaded. A browser keeps a page silent until somebody has touched it: then the
 * foot of the screen says so, and the first touch or key lets it speak.
 */
import { TONES, type Sound } from './station-sound.ts';

/** Ends of a tone without a click. */
const RAMP_S = 0.01;
const SILENCE = 0.0001;

export class SoundPlayer {
  #context: AudioContext | undefined;
  #volume = 0;
  #blocked = $state.raw(false);
  #stop: (() => void) | undefined;

  /** There is something to hear, and the browser waits for a touch. */
  get blocked(): boolean {
    return this.#blocked;
  }

  /** Per cent, applied to the next sound; 0 is off. */
  setVolume(percent: number): void {
    this.#volume = Math.min(100, Math.max(0, percent)) / 100;
    if (this.#volume > 0 && this.#context === undefined) this.#open();
    this.#look();
  }

  play(sound: Sound): void {
    const context = this.#context;
    if (context === undefined || this.#volume === 0 || context.state !== 'running') return;
    for (const { hertz, atS, lengthS } of TONES[sound]) {
      const from = context.currentTime + atS;
      const until = from + lengthS;
      const tone = context.createOscillator();
      const gain = context.createGain();
      tone.frequency.value = hertz;
      gain.gain.setValueAtTime(SILENCE, from);
      gain.gain.exponentialRampToValueAtTime(this.#volume, from + RAMP_S);
      gain.gain.setValueAtTime(this.#volume, until - RAMP_S);
      gain.gain.exponentialRampToValueAtTime(SILENCE, until);
      tone.connect(gain).connect(context.destination);
      tone.start(from);
      tone.stop(until);
    }
    // What is heard is also seen by those who look: an engineer, and the tests.
    document.documentElement.dataset['sound'] = sound;
  }

  close(): void {
    this.#stop?.();
    void this.#context?.close();
  }

  #open(): void {
    const context = new AudioContext();
    this.#context = context;
    const touched = (): void => void context.resume();
    context.addEventListener('statechange', () => this.#look());
    for (const name of ['pointerdown', 'keydown']) addEventListener(name, touched, { passive: true });
    this.#stop = () => {
      for (const name of ['pointerdown', 'keydown']) removeEventListener(name, touched);
    };
  }

  #look(): void {
    this.#blocked = this.#volume > 0 && this.#context?.state === 'suspended';
  }
}
