/** The serial protocols with good frames of each, from the vector files: what the framing tests run over. */
import { ScanningDeframer, type FrameShape } from '../../../firmware-bridge/framing/scanning-deframer.ts';
import { em4100Shape, type Em4100Variant } from '../../../firmware-bridge/protocols/em4100/frame.ts';
import { EF01_SHAPE } from '../../../firmware-bridge/protocols/ef01/frame.ts';
import { ModbusReplyShape } from '../../../firmware-bridge/protocols/modbus-rtu/frame.ts';
import { bytesOf } from '../../support/hex.ts';
import ef01 from '../../vectors/ef01.json' with { type: 'json' };
import em4100 from '../../vectors/em4100.json' with { type: 'json' };
import modbus from '../../vectors/modbus-rtu.json' with { type: 'json' };

export interface ProtocolFrames {
  readonly name: string;
  readonly shape: () => FrameShape;
  readonly frames: readonly Uint8Array[];
}

const VARIANTS: readonly Em4100Variant[] = ['rdm6300', 'id-12', 'raw-checksum'];

export const PROTOCOLS: readonly ProtocolFrames[] = [
  {
    name: 'EF01',
    shape: () => EF01_SHAPE,
    frames: [...ef01.commands, ...ef01.replies, ...ef01.packets].map(({ hex }) => bytesOf(hex)),
  },
  ...VARIANTS.map((variant) => ({
    name: `EM4100 ${variant}`,
    shape: () => em4100Shape(variant),
    frames: em4100.frames.filter((frame) => frame.variant === variant).map(({ hex }) => bytesOf(hex)),
  })),
  {
    name: 'Modbus replies',
    shape: () => new ModbusReplyShape(),
    frames: [
      ...modbus.calls.map(({ reply }) => bytesOf(reply)),
      ...modbus.frames.map(({ hex }) => bytesOf(hex)),
    ],
  },
];

export function deframerOf(protocol: ProtocolFrames): ScanningDeframer {
  return new ScanningDeframer(protocol.shape());
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
