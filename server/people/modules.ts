/**
 * Finger slots are not people: a slot is a page of one module. A reader is told what the register expects of its
 * module each time it comes up and after each change; what it finds otherwise disables the module's slots.
 */
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { IntakeDeviceEvent } from '../engine/input.ts';
import { NO_DECISION, type Decision, type Effect } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { askerOf } from './identity.ts';
import { peopleRefusal } from './refusals.ts';
import {
  credentialsOf,
  entry,
  expectedPages,
  owedBy,
  type FingerHolding,
  type PeopleState,
} from './state.ts';

type Inspected = Extract<IntakeDeviceEvent, { kind: 'module-inspected' }>;

/** Before the readers start: a reader that has not been told takes whatever module it finds. */
export function tellReaders(state: Readonly<PeopleState>, context: Context): Decision {
  const known = Object.keys(state.moduleOf).filter(
    (deviceId) => context.stations.device(deviceId)?.kind === 'fingerprint-reader',
  );
  return { events: [], effects: known.flatMap((deviceId) => told(state, deviceId)) };
}

/** A fingerprint reader has come up: what its module is expected to hold. */
export function tellReader(
  state: Readonly<PeopleState>,
  event: Extract<RecordedEvent, { type: 'stations.device-health' }>,
  context: Context,
): Decision {
  const { deviceId, health } = event.data;
  if (health === 'offline' || context.stations.device(deviceId)?.kind !== 'fingerprint-reader')
    return NO_DECISION;
  return { events: [], effects: told(state, deviceId) };
}

/** What the module is expected to hold, and which templates it still owes to have deleted. */
function told(state: Readonly<PeopleState>, deviceId: string): readonly Effect[] {
  const moduleId = entry(state.moduleOf, deviceId);
  const owed = moduleId === undefined ? [] : owedBy(state, moduleId).map(({ page }) => page);
  if (moduleId === undefined || owed.length === 0) return [expectation(state, deviceId)];
  return deletionAt(state, deviceId, moduleId, [...new Set(owed)]);
}

/** `besides`: a page taken just now; `without`: pages given up just now. */
export function expectation(
  state: Readonly<PeopleState>,
  deviceId: string,
  change: {
    readonly moduleId?: string;
    readonly besides?: number;
    readonly without?: readonly number[];
  } = {},
): Effect {
  const moduleId = change.moduleId ?? entry(state.moduleOf, deviceId);
  const known = moduleId === undefined ? [] : expectedPages(state, moduleId);
  const pages = new Set(known);
  if (change.besides !== undefined) pages.add(change.besides);
  for (const page of change.without ?? []) pages.delete(page);
  const command = { kind: 'expect-module', moduleId, pages: [...pages].toSorted((a, b) => a - b) } as const;
  return { kind: 'device', deviceId, command };
}

/** The reader that has this module; undefined once the module has been replaced. */
export function readerOf({ moduleOf }: Readonly<PeopleState>, moduleId: string): string | undefined {
  return Object.keys(moduleOf).find((deviceId) => moduleOf[deviceId] === moduleId);
}

/** Deletes one finger's template from its module, where a reader has that module. */
export function deletion(
  state: Readonly<PeopleState>,
  moduleId: string,
  pages: readonly number[],
): readonly Effect[] {
  const deviceId = readerOf(state, moduleId);
  return deviceId === undefined ? [] : deletionAt(state, deviceId, moduleId, pages);
}

function deletionAt(
  state: Readonly<PeopleState>,
  deviceId: string,
  moduleId: string,
  pages: readonly number[],
): readonly Effect[] {
  return [
    { kind: 'device', deviceId, command: { kind: 'delete-finger-pages', moduleId, pages } },
    expectation(state, deviceId, { moduleId, without: pages }),
  ];
}

/** Deletes every finger of a person. */
export function endOfFingers(state: Readonly<PeopleState>, personId: string): readonly Effect[] {
  const held = credentialsOf(state, personId).fingers.flatMap((slot): FingerHolding[] => {
    const finger = entry(state.fingers, slot);
    return finger === undefined ? [] : [finger];
  });
  const modules = [...new Set(held.map(({ moduleId }) => moduleId))];
  return modules.flatMap((moduleId) =>
    deletion(
      state,
      moduleId,
      held.filter((finger) => finger.moduleId === moduleId).map(({ page }) => page),
    ),
  );
}

/**
 * An adopted module is the register's from its first page on: what somebody else's life left in it is deleted, or its
 * pages would never be those expected, and its fingers would be answered as strangers.
 */
export function clearAdopted(
  state: Readonly<PeopleState>,
  { deviceId, moduleId, usedPages }: Inspected,
): Decision {
  const known = entry(state.moduleOf, deviceId);
  const isOurs = moduleId !== '' && (known === undefined || known === moduleId);
  if (entry(state.adopted, deviceId) === undefined || !isOurs) return NO_DECISION;
  const ours = expectedPages(state, moduleId);
  const pages = usedPages.filter((page) => !ours.includes(page));
  if (pages.length === 0) return NO_DECISION;
  const command = { kind: 'delete-finger-pages', moduleId, pages } as const;
  return { events: [], effects: [{ kind: 'device', deviceId, command }] };
}

export function adoptModule(
  state: Readonly<PeopleState>,
  { deviceId, reason }: { readonly deviceId: string; readonly reason: string },
  principal: Principal,
  context: Context,
): Decision {
  const device = context.stations.device(deviceId);
  if (device?.kind !== 'fingerprint-reader') {
    throw peopleRefusal('PEOPLE_READER_UNFIT', { deviceId, credential: '指纹' });
  }
  const previousModuleId = entry(state.moduleOf, deviceId);
  const isDisabled =
    device.moduleId !== undefined && entry(state.disabledModules, device.moduleId) !== undefined;
  if (!isDisabled && device.reason !== 'module-mismatch')
    throw peopleRefusal('PEOPLE_MODULE_FITS', { deviceId });
  return {
    events: [
      { type: 'people.module-adopted', data: { deviceId, previousModuleId, by: askerOf(principal), reason } },
    ],
    effects: [
      { kind: 'device', deviceId, command: { kind: 'expect-module', moduleId: undefined, pages: [] } },
    ],
  };
}
