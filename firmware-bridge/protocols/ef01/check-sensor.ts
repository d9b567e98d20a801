/**
 * CheckSensor: asks whether the sensor is well; 29 where it is not. R503 manual.
 *
 *   command  36
 *   reply    confirmation
 */
import { decodePlain, type Ef01Codec, type PlainReply } from './codec.ts';

export const CHECK_SENSOR: Ef01Codec<void, PlainReply> = {
  name: 'CheckSensor',
  opcode: 0x36,
  replyLengthMax: 1,
  replyTimeoutMs: 1_000,
  idempotent: true,
  encode: () => Uint8Array.of(0x36),
  decode: decodePlain,
};
