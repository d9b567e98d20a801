/**
 * What each instruction does inside a module, from the ZFM-20 and R503 manuals (hardware notes 1.2, 1.3). Pure of
 * time and wire: a core with buffers, image and memory, and one function for each instruction.
 */
import type { AuraLight } from './aura-light.ts';
import { FingerprintMemory, INDEX_PAGE_TEMPLATES } from './fingerprint-memory.ts';
import { CODE, type FingerprintModel } from './fingerprint-models.ts';

/** What lies on the glass. */
export interface Finger {
  readonly print: string;
  /** Undefined: a good image. Otherwise the code that Img2Tz gives for it (06 messy, 07 few features). */
  readonly flaw: number | undefined;
}

/** Everything that an instruction may read or change. */
export interface ModuleCore {
  readonly model: FingerprintModel;
  readonly address: number;
  readonly password: number;
  readonly baudRate: number;
  readonly memory: FingerprintMemory;
  readonly light: AuraLight;
  /** What lies on the glass now. */
  finger(): Finger | undefined;
  /** Score of a match, 0–65535. */
  score(): number;
  libraryChanged(): void;
  verified: boolean;
  matched: boolean;
  image: Finger | undefined;
  featuresSpoilt: boolean;
  readonly characters: Map<number, string>;
}

export interface Reply {
  readonly code: number;
  readonly data?: readonly number[];
  /** The module starts again after this reply (SoftRst). */
  readonly restarts?: boolean;
}

export interface Instruction {
  readonly parameterLength: number;
  /** How long the module works on it, ms. Design values in the range that users of these modules report. */
  readonly workMs: number;
  /** May be given before the password (VfyPwd itself and the sign of life). */
  readonly beforePassword?: boolean;
  /** Only modules with the ring of light know it. */
  readonly ringModelsOnly?: boolean;
  readonly run: (core: ModuleCore, parameters: DataView) => Reply;
}

const OK: Reply = { code: CODE.ok };
/** Index pages 0–3, 256 templates each. */
const INDEX_PAGES = 4;
const SECURITY_LEVEL = 3;
/** Code of 128-byte data packets. */
const PACKET_SIZE_CODE = 2;
const BAUD_UNIT = 9600;
const STATUS_MATCHED = 0x02;
const STATUS_VERIFIED = 0x04;
const STATUS_IMAGE = 0x08;

const generateImage: Instruction = {
  parameterLength: 0,
  workMs: 30,
  run: (core) => {
    core.image = core.finger();
    core.featuresSpoilt = core.model.imageSpoilsFeatures;
    return { code: core.image === undefined ? CODE.noFinger : CODE.ok };
  },
};

const imageToCharacters: Instruction = {
  parameterLength: 1,
  workMs: 120,
  run: (core, parameters) => {
    const buffer = parameters.getUint8(0);
    if (!isBuffer(core, buffer)) return { code: CODE.executionFailed };
    if (core.image === undefined) return { code: CODE.noImage };
    if (core.image.flaw !== undefined) return { code: core.image.flaw };
    core.characters.set(buffer, core.image.print);
    core.featuresSpoilt = false;
    return OK;
  },
};

const search: Instruction = {
  parameterLength: 5,
  workMs: 60,
  run: (core, parameters) => {
    const start = parameters.getUint16(1);
    if (!core.memory.has(start)) return { code: CODE.pageOutOfRange, data: [0, 0, 0, 0] };
    const print = core.featuresSpoilt ? undefined : core.characters.get(parameters.getUint8(0));
    const page = print === undefined ? undefined : core.memory.find(print, start, parameters.getUint16(3));
    core.matched = page !== undefined;
    if (page === undefined)
      return { code: CODE.notFound, data: [...word(core.model.junkPageWhenNotFound), 0, 0] };
    return { code: CODE.ok, data: [...word(page), ...word(core.score())] };
  },
};

const registerModel: Instruction = {
  parameterLength: 0,
  workMs: 50,
  run: (core) => {
    const [first, second] = [core.characters.get(1), core.characters.get(2)];
    if (first === undefined || first !== second) return { code: CODE.differ };
    return OK;
  },
};

const store: Instruction = {
  parameterLength: 3,
  workMs: 60,
  run: (core, parameters) => {
    const print = core.characters.get(parameters.getUint8(0));
    if (print === undefined) return { code: CODE.templateEmpty };
    if (!core.memory.store(parameters.getUint16(1), print)) return { code: CODE.pageOutOfRange };
    core.libraryChanged();
    return OK;
  },
};

const deleteCharacters: Instruction = {
  parameterLength: 4,
  workMs: 40,
  run: (core, parameters) => {
    if (!core.memory.remove(parameters.getUint16(0), parameters.getUint16(2)))
      return { code: CODE.deleteFailed };
    core.libraryChanged();
    return OK;
  },
};

