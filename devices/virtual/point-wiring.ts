/**
 * Hangs telephone lines and cabinets on points of the virtual boards: contacts to inputs, a coil to an output. This is
 * the loom behind the boards; the physics are in telephone-line.ts and cabinet.ts.
 */
import type { Clock } from '../../firmware-bridge/index.ts';
import type { CabinetConfiguration, LineConfiguration, PointReference } from '../configuration.ts';
import { DeviceError } from '../device-error.ts';
import { Cabinet } from './cabinet.ts';
import { Contact, CONTACT_BOUNCE_MS } from './contact.ts';
import { INPUT_COUNT, OUTPUT_COUNT } from './modbus-board.ts';
import { forkRandom } from './seeded-random.ts';
import { TelephoneLine } from './telephone-line.ts';
import type { CabinetState } from './virtual-hardware.ts';
import type { VirtualBoardPart, VirtualCabinetPart, VirtualLinePart } from './virtual-parts.ts';

export interface PointWiring {
  readonly clock: Clock;
  readonly seed: number;
  readonly boards: ReadonlyMap<string, VirtualBoardPart>;
  /** Where the boards look for what hangs on an output: `board-1/0`. */
  readonly coils: Map<string, (on: boolean) => void>;
  readonly shownChanged: () => void;
  readonly stateChanged: () => void;
}

interface WiredContact {
  readonly contact: Contact;
  readonly board: VirtualBoardPart;
}

/** Throws `DeviceError` DEVICE_UNKNOWN for a point that no board has, as `wireCabinet` does. */
export function wireLine(line: LineConfiguration, wiring: PointWiring): VirtualLinePart {
  // Bell voltage comes through an electronic detector; the hook is a switch and chatters.
  const ring = wireContact(line.ring, `${line.id}/ring`, 0, wiring);
  const hook = wireContact(line.hook, `${line.id}/hook`, CONTACT_BOUNCE_MS, wiring);
  ring.contact.rest(false);
  hook.contact.rest(false);
  const made = new TelephoneLine({
    clock: wiring.clock,
    random: forkRandom(wiring.seed, line.id),
    onRingContact: (closed) => ring.contact.move(closed),
    onHookContact: (closed) => hook.contact.move(closed),
    onChange: wiring.shownChanged,
  });
  return {
    kind: 'line',
    configuration: line,
    port: ring.board.port,
    line: made,
    contacts: [ring.contact, hook.contact],
  };
}

export function wireCabinet(
  configuration: CabinetConfiguration,
  wiring: PointWiring,
  state: CabinetState | undefined,
): VirtualCabinetPart {
  const { id } = configuration;
  const contactAt = (reference: PointReference, name: string): Contact =>
    wireContact(reference, `${id}/${name}`, CONTACT_BOUNCE_MS, wiring).contact;
  const door = contactAt(configuration.door, 'door');
  const lock = contactAt(configuration.lock, 'lock');
  const slots = configuration.slots.map((slot, at) => contactAt(slot, `slot ${at + 1}`));
  const cabinet = new Cabinet({
    clock: wiring.clock,
    slotCount: slots.length,
    state,
    onDoorContact: (closed) => door.move(closed),
    onLockContact: (closed) => {
      lock.move(closed);
      wiring.shownChanged();
    },
    onSlotContact: (slot, closed) => {
      slots[slot - 1]?.move(closed);
      wiring.stateChanged();
    },
  });
  door.rest(true);
  lock.rest(true);
  slots.forEach((slot, at) => slot.rest(cabinet.occupied[at] ?? false));
  const coil = pointOf(configuration.coil, 'out');
  const { port } = boardOf(coil.boardId, wiring);
  wiring.coils.set(`${coil.boardId}/${coil.number}`, (on) => {
    cabinet.setCoil(on);
    wiring.shownChanged();
  });
  return { kind: 'cabinet', configuration, port, cabinet, contacts: [door, lock, ...slots] };
}

function wireContact(
  reference: PointReference,
  name: string,
  bounceMs: number,
  wiring: PointWiring,
): WiredContact {
  const { boardId, number, inverted } = pointOf(reference, 'in');
  const board = boardOf(boardId, wiring);
  const contact = new Contact({
    clock: wiring.clock,
    random: forkRandom(wiring.seed, name),
    bounceMs,
    inverted,
    apply: (closed) => board.board.setInput(number, closed),
  });
  return { contact, board };
}

function boardOf(boardId: string, wiring: PointWiring): VirtualBoardPart {
  const board = wiring.boards.get(boardId);
  if (board === undefined) throw new DeviceError('DEVICE_UNKNOWN', `no virtual board ${boardId}`);
  return board;
}

interface Point {
  readonly boardId: string;
  /** 0-based. */
  readonly number: number;
  /** The contact is wired the other way round. */
  readonly inverted: boolean;
}

function pointOf(reference: PointReference, side: 'in' | 'out'): Point {
  const [, bang, boardId, foundSide, digits] = /^(!?)([^/]+)\/(in|out)\/(\d{1,2})$/.exec(reference) ?? [];
  const number = Number(digits);
  const count = side === 'in' ? INPUT_COUNT : OUTPUT_COUNT;
  if (boardId === undefined || foundSide !== side || !(number < count)) {
    throw new DeviceError(
      'DEVICE_UNKNOWN',
      `no ${side}put point ${reference} on a virtual board (0–${count - 1})`,
    );
  }
  return { boardId, number, inverted: bang === '!' };
}
