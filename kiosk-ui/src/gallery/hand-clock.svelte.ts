/** A clock that goes on only when it is told to: stories of whatever counts seconds, looked at one second at a time. */
import type { ClockPort } from '../connection/screen-port.ts';

export class HandClock implements ClockPort {
  readonly known = true;
  readonly zone = 'Asia/Shanghai';
  #atMs = $state.raw(0);

  /** Wall time in Shanghai, `2026-11-23T07:42:13`. */
  constructor(at: string) {
    this.#atMs = Date.parse(`${at}+08:00`);
  }
  get nowMs(): number {
    return Math.floor(this.#atMs / 1000) * 1000;
  }
  get tenthMs(): number {
    return Math.floor(this.#atMs / 100) * 100;
  }
  pass(ms: number): void {
    this.#atMs += ms;
  }
  /** Nothing ends by itself in a story. */
  after(): () => void {
    return () => {};
  }
}
