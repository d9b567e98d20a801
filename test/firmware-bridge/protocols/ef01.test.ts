/** EF01: every vector both ways, every confirmation code, every parameter range. */
import { describe, expect, it } from 'vitest';
import { EF01_COMMANDS, ef01Probes, ef01Request } from '../../../firmware-bridge/protocols/ef01/commands.ts';
import type { Ef01Codec } from '../../../firmware-bridge/protocols/ef01/codec.ts';
import {
  CONFIRMATION_CODES,
  confirmationOf,
} from '../../../firmware-bridge/protocols/ef01/confirmation-codes.ts';
import {
  decodePacket,
  DEFAULT_MODULE_ADDRESS,
  encodePacket,
} from '../../../firmware-bridge/protocols/ef01/frame.ts';
import { bytesOf, hexOf } from '../../support/hex.ts';
import vectors from '../../vectors/ef01.json' with { type: 'json' };

const address = DEFAULT_MODULE_ADDRESS;
const {
  GenImg,
  Img2Tz,
  Search,
  Store,
  DeletChar,
  ReadIndexTable,
  WriteNotepad,
  ReadNotepad,
  AuraLedConfig,
  VfyPwd,
} = EF01_COMMANDS;

/** Each command vector's parameters, typed; the key is the vector's meaning. */
const ENCODERS: Readonly<Record<string, () => Uint8Array>> = {
  'VfyPwd 00000000': () => ef01Request(VfyPwd, { password: 0 }).frame,
  'VfyPwd 12345678': () => ef01Request(VfyPwd, { password: 0x12345678 }).frame,
  ReadSysPara: () => ef01Request(EF01_COMMANDS.ReadSysPara, undefined).frame,
  GenImg: () => ef01Request(GenImg, undefined).frame,
  'Img2Tz buffer 1': () => ef01Request(Img2Tz, { buffer: 1 }).frame,
  'Img2Tz buffer 2': () => ef01Request(Img2Tz, { buffer: 2 }).frame,
  RegModel: () => ef01Request(EF01_COMMANDS.RegModel, undefined).frame,
  'Store buffer 1 page 5': () => ef01Request(Store, { buffer: 1, page: 5 }).frame,
  'Search buffer 1, 0..200': () => ef01Request(Search, { buffer: 1, startPage: 0, pageCount: 200 }).frame,
  'HiSpeedSearch buffer 1, 0..163': () =>
    ef01Request(EF01_COMMANDS.HiSpeedSearch, { buffer: 1, startPage: 0, pageCount: 163 }).frame,
  'LoadChar buffer 2 page 5': () => ef01Request(EF01_COMMANDS.LoadChar, { buffer: 2, page: 5 }).frame,
  'DeletChar page 5 x1': () => ef01Request(DeletChar, { page: 5, count: 1 }).frame,
  Empty: () => ef01Request(EF01_COMMANDS.Empty, undefined).frame,
  TemplateNum: () => ef01Request(EF01_COMMANDS.TemplateNum, undefined).frame,
  'ReadIndexTable index page 0': () => ef01Request(ReadIndexTable, { indexPage: 0 }).frame,
  'breathe blue, for ever, speed 64': () =>
    ef01Request(AuraLedConfig, { control: 'breathe', speed: 0x64, colour: 'blue', count: 0 }).frame,
  'flash red x3, speed 19': () =>
    ef01Request(AuraLedConfig, { control: 'flash', speed: 0x19, colour: 'red', count: 3 }).frame,
  off: () => ef01Request(AuraLedConfig, { control: 'off', speed: 0, colour: 'none', count: 0 }).frame,
  HandShake: () => ef01Request(EF01_COMMANDS.HandShake, undefined).frame,
  CheckSensor: () => ef01Request(EF01_COMMANDS.CheckSensor, undefined).frame,
  SoftRst: () => ef01Request(EF01_COMMANDS.SoftRst, undefined).frame,
  'WriteNotepad page 3, bytes 00..1F': () =>
    ef01Request(WriteNotepad, {
      notepadPage: 3,
      content: Uint8Array.from({ length: 32 }, (_, index) => index),
    }).frame,
  'ReadNotepad page 15': () => ef01Request(ReadNotepad, { notepadPage: 15 }).frame,
};

