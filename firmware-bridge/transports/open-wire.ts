/**
 * One successful opening of a transport: passes bytes on while it lasts and reports its end exactly once, whichever of
 * the library's events, the node watch or our own close comes first.
 */
import { BridgeError } from '../bridge-error.ts';
import type { Clock } from '../clock.ts';
import type { TransportListener } from './transport.ts';

export class OpenWire {
  private readonly listener: TransportListener;
  private readonly clock: Clock;
  private readonly cleanUp: () => void;
  private ended = false;
  private readonly endListeners = new Set<(error: BridgeError) => void>();

  /** `cleanUp` runs once, before the listener hears of the end. */
  constructor(listener: TransportListener, clock: Clock, cleanUp: () => void) {
    this.listener = listener;
    this.clock = clock;
    this.cleanUp = cleanUp;
  }

  get isOpen(): boolean {
    return !this.ended;
  }

  /** Copies: the library may use its buffer again. */
  receive(bytes: Uint8Array): void {
    if (!this.ended && bytes.length > 0)
      this.listener.onBytes(Uint8Array.from(bytes), this.clock.monotonicMs());
  }

  end(reason: Error | undefined): void {
    if (this.ended) return;
    this.ended = true;
    this.cleanUp();
    const error = new BridgeError('BRIDGE_NOT_OPEN', 'the wire was closed before the bytes had left', {
      cause: reason,
    });
    for (const reject of this.endListeners) reject(error);
    this.endListeners.clear();
    this.listener.onClosed(reason);
  }

  /** Runs a write of the library; rejects when it fails or when the wire ends first. */
  write(start: (done: (error: Error | null | undefined) => void) => void): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      if (this.ended) {
        reject(new BridgeError('BRIDGE_NOT_OPEN', 'the wire is not open'));
        return;
      }
      this.endListeners.add(reject);
      start((error) => {
        this.endListeners.delete(reject);
        if (error === null || error === undefined) resolve();
        else
          reject(
            new BridgeError('BRIDGE_WRITE_FAILED', `bytes could not be written: ${error.message}`, {
              cause: error,
            }),
          );
      });
    });
  }
}

export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** BRIDGE_OPEN_FAILED, retryable: the device may be plugged in later. */
export function openFailed(address: string, cause: unknown): BridgeError {
  return new BridgeError('BRIDGE_OPEN_FAILED', `${address} could not be opened: ${asError(cause).message}`, {
    retryable: true,
    cause,
    context: { address },
  });
}

/** The device went away: reason of `onClosed`. */
export function disconnected(address: string, how: string): BridgeError {
  return new BridgeError('BRIDGE_DISCONNECTED', `${address} is gone: ${how}`, {
    retryable: true,
    context: { address },
  });
}
