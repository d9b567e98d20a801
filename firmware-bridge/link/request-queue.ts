/** Lines up requests for a wire that carries one at a time: urgent ones first, otherwise in order; bounded. */
import { BridgeError } from '../bridge-error.ts';
import { WAITING_REQUESTS_MAX } from './limits.ts';

interface Waiting {
  readonly run: () => Promise<void>;
  readonly refuse: (error: BridgeError) => void;
}

export class RequestQueue {
  private readonly urgent: Waiting[] = [];
  private readonly ordinary: Waiting[] = [];
  private busy = false;

  get length(): number {
    return this.urgent.length + this.ordinary.length;
  }

  /** Runs `request` when its turn has come. Rejects with BRIDGE_BUSY at once when too many are waiting. */
  enqueue<Reply>(request: () => Promise<Reply>, urgent: boolean): Promise<Reply> {
    if (this.length >= WAITING_REQUESTS_MAX) {
      const message = `${this.length} requests are waiting for the wire`;
      return Promise.reject(new BridgeError('BRIDGE_BUSY', message, { retryable: true }));
    }
    return new Promise<Reply>((resolve, reject) => {
      const run = (): Promise<void> => request().then(resolve, reject);
      (urgent ? this.urgent : this.ordinary).push({ run, refuse: reject });
      this.next();
    });
  }

  /** Refuses all that wait; the one that runs ends by itself. */
  refuseAll(error: BridgeError): void {
    for (const waiting of [...this.urgent.splice(0), ...this.ordinary.splice(0)]) waiting.refuse(error);
  }

  private next(): void {
    if (this.busy) return;
    const waiting = this.urgent.shift() ?? this.ordinary.shift();
    if (waiting === undefined) return;
    this.busy = true;
    void waiting.run().finally(() => {
      this.busy = false;
      this.next();
    });
  }
}