/** Byte arrays as number lists, as the vector file holds them. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, item: unknown) => (item instanceof Uint8Array ? [...item] : item)),
  );
}

describe('EF01 commands', () => {
  it.each(vectors.commands)('encodes $meaning', ({ meaning, hex, name }) => {
    const encode = ENCODERS[meaning];
    if (encode === undefined) throw new Error(`no encoder for the vector ${meaning}`);
    expect(hexOf(encode())).toBe(hex.trim());
    expect(Object.keys(EF01_COMMANDS)).toContain(name);
  });

  it.each(vectors.commands)('takes the frame of $meaning apart', ({ hex, name }) => {
    const packet = decodePacket(bytesOf(hex));
    expect(packet?.address).toBe(address);
    expect(packet?.packetId).toBe(1);
    const codec = Object.entries(EF01_COMMANDS).find(([key]) => key === name)?.[1];
    expect(packet?.payload[0]).toBe(codec?.opcode);
  });

  it('every command has a vector', () => {
    const covered = new Set(vectors.commands.map(({ name }) => name));
    expect(Object.keys(EF01_COMMANDS).filter((name) => !covered.has(name))).toEqual([]);
  });

  it('no command brings a template or an image out of the sensor, or puts one in', () => {
    const opcodes = Object.values(EF01_COMMANDS).map(({ opcode }) => opcode);
    expect(new Set(opcodes).size).toBe(opcodes.length);
    for (const forbidden of [0x08, 0x09, 0x0a, 0x0b]) expect(opcodes).not.toContain(forbidden);
  });

  it('refuses parameters out of range', () => {
    expect(() => VfyPwd.encode({ password: 2 ** 32 })).toThrow(RangeError);
    expect(() => Store.encode({ buffer: 1, page: 0x10000 })).toThrow(RangeError);
    expect(() => Store.encode({ buffer: 1, page: -1 })).toThrow(RangeError);
    expect(() => Search.encode({ buffer: 1, startPage: 0, pageCount: 0 })).toThrow(RangeError);
    expect(() => DeletChar.encode({ page: 1, count: 1.5 })).toThrow(RangeError);
    expect(() => ReadIndexTable.encode({ indexPage: 4 })).toThrow(RangeError);
    expect(() => ReadNotepad.encode({ notepadPage: 16 })).toThrow(RangeError);
    expect(() => WriteNotepad.encode({ notepadPage: 0, content: new Uint8Array(31) })).toThrow(RangeError);
    expect(() => AuraLedConfig.encode({ control: 'on', speed: 256, colour: 'red', count: 0 })).toThrow(
      RangeError,
    );
    expect(() => encodePacket({ address, packetId: 1, payload: new Uint8Array(257) })).toThrow(RangeError);
    expect(() => encodePacket({ address, packetId: 1, payload: new Uint8Array() })).toThrow(RangeError);
  });
});

describe('EF01 replies', () => {
  it.each(vectors.replies)('decodes $name: $meaning', ({ name, hex, outcome }) => {
    const packet = decodePacket(bytesOf(hex));
    const codec = Object.entries(EF01_COMMANDS).find(([key]) => key === name)?.[1];
    expect(packet?.packetId).toBe(7);
    expect(plain(codec?.decode(packet?.payload ?? new Uint8Array()))).toEqual(outcome);
  });

  it.each(vectors.replies)('frames $name: $meaning again, byte for byte', ({ hex }) => {
    const packet = decodePacket(bytesOf(hex));
    if (packet === undefined) throw new Error('not a packet');
    expect(hexOf(encodePacket(packet))).toBe(hex.trim());
  });

  it.each(vectors.packets)('frames and takes apart: $meaning', ({ hex, packetId, payload }) => {
    const packet = decodePacket(bytesOf(hex));
    expect(packet?.packetId).toBe(packetId);
    expect(hexOf(packet?.payload ?? new Uint8Array())).toBe(payload);
    if (packet !== undefined) expect(hexOf(encodePacket(packet))).toBe(hex);
  });

  it('names every confirmation code of the manuals, and no other', () => {
    const listed =
      '00 01 02 03 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 13 15 18 19 1A 1B 1C 1D 1F 20 21 22 24 26 27 29 FC FD FE';
    const codes = [...bytesOf(listed)];
    expect(Object.keys(CONFIRMATION_CODES).map(Number)).toEqual(codes);
    for (let code = 0; code <= 0xff; code += 1)
      expect(confirmationOf(code) !== undefined).toBe(codes.includes(code));
  });

  it('a code that nobody has named is told as it is', () => {
    expect(GenImg.decode(Uint8Array.of(0x77))).toEqual({ kind: 'unknown', code: 0x77 });
    expect(Search.decode(Uint8Array.of(0x77, 0, 0, 0, 0))).toEqual({ kind: 'unknown', code: 0x77 });
    expect(EF01_COMMANDS.HandShake.decode(Uint8Array.of(0x55))).toEqual({ kind: 'unknown', code: 0x55 });
  });

  it('never throws, whatever the payload', () => {
    for (const codec of Object.values(EF01_COMMANDS)) {
      for (let length = 0; length <= 40; length += 1) {
        for (const fill of [0x00, 0x09, 0xff]) {
          expect(['ok', 'malformed', 'unknown']).toContain(
            codec.decode(new Uint8Array(length).fill(fill)).kind,
          );
        }
      }
    }
  });

  it('keeps no reference to its input', () => {
    const payload = Uint8Array.of(0, ...Array.from({ length: 32 }, () => 7));
    const outcome = ReadNotepad.decode(payload);
    payload.fill(0xee);
    expect(plain(outcome)).toEqual({
      kind: 'ok',
      reply: { confirmation: 'ok', content: Array.from({ length: 32 }, () => 7) },
    });
  });
});

describe('which frame answers which request', () => {
  const reply = (payload: readonly number[], from = address): Uint8Array =>
    encodePacket({ address: from, packetId: 0x07, payload: Uint8Array.from(payload) });

  it('a reply of another module, a command, and data are not', () => {
    const request = ef01Request(GenImg, undefined);
    expect(request.readReply(reply([0]))).toEqual({ kind: 'ok', reply: { confirmation: 'ok' } });
    expect(request.readReply(reply([0], 0x12345678))).toBeUndefined();
    expect(request.readReply(request.frame)).toBeUndefined();
    expect(
      request.readReply(encodePacket({ address, packetId: 0x02, payload: Uint8Array.of(0) })),
    ).toBeUndefined();
  });

  it('an ok without its data is none', () => {
    const request = ef01Request(Search, { buffer: 1, startPage: 0, pageCount: 200 });
    expect(request.readReply(reply([0]))).toBeUndefined();
    expect(request.readReply(reply([9]))).toEqual({ kind: 'ok', reply: { confirmation: 'not-found' } });
  });

  it('probes are answered by their data only, never by a refusal', () => {
    const [templateNum, parameters] = ef01Probes();
    expect(templateNum?.readReply(reply([0, 0, 3]))).toBeDefined();
    expect(templateNum?.readReply(reply([2]))).toBeUndefined();
    expect(templateNum?.readReply(reply([0]))).toBeUndefined();
    expect(parameters?.readReply(reply([0, ...new Uint8Array(16)]))).toBeDefined();
    expect(parameters?.readReply(reply([0, 0, 3]))).toBeUndefined();
  });

  it('a module with an address of its own is spoken to and heard there', () => {
    const codec: Ef01Codec<void, unknown> = GenImg;
    const request = ef01Request(codec, undefined, 0x00000001);
    expect(hexOf(request.frame)).toBe('EF 01 00 00 00 01 01 00 03 01 00 05');
    expect(request.readReply(reply([0], 0x00000001))).toBeDefined();
    expect(request.readReply(reply([0]))).toBeUndefined();
  });
});
