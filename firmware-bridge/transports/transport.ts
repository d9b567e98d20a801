/**
 * A byte pipe to one device: a serial port, a TCP socket to a serial server, a HID handle, or a test's memory pipe.
 * A transport knows bytes and whether the wire is there. It never reconnects by itself (the link does) and knows no
 * protocol. For HID, one `onBytes` call is one input report and one `write` is one output report.
 */
export interface Transport {
  /** The address as the configuration gives it, for messages: `serial:///dev/ttyUSB0?baudRate=57600`. */
  readonly address: string;
  /** Bits per second on the wire, or `undefined` where the wire has no such rate. Timeouts are computed from it. */
  readonly baudRate: number | undefined;
  /**
   * Opens the wire. Rejects with `BridgeError` BRIDGE_OPEN_FAILED (retryable) when it is not there.
   * Listeners are called until `onClosed` has been called once, which also happens for an unplugged cable.
   */
  open(listener: TransportListener): Promise<void>;
  /** Resolves when the bytes have left for the wire. Rejects with BRIDGE_NOT_OPEN or BRIDGE_WRITE_FAILED. */
  write(bytes: Uint8Array): Promise<void>;
  /** Closes; safe to call twice. `onClosed` is called with `undefined`. What has not left by then does not leave later. */
  close(): Promise<void>;
}

export interface TransportListener {
  /** Bytes as they came, in any chunking. The array belongs to the listener. `atMs` is monotonic. */
  onBytes(bytes: Uint8Array, atMs: number): void;
  /** The wire is gone (`reason`), or was closed by us (`undefined`). Called once for each successful open. */
  onClosed(reason: Error | undefined): void;
}
