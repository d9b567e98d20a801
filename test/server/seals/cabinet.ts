/** The seal cabinet of the test office: its contacts and lock as the device layer reports them, and a person's way. */
import type { DeviceEvent, LockState, PulseOutcome } from '../../../devices/device-event.ts';
import type { PulseLock } from '../../../devices/device-command.ts';
import type { OpeningGround } from '../../../server/seals/events.ts';
import { as, CABINET_SCREEN, press, swipe } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';

export const OFFICE_SEAL = 'seal-office';
export const GOVERNMENT_SEAL = 'seal-government';
/** Slots of the default items. */
export const SLOT = {
  'seal-government': 1,
  'seal-office': 3,
  'plate-government': 6,
  'letter-paper': 7,
} as const;

type CabinetEvent = Extract<
  DeviceEvent,
  { readonly kind: 'lock-changed' | 'slot-changed' | 'pulse-settled' | 'cabinet-fault' }
>;
type Unplaced<Event> = Event extends unknown ? Omit<Event, 'deviceId' | 'stationId' | 'at'> : never;

export class Cabinet {
  readonly office: RulesOffice;
  lock: LockState = 'unknown';
  /** The last intent whose release is in force. */
  intentId: string | undefined;

  constructor(office: RulesOffice, occupied: readonly number[] = [1, 2, 3, 4, 5, 6, 7]) {
    this.office = office;
    this.become('locked');
    for (let slot = 1; slot <= 7; slot += 1) this.slot(slot, occupied.includes(slot), false);
  }

  report(event: Unplaced<CabinetEvent>): void {
    const { office } = this;
    office.device({ ...event, deviceId: 'cab', stationId: 'cabinet-1', at: office.now() });
  }

  become(lock: LockState): void {
    const previous = this.lock;
    this.lock = lock;
    const open = lock === 'open' || lock === 'held' || lock === 'forced';
    const away = lock === 'unknown';
    this.report({
      kind: 'lock-changed',
      lock,
      previous,
      intentId: this.intentId,
      doorContact: away ? 'unknown' : open ? 'open' : 'closed',
      lockContact: away ? 'unknown' : lock === 'locked' || lock === 'did-not-open' ? 'closed' : 'open',
    });
    if (lock === 'locked') this.intentId = undefined;
  }

  slot(slot: number, occupied: boolean | undefined, behindClosedDoor = this.lock === 'locked'): void {
    this.report({ kind: 'slot-changed', slot, occupied, behindClosedDoor });
  }

  settle(intentId: string, outcome: PulseOutcome = { name: 'pulsed', confirmedBy: 'coil-read-back' }): void {
    this.report({ kind: 'pulse-settled', intentId, outcome });
  }

  /** The device layer does what it was told: release, coil, door. */
  obey(pulse: PulseLock): void {
    this.intentId = pulse.intentId;
    this.become('unlocking');
    this.settle(pulse.intentId);
    this.become('open');
  }

  /** Pulses asked for so far, in order. */
  get pulses(): readonly PulseLock[] {
    return this.office.effects.flatMap((effect) =>
      effect.kind === 'device' && effect.command.kind === 'pulse-lock' ? [effect.command] : [],
    );
  }

  get session(): unknown {
    return this.screen['session'];
  }

  get screen(): Record<string, unknown> {
    return this.office.screen('cabinet', CABINET_SCREEN, 'cabinet-1');
  }

  // ---- a person's way ------------------------------------------------------------------------------------------

  swipe(personId: string): void {
    swipe(this.office, personId, 'cabinet-1', 'cabinet-card');
  }

  press(personId: string): void {
    press(this.office, personId);
  }

  identify(personId = 'p-chief'): void {
    this.swipe(personId);
    this.office.pass(2000);
    this.press(personId);
  }

  ask(ground: OpeningGround, requestIds: readonly string[], itemIds?: readonly string[]): unknown {
    const body = { ground, requestIds, ...(itemIds === undefined ? {} : { itemIds }) };
    return this.office.request(CABINET_SCREEN, 'seals.open', body);
  }

  /** Identified, asked and opened, by an approved paper. */
  open(requestIds: readonly string[], personId = 'p-chief', ground: OpeningGround = 'use'): void {
    this.identify(personId);
    this.ask(ground, requestIds);
    const pulse = this.pulses.at(-1);
    if (pulse === undefined) throw new Error('no pulse was asked for');
    this.obey(pulse);
  }

  register(requestId: string, itemId: string, copies: number, spoiled = 0, remark?: string): unknown {
    const body = { requestId, itemId, copies, spoiled, ...(remark === undefined ? {} : { remark }) };
    return this.office.request(CABINET_SCREEN, 'seals.register-use', body);
  }

  confirm(itemId: string, slot: number): unknown {
    return this.office.request(CABINET_SCREEN, 'seals.confirm-return', { itemId, slot });
  }
}

/** A paper asked for by the clerk; its id. */
export function askFor(
  office: RulesOffice,
  itemIds: readonly string[] = [OFFICE_SEAL],
  changes: Record<string, unknown> = {},
): string {
  const body = {
    itemIds,
    title: '关于做好森林防火工作的通知',
    kind: '公文',
    copies: 12,
    unit: '秘书科',
    handledBy: '张磊',
    phone: '6012',
    ...changes,
  };
  office.request(as('p-clerk'), 'seals.request-use', body);
  const requestId = office.last('seals.use-requested')?.data.requestId;
  if (requestId === undefined) throw new Error('nothing was asked for');
  return requestId;
}

export function decide(
  office: RulesOffice,
  requestId: string,
  decision = 'approve',
  by = 'p-director',
  remark = '',
): void {
  office.request(as(by), 'seals.decide', { requestId, decision, remark });
}

/** Asked for and approved by the director. */
export function approved(
  office: RulesOffice,
  itemIds: readonly string[] = [OFFICE_SEAL],
  changes: Record<string, unknown> = {},
): string {
  const requestId = askFor(office, itemIds, changes);
  decide(office, requestId);
  return requestId;
}

/** The director sees to every alarm that waits at the desk, one by one; refused where none does. */
export function acknowledgeAll(office: RulesOffice): void {
  const waiting = alarmsAt(office, 'p-director');
  for (const alarmId of waiting.length === 0 ? ['alarm-none'] : waiting) acknowledge(office, alarmId);
}

export function acknowledge(office: RulesOffice, alarmId: string, by = as('p-director')): void {
  office.request(by, 'seals.acknowledge-alarm', { alarmId });
}

/** Alarms that a person may acknowledge from the desk. */
export function alarmsAt(office: RulesOffice, personId: string): readonly string[] {
  return Object.entries(office.screen('desk', as(personId))).flatMap(([key, value]) =>
    key.startsWith('inbox/cabinet-alarm-') && JSON.stringify(value).includes('"acknowledge"')
      ? [key.slice('inbox/cabinet-alarm-'.length)]
      : [],
  );
}
