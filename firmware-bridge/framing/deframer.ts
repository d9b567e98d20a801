/**
 * The port between bytes and frames. A deframer has one bounded buffer and no timers; it never hides a byte:
 * bytes in = bytes in frames + bytes discarded + bytes pending. After a bad frame it looks for the next start inside
 * the rejected bytes. Returned arrays are copies and belong to the caller.
 */

export type DiscardReason =
  /** Between frames: no frame starts here. */
  | 'noise'
  /** Began like a frame; the check at its end did not hold. */
  | 'bad-check'
  /** Began like a frame; a field cannot be so (length, packet kind, digit). */
  | 'bad-field'
  /** The rest did not come within the byte gap, or the wire went away. */
  | 'truncated';

export type Deframed =
  | {
      readonly kind: 'frame';
      readonly bytes: Uint8Array;
      /** Monotonic moment at which its first byte was handed in. */
      readonly atMs: number;
    }
  | { readonly kind: 'discarded'; readonly reason: DiscardReason; readonly bytes: Uint8Array };

export interface Deframer {
  /** Takes bytes that arrived at `atMs`, in any chunking. */
  push(bytes: Uint8Array, atMs: number): readonly Deframed[];
  /** Gives up waiting for the rest of a frame whose last byte is older than the byte gap; rescans what is there. */
  expire(nowMs: number): readonly Deframed[];
  /** Gives up waiting at once: nothing is pending afterwards. */
  flush(): readonly Deframed[];
  /** Bytes held back because a frame may still become of them. */
  readonly pending: number;
  /** Monotonic moment after which `expire` will give up, while something is pending. */
  readonly expiresAtMs: number | undefined;
}
