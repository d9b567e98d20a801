/**
 * How many sockets there may be. One other machine gets no more than screens and tabs need, so that nobody on the network
 * takes every place; the screens of this machine have places of their own.
 */
import { isLoopbackHost } from '../config-checks.ts';

export const SOCKETS_MAX = 500;
export const SOCKETS_FROM_ONE_MACHINE_MAX = 50;

export class SocketLimits {
  readonly #here = new Map<string, number>();
  readonly #elsewhere = new Map<string, number>();

  allows(remoteAddress: string): boolean {
    const counts = this.#countsFor(remoteAddress);
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (all >= SOCKETS_MAX) return false;
    return counts === this.#here || (counts.get(remoteAddress) ?? 0) < SOCKETS_FROM_ONE_MACHINE_MAX;
  }

  /** Returns how to take it off again. */
  add(remoteAddress: string): () => void {
    const counts = this.#countsFor(remoteAddress);
    counts.set(remoteAddress, (counts.get(remoteAddress) ?? 0) + 1);
    return () => {
      const left = (counts.get(remoteAddress) ?? 0) - 1;
      if (left > 0) counts.set(remoteAddress, left);
      else counts.delete(remoteAddress);
    };
  }

  #countsFor(remoteAddress: string): Map<string, number> {
    return isLoopbackHost(remoteAddress.replace(/^::ffff:/, '')) ? this.#here : this.#elsewhere;
  }
}
