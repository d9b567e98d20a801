/**
 * The module's side of the EF01 packet, from the ZFM-20 manual v2.0: finds commands in what the host sends, and wraps
 * acknowledgements. Written for the simulator alone; the host's codec is another program.
 *
 *   0      2       6     7        9          9+n
 *   EF 01  address pid   length   payload n  sum of pid, length and payload, 16 bits
 *                        = n + 2
 */

export const PACKET_COMMAND = 0x01;
export const PACKET_ACK = 0x07;
const PACKET_IDS = [0x01, 0x02, 0x07, 0x08];
const HEADER_LENGTH = 9;
const CHECKSUM_LENGTH = 2;
/** 256 bytes of payload and the checksum. */
const LENGTH_MAX = 258;
/** An instruction and its checksum. */
const LENGTH_MIN = 3;

export type ReceivedPacket =
  | {
      readonly kind: 'packet';
      readonly address: number;
      readonly packetId: number;
      readonly payload: Uint8Array;
    }
  | { readonly kind: 'damaged' };

export class FingerprintPacketReader {
  #pending: number[] = [];

  /** Bytes of a packet that is not complete. */
  get pendingBytes(): number {
    return this.#pending.length;
  }

  /** Takes bytes in any chunking and returns the packets that they complete. Noise between packets is skipped. */
  push(bytes: Uint8Array): readonly ReceivedPacket[] {
    this.#pending.push(...bytes);
    const found: ReceivedPacket[] = [];
    for (let packet = this.#next(); packet !== undefined; packet = this.#next()) found.push(packet);
    return found;
  }

  /** Drops a packet that broke off. */
  reset(): void {
    this.#pending = [];
  }

  #next(): ReceivedPacket | undefined {
    this.#skipToHeader();
    const length = ((this.#pending[7] ?? 0) << 8) | (this.#pending[8] ?? 0);
    const whole = HEADER_LENGTH + length;
    if (this.#pending.length < HEADER_LENGTH || this.#pending.length < whole) return undefined;
    const packet = Uint8Array.from(this.#pending.splice(0, whole));
    const view = new DataView(packet.buffer);
    const sum = packet
      .subarray(6, whole - CHECKSUM_LENGTH)
      .reduce((total, byte) => (total + byte) & 0xffff, 0);
    if (sum !== view.getUint16(whole - CHECKSUM_LENGTH)) return { kind: 'damaged' };
    return {
      kind: 'packet',
      address: view.getUint32(2),
      packetId: packet[6] ?? 0,
      payload: packet.slice(HEADER_LENGTH, whole - CHECKSUM_LENGTH),
    };
  }

  /** Drops bytes until what is there can be the beginning of a packet. */
  #skipToHeader(): void {
    while (this.#pending.length > 0 && !isPlausible(this.#pending)) this.#pending.shift();
  }
}

function isPlausible(bytes: readonly number[]): boolean {
  if (bytes[0] !== 0xef) return false;
  if (bytes.length > 1 && bytes[1] !== 0x01) return false;
  const packetId = bytes[6];
  if (packetId !== undefined && !PACKET_IDS.includes(packetId)) return false;
  if (bytes.length < HEADER_LENGTH) return true;
  const length = ((bytes[7] ?? 0) << 8) | (bytes[8] ?? 0);
  return length >= LENGTH_MIN && length <= LENGTH_MAX;
}

/** An acknowledgement: confirmation code and data. */
export function acknowledge(address: number, code: number, data: readonly number[] = []): Uint8Array {
  const length = 1 + data.length + CHECKSUM_LENGTH;
  const body = [PACKET_ACK, length >> 8, length & 0xff, code, ...data];
  const sum = body.reduce((total, byte) => (total + byte) & 0xffff, 0);
  return Uint8Array.from([
    0xef,
    0x01,
    (address >>> 24) & 0xff,
    (address >>> 16) & 0xff,
    (address >>> 8) & 0xff,
    address & 0xff,
    ...body,
    sum >> 8,
    sum & 0xff,
  ]);
}
