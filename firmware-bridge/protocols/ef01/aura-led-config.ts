/**
 * AuraLedConfig: the ring of light of the R503. Green, yellow, cyan and white only from firmware V1.2 (2021-10) on.
 * R503 manual.
 *
 *   command  35 | control 1 | speed 1 | colour 1 | count 1 (0: for ever)
 *   reply    confirmation
 */
import { checkRange, decodePlain, type Ef01Codec, type PlainReply } from './codec.ts';

export const AURA_CONTROL = { breathe: 1, flash: 2, on: 3, off: 4, 'fade-in': 5, 'fade-out': 6 } as const;
export const AURA_COLOUR = {
  none: 0,
  red: 1,
  blue: 2,
  purple: 3,
  green: 4,
  yellow: 5,
  cyan: 6,
  white: 7,
} as const;

export interface AuraLedConfigCommand {
  readonly control: keyof typeof AURA_CONTROL;
  /** 0–255; higher is slower. */
  readonly speed: number;
  readonly colour: keyof typeof AURA_COLOUR;
  /** How often, 1–255; 0 for ever. */
  readonly count: number;
}

export const AURA_LED_CONFIG: Ef01Codec<AuraLedConfigCommand, PlainReply> = {
  name: 'AuraLedConfig',
  opcode: 0x35,
  replyLengthMax: 1,
  replyTimeoutMs: 500,
  idempotent: true,
  encode: ({ control, speed, colour, count }) =>
    Uint8Array.of(
      0x35,
      AURA_CONTROL[control],
      checkRange('speed', speed, 0, 0xff),
      AURA_COLOUR[colour],
      checkRange('count', count, 0, 0xff),
    ),
  decode: decodePlain,
};
