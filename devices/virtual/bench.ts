/**
 * The bench: what a visitor sees of the virtual hardware and does to it. Hands only: it presses, swipes, lifts and
 * pulls, and everything that follows comes over the wires.
 */
import type { BenchAct, BenchDevice, BenchState } from '../../server/contract/bench.ts';
import { DeviceError } from '../device-error.ts';
import type { CabinetRefusal } from './cabinet.ts';
import type { BenchController, StoredPrint } from './virtual-hardware.ts';
import type {
  VirtualBoardPart,
  VirtualCabinetPart,
  VirtualCardPart,
  VirtualLinePart,
  VirtualModulePart,
  VirtualPart,
} from './virtual-parts.ts';
import type { VirtualPort } from './virtual-port.ts';

/** A card is held to the reader this long: four or five frames of a reader that repeats. */
export const SWIPE_MS = 300;
/** Bounds of how long a finger may be held. */
const HOLD_MS_MIN = 50;
const HOLD_MS_MAX = 60_000;

const CABINET_REFUSALS: Readonly<Record<CabinetRefusal, string>> = {
  locked: '柜门锁着，未打开。请先办理开柜，或选“强行开门”。',
  'already-open': '柜门已经开着。',
  'already-closed': '柜门已经关着。',
  'door-closed': '柜门关着，未能伸手。请先开门。',
  'slot-unknown': '没有这个格位，未取放。请选柜上有的格位。',
  'slot-empty': '格位是空的，没有可取的印章。',
  'slot-occupied': '格位已有印章，未放入。请选空的格位。',
};

export class Bench implements BenchController {
  readonly #parts = new Map<string, VirtualPart>();
  readonly #boards = new Map<string, VirtualBoardPart>();
  readonly #listeners = new Set<() => void>();
  #people: BenchState['people'] = [];
  #strangers = 0;

  constructor(parts: readonly VirtualPart[], boards: readonly VirtualBoardPart[]) {
    for (const part of parts) this.#parts.set(part.configuration.id, part);
    for (const board of boards) this.#boards.set(board.boardId, board);
  }

  state(): BenchState {
    return { devices: [...this.#parts.values()].map((part) => show(part)), people: this.#people };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells the listeners; called by the parts. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  setPeople(people: BenchState['people']): void {
    this.#people = people;
    this.changed();
  }

  loadPrints(deviceId: string, prints: readonly StoredPrint[]): void {
    this.#module(deviceId).module.load(prints);
  }

  setNotepad(deviceId: string, page: number, bytes: Uint8Array): void {
    this.#module(deviceId).module.setNotepad(page, bytes);
  }

  setSlots(deviceId: string, occupied: readonly boolean[]): void {
    const { cabinet } = this.#cabinet(deviceId);
    occupied.forEach((filled, at) => cabinet.disturbSlot(at + 1, filled));
  }

  printsOf(deviceId: string): readonly StoredPrint[] {
    return this.#module(deviceId).module.prints();
  }

  async act(act: BenchAct): Promise<void> {
    switch (act.act) {
      case 'press-finger':
        this.#press(this.#module(act.deviceId), act.print, act.holdMs);
        break;
      case 'swipe-card':
        swipe(this.#card(act.deviceId), act.cardNumber);
        break;
      case 'ring':
      case 'stop-ringing':
      case 'lift':
      case 'hang-up':
        handleLine(this.#line(act.lineId), act);
        break;
      case 'open-door':
      case 'close-door':
      case 'force-door':
      case 'take':
      case 'put':
        handleCabinet(this.#cabinet(act.deviceId), act);
        break;
      case 'unplug':
        this.#port(act.deviceId).unplug();
        break;
      case 'plug':
        await this.#port(act.deviceId).plug();
        break;
      case 'power-cycle':
        this.#port(act.deviceId).powerCycle();
        break;
    }
    this.changed();
  }

  /** Every stranger is another one: two presses of `unknown` do not match each other. */
  #press({ module }: VirtualModulePart, print: string, holdMs: number): void {
    const heldMs = Math.min(Math.max(holdMs, HOLD_MS_MIN), HOLD_MS_MAX);
    if (print === 'wet') return module.pressWet(heldMs);
    if (print !== 'unknown') return module.press(print, heldMs);
    this.#strangers += 1;
    module.press(`stranger ${this.#strangers}`, heldMs);
  }

  #module(deviceId: string): VirtualModulePart {
    const part = this.#part(deviceId);
    return part.kind === 'fingerprint' ? part : notSuch(deviceId, '指纹模块');
  }
  #card(deviceId: string): VirtualCardPart {
    const part = this.#part(deviceId);
    return part.kind === 'card' ? part : notSuch(deviceId, '读卡器');
  }
  #line(lineId: string): VirtualLinePart {
    const part = this.#part(lineId);
    return part.kind === 'line' ? part : notSuch(lineId, '电话线路');
  }
  #cabinet(deviceId: string): VirtualCabinetPart {
    const part = this.#part(deviceId);
    return part.kind === 'cabinet' ? part : notSuch(deviceId, '印章柜');
  }
  #port(deviceId: string): VirtualPort {
    return this.#boards.get(deviceId)?.port ?? this.#part(deviceId).port;
  }
  #part(deviceId: string): VirtualPart {
    const part = this.#parts.get(deviceId);
    if (part === undefined)
      throw new DeviceError('DEVICE_UNKNOWN', `没有虚拟设备 ${deviceId}，未执行。请从实验台所列设备中选择。`);
    return part;
  }
}

