/**
 * Places and devices as installed, what is known of each device's health, and the intervals of which nothing is known.
 * Changed only by `evolveStations`; times of life between office edges are not kept, because they decide nothing.
 */
import type { StationKind } from '../access/principal.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { CLOCK_STEP, isBlind } from './blindness.ts';
import type { StationEvent } from './events.ts';
import type { BlindInterval, StationDevice } from './view.ts';

type Configured = Extract<StationEvent, { type: 'stations.configured' }>['data'];

export interface StationsState {
  revision: number;
  office: Configured['office'] | undefined;
  /** Of the service, from its last start. */
  version: string;
  stations: { stationId: string; station: StationKind; name: string }[];
  /** In the order configured. */
  devices: StationDevice[];
  blind: BlindInterval[];
  /** The last office edge: the first proof of life after it is recorded. */
  proofWantedFromMs: number;
  /** The midnight that was last announced. */
  dayBegunMs: number | undefined;
  pairings: Record<string, { stationId: string; by: string; sinceMs: number }>;
}

/** Edges after which it matters whether a reader was alive. Keyed by office date. */
const EDGES = ['attendance.late-edge/', 'attendance.absent-edge/', 'attendance.own-edge/'] as const;
/** The calendar's deadline of each midnight. */
const DAY_BEGINS = 'calendar.day-begins/';
/** Blind intervals kept in memory: longer than a morning may wait for the next year's notice and be judged again. */
const BLIND_KEPT_MS = 70 * 86_400_000;
/** Beyond this a flapping device's intervals are joined: that it saw something in between is then no longer known. */
const BLIND_KEPT_MAX = 2000;

export function initialStations(): StationsState {
  return {
    revision: 0,
    office: undefined,
    version: '',
    stations: [],
    devices: [],
    blind: [],
    proofWantedFromMs: 0,
    dayBegunMs: undefined,
    pairings: {},
  };
}

export function evolveStations(state: StationsState, event: RecordedEvent): void {
  switch (event.type) {
    case 'people.badge-recorded':
    case 'people.badge-unknown':
      prove(state, event.data.deviceId, event.data.atMs);
      return;
    case 'stations.device-proven':
      prove(state, event.data.deviceId, event.data.atMs);
      return;
    case 'system.clock-confirmed':
      comeBack(state, event.data.atMs);
      state.revision += 1;
      return;
    case 'system.deadline-passed':
      if (event.data.key.startsWith(DAY_BEGINS)) dayBegins(state, event.data.dueAtMs);
      if (!EDGES.some((edge) => event.data.key.startsWith(edge))) return;
      state.proofWantedFromMs = Math.max(state.proofWantedFromMs, event.data.dueAtMs);
      return;
    default:
      if (evolveInstallation(state, event)) state.revision += 1;
  }
}

/** True where the event changed something that others may have worked with. */
function evolveInstallation(state: StationsState, event: RecordedEvent): boolean {
  switch (event.type) {
    case 'stations.configured':
      configure(state, event.data, event.recordedAtMs);
      return true;
    case 'stations.device-health':
      changeHealth(state, event.data);
      return true;
    case 'stations.module-inspected':
      patch(state, event.data.deviceId, { moduleId: event.data.moduleId });
      return true;
    case 'stations.screen-paired': {
      const { stationId, pairingId, by } = event.data;
      state.pairings[pairingId] = { stationId, by, sinceMs: event.recordedAtMs };
      return true;
    }
    case 'stations.screen-unpaired':
      delete state.pairings[event.data.pairingId];
      return true;
    case 'system.started':
      comeBack(state, event.recordedAtMs);
      start(state, event.data.version, event.data.blindSinceMs ?? 0, event.recordedAtMs);
      return true;
    case 'system.journal-blind':
      addBlind(state, {
        deviceId: undefined,
        fromMs: event.data.fromMs,
        toMs: event.data.toMs,
        reason: 'journal',
      });
      return true;
    case 'system.clock-stepped': {
      const { fromMs, toMs } = event.data;
      // A step back repeats these seconds, a step forward leaves them out: either way it is not known which were which.
      const [first, last] = fromMs < toMs ? [fromMs, toMs] : [toMs, fromMs];
      addBlind(state, { deviceId: undefined, fromMs: first, toMs: last, reason: CLOCK_STEP });
      comeBack(state, toMs);
      return true;
    }
    default:
      return false;
  }
}

/** What was proven or wanted while the clock was ahead would keep every proof of the days between from counting. */
function comeBack(state: StationsState, nowMs: number): void {
  state.proofWantedFromMs = Math.min(state.proofWantedFromMs, nowMs);
  for (const { deviceId, lastProvenMs } of state.devices)
    if (lastProvenMs !== undefined && lastProvenMs > nowMs)
      patch(state, deviceId, { lastProvenMs: undefined });
}