const empty: Instruction = {
  parameterLength: 0,
  workMs: 200,
  run: (core) => {
    core.memory.clear();
    core.libraryChanged();
    return OK;
  },
};

const readParameters: Instruction = {
  parameterLength: 0,
  workMs: 2,
  run: (core) => {
    const status =
      (core.matched ? STATUS_MATCHED : 0) |
      (core.verified ? STATUS_VERIFIED : 0) |
      (core.image === undefined ? 0 : STATUS_IMAGE);
    const data = [
      ...word(status),
      ...word(0),
      ...word(core.memory.capacity),
      ...word(SECURITY_LEVEL),
      ...word(core.address >>> 16),
      ...word(core.address & 0xffff),
      ...word(PACKET_SIZE_CODE),
      ...word(Math.round(core.baudRate / BAUD_UNIT)),
    ];
    return { code: CODE.ok, data };
  },
};

const verifyPassword: Instruction = {
  parameterLength: 4,
  workMs: 2,
  beforePassword: true,
  run: (core, parameters) => {
    core.verified = parameters.getUint32(0) === core.password;
    return { code: core.verified ? CODE.ok : CODE.wrongPassword };
  },
};

const writeNotepad: Instruction = {
  parameterLength: 33,
  workMs: 30,
  run: (core, parameters) => {
    const bytes = Uint8Array.from({ length: 32 }, (_, at) => parameters.getUint8(at + 1));
    if (!core.memory.writeNotepad(parameters.getUint8(0), bytes)) return { code: CODE.badNotepadPage };
    core.libraryChanged();
    return OK;
  },
};

const readNotepad: Instruction = {
  parameterLength: 1,
  workMs: 5,
  run: (core, parameters) => {
    const bytes = core.memory.readNotepad(parameters.getUint8(0));
    return bytes === undefined ? { code: CODE.badNotepadPage } : { code: CODE.ok, data: [...bytes] };
  },
};

const templateCount: Instruction = {
  parameterLength: 0,
  workMs: 2,
  run: (core) => ({ code: CODE.ok, data: word(core.memory.count) }),
};

const readIndexTable: Instruction = {
  parameterLength: 1,
  workMs: 5,
  run: (core, parameters) => {
    const page = parameters.getUint8(0);
    if (page >= INDEX_PAGES || page * INDEX_PAGE_TEMPLATES >= core.memory.capacity)
      return { code: CODE.pageOutOfRange };
    return { code: CODE.ok, data: core.memory.indexTable(page) };
  },
};

const auraLed: Instruction = {
  parameterLength: 4,
  workMs: 2,
  ringModelsOnly: true,
  run: (core, parameters) => {
    const [control, speed, colour, count] = [0, 1, 2, 3].map((at) => parameters.getUint8(at));
    const known = core.light.configure(control ?? 0, speed ?? 0, colour ?? 0, count ?? 0);
    return { code: known ? CODE.ok : CODE.executionFailed };
  },
};

const handShake: Instruction = {
  parameterLength: 0,
  workMs: 1,
  beforePassword: true,
  ringModelsOnly: true,
  run: () => OK,
};

const softReset: Instruction = {
  parameterLength: 0,
  workMs: 1,
  ringModelsOnly: true,
  run: () => ({ code: CODE.ok, restarts: true }),
};

/** The instruction of this code on this model, or undefined: FC. */
export function instructionOf(model: FingerprintModel, code: number): Instruction | undefined {
  if (code === HIGH_SPEED_SEARCH) return model.knowsHighSpeedSearch ? search : undefined;
  const instruction = INSTRUCTIONS[code];
  return instruction?.ringModelsOnly === true && !model.knowsRingAndReset ? undefined : instruction;
}

const HIGH_SPEED_SEARCH = 0x1b;
const INSTRUCTIONS: Readonly<Record<number, Instruction>> = {
  0x01: generateImage,
  0x02: imageToCharacters,
  0x04: search,
  0x05: registerModel,
  0x06: store,
  0x0c: deleteCharacters,
  0x0d: empty,
  0x0f: readParameters,
  0x13: verifyPassword,
  0x18: writeNotepad,
  0x19: readNotepad,
  0x1d: templateCount,
  0x1f: readIndexTable,
  0x35: auraLed,
  0x3d: softReset,
  0x40: handShake,
};

function isBuffer(core: ModuleCore, buffer: number): boolean {
  return buffer >= 1 && buffer <= core.model.characterBuffers;
}

function word(value: number): readonly number[] {
  return [(value >> 8) & 0xff, value & 0xff];
}