function show(part: VirtualPart): BenchDevice {
  const { id: deviceId, name } = part.configuration;
  const { plugged } = part.port;
  switch (part.kind) {
    case 'fingerprint':
      return {
        kind: 'fingerprint',
        deviceId,
        name,
        plugged,
        light: part.module.light,
        templates: part.module.templates,
      };
    case 'card':
      return { kind: 'card', deviceId, name, plugged };
    case 'line': {
      const { ringing, offHook } = part.line;
      return { kind: 'line', deviceId, lineId: deviceId, name, plugged, ringing, offHook };
    }
    case 'cabinet': {
      const { doorOpen, boltOut, coilOn, occupied } = part.cabinet;
      const slots = occupied.map((filled, at) => ({ slot: at + 1, occupied: filled }));
      return { kind: 'cabinet', deviceId, name, plugged, doorOpen, boltOut, coilOn, slots };
    }
  }
}

function swipe({ reader }: VirtualCardPart, cardNumber: string): void {
  const number = cardNumber.toUpperCase();
  if (!/^[0-9A-F]{10}$/.test(number)) {
    throw new DeviceError('DEVICE_COMMAND_UNSUPPORTED', '卡号须为 10 位十六进制数，未刷卡。请核对后重试。');
  }
  reader.present(number, SWIPE_MS);
}

/** The caller's number does not travel: two contacts cannot carry it. It is there for the visitor's own story. */
function handleLine({ line }: VirtualLinePart, act: BenchAct & { readonly lineId: string }): void {
  switch (act.act) {
    case 'ring':
      if (line.ring({ rings: act.rings })) return;
      throw new DeviceError('DEVICE_BUSY', '线路占用，来电听到忙音，未振铃。请先挂机或停止振铃。');
    case 'stop-ringing':
      return line.stopRinging();
    case 'lift':
      return line.lift();
    case 'hang-up':
      return line.hangUp();
  }
}

type CabinetAct = Extract<
  BenchAct,
  { readonly act: 'open-door' | 'close-door' | 'force-door' | 'take' | 'put' }
>;

function handleCabinet({ cabinet }: VirtualCabinetPart, act: CabinetAct): void {
  const refusal = tryCabinet(cabinet, act);
  if (refusal !== undefined) throw new DeviceError('DEVICE_BUSY', CABINET_REFUSALS[refusal]);
}

function tryCabinet(cabinet: VirtualCabinetPart['cabinet'], act: CabinetAct): CabinetRefusal | undefined {
  switch (act.act) {
    case 'open-door':
      return cabinet.openDoor();
    case 'close-door':
      return cabinet.closeDoor();
    case 'force-door':
      return cabinet.forceDoor();
    case 'take':
      return cabinet.take(act.slot);
    case 'put':
      return cabinet.put(act.slot);
  }
}

function notSuch(deviceId: string, wanted: string): never {
  throw new DeviceError(
    'DEVICE_COMMAND_UNSUPPORTED',
    `${deviceId} 不是${wanted}，未执行。请选择相应的设备。`,
  );
}