/** By the midnight before where that was earlier: a clock that is ahead for a while makes nothing forgotten. */
function dayBegins(state: StationsState, midnightMs: number): void {
  const keptFromMs = Math.min(midnightMs, state.dayBegunMs ?? -Infinity) - BLIND_KEPT_MS;
  state.blind = state.blind.filter(({ toMs }) => toMs === undefined || toMs >= keptFromMs);
  state.dayBegunMs = midnightMs;
}

function start(state: StationsState, version: string, blindSinceMs: number, atMs: number): void {
  state.version = version;
  addBlind(state, { deviceId: undefined, fromMs: blindSinceMs, toMs: atMs, reason: 'service-stopped' });
  for (const { deviceId } of state.devices) {
    openBlind(state, deviceId, atMs, 'starting');
    patch(state, deviceId, { health: 'unknown', reason: 'starting', sinceMs: atMs });
  }
}

function configure(state: StationsState, data: Configured, atMs: number): void {
  state.office = data.office;
  state.stations = data.stations.map((station) => ({ ...station }));
  state.devices = data.devices.map((device): StationDevice => {
    const known = state.devices.find(({ deviceId }) => deviceId === device.deviceId);
    if (known !== undefined) return { ...known, ...device };
    return {
      ...device,
      health: 'unknown',
      reason: 'starting',
      sinceMs: atMs,
      lastProvenMs: undefined,
      moduleId: undefined,
    };
  });
  for (const { deviceId, sinceMs, lastProvenMs } of state.devices) {
    // Before it was installed nobody could have used it.
    if (sinceMs === atMs && lastProvenMs === undefined) openBlind(state, deviceId, 0, 'not-installed');
  }
}

type HealthFact = Extract<StationEvent, { type: 'stations.device-health' }>['data'];

function changeHealth(
  state: StationsState,
  { deviceId, health, reason, atMs, unprovenSinceMs }: HealthFact,
): void {
  if (isBlind(health, reason)) openBlind(state, deviceId, Math.min(unprovenSinceMs, atMs), reason);
  else closeBlind(state, deviceId, atMs);
  patch(state, deviceId, { health, reason, sinceMs: atMs });
  if (health === 'online') prove(state, deviceId, atMs);
}

function patch(state: StationsState, deviceId: string, change: Partial<StationDevice>): void {
  state.devices = state.devices.map((device) =>
    device.deviceId === deviceId ? { ...device, ...change } : device,
  );
}

/** Kept only where it is the first after an edge: so a storm of badges changes nothing here. */
function prove(state: StationsState, deviceId: string, atMs: number): void {
  const known = state.devices.find((device) => device.deviceId === deviceId);
  if (known === undefined || !provesAnything(state, known, atMs)) return;
  patch(state, deviceId, { lastProvenMs: atMs });
  state.revision += 1;
}

/** The device has not been proven since the last edge, and this moment is after it. */
export function provesAnything(state: Readonly<StationsState>, device: StationDevice, atMs: number): boolean {
  return (
    device.lastProvenMs === undefined ||
    (device.lastProvenMs < state.proofWantedFromMs && atMs >= state.proofWantedFromMs)
  );
}

function openBlind(state: StationsState, deviceId: string, fromMs: number, reason: string): void {
  const open = state.blind.some((interval) => interval.deviceId === deviceId && interval.toMs === undefined);
  if (!open) addBlind(state, { deviceId, fromMs, toMs: undefined, reason });
}

function closeBlind(state: StationsState, deviceId: string, toMs: number): void {
  state.blind = state.blind.map((interval) =>
    interval.deviceId === deviceId && interval.toMs === undefined
      ? { ...interval, toMs: Math.max(toMs, interval.fromMs) }
      : interval,
  );
}

function addBlind(state: StationsState, interval: BlindInterval): void {
  state.blind = bounded([...state.blind, interval]);
}

/** Joins the two of one device and one reason that lie closest; without such two the oldest goes that is over. */
function bounded(intervals: readonly BlindInterval[]): BlindInterval[] {
  if (intervals.length <= BLIND_KEPT_MAX) return [...intervals];
  const last = new Map<string, BlindInterval>();
  let closest:
    { readonly one: BlindInterval; readonly next: BlindInterval; readonly gapMs: number } | undefined;
  for (const next of intervals) {
    const kind = `${next.deviceId ?? ''} ${next.reason}`;
    const one = last.get(kind);
    last.set(kind, next);
    if (one?.toMs === undefined) continue;
    const gapMs = next.fromMs - one.toMs;
    if (closest === undefined || gapMs < closest.gapMs) closest = { one, next, gapMs };
  }
  if (closest === undefined) {
    const oldest = intervals.find(({ toMs }) => toMs !== undefined);
    return intervals.filter((interval) => interval !== oldest);
  }
  const { one, next } = closest;
  const toMs = next.toMs === undefined ? undefined : Math.max(next.toMs, one.toMs ?? next.toMs);
  const joined = { ...next, fromMs: Math.min(one.fromMs, next.fromMs), toMs };
  return intervals.flatMap((interval) => {
    if (interval === one) return [];
    return interval === next ? [joined] : [interval];
  });
}
