/** EM4100 serial frames: every vector both ways, and the ghosts that pass their checksum. */
import { describe, expect, it } from 'vitest';
import { ScanningDeframer } from '../../../firmware-bridge/framing/scanning-deframer.ts';
import {
  decodeEm4100,
  em4100Shape,
  encodeEm4100,
  type Em4100Variant,
} from '../../../firmware-bridge/protocols/em4100/frame.ts';
import { bytesOf, hexOf } from '../../support/hex.ts';
import vectors from '../../vectors/em4100.json' with { type: 'json' };

function variantOf(text: string): Em4100Variant {
  if (text === 'rdm6300' || text === 'id-12' || text === 'raw-checksum') return text;
  throw new Error(`no variant ${text}`);
}
function numbersIn(variant: Em4100Variant, bytes: Uint8Array): readonly string[] {
  return new ScanningDeframer(em4100Shape(variant))
    .push(bytes, 0)
    .flatMap((item) => (item.kind === 'frame' ? [decodeEm4100(item.bytes)] : []));
}

describe('EM4100 frames', () => {
  it.each(vectors.frames)('reads $cardNumber ($variant)', ({ variant, cardNumber, hex }) => {
    expect(numbersIn(variantOf(variant), bytesOf(hex))).toEqual([cardNumber]);
  });

  it.each(vectors.frames)('makes the frame of $cardNumber ($variant)', ({ variant, cardNumber, hex }) => {
    expect(hexOf(encodeEm4100(variantOf(variant), cardNumber))).toBe(hex);
  });

  it('lower-case digits are the same card', () => {
    expect(numbersIn('rdm6300', Uint8Array.of(2, ...Buffer.from('1f00644bb686'), 3))).toEqual(['1F00644BB6']);
  });

  it.each(vectors.ghosts)(
    'ghost $ascii passes its checksum: the rule against it is not here',
    ({ ascii }) => {
      expect(numbersIn('rdm6300', Uint8Array.of(2, ...Buffer.from(ascii), 3))).toEqual([ascii.slice(0, 10)]);
    },
  );

  it('the version byte counts in the checksum', () => {
    // XOR over the four id bytes only would give 30 for this card and refuse it (BruceDevices/firmware#2014).
    expect(numbersIn('rdm6300', Uint8Array.of(2, ...Buffer.from('01C8F0080030'), 3))).toEqual([]);
    expect(numbersIn('rdm6300', Uint8Array.of(2, ...Buffer.from('01C8F0080031'), 3))).toEqual(['01C8F00800']);
  });

  it('refuses to frame what is no number', () => {
    expect(() => encodeEm4100('rdm6300', '1F00644BB')).toThrow(RangeError);
    expect(() => encodeEm4100('rdm6300', '1f00644bb6')).toThrow(RangeError);
  });
});
