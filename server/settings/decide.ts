/**
 * Proposals, confirmations, and what devices are told of settings. A setting may be effective today, also after an
 * edge of today: the day is then judged again under the new rule and both verdicts stand in the register. It can
 * never reach back to a day that is over.
 */
import { Value } from 'typebox/value';
import { mistakesOf } from '../access/mistakes.ts';
import type { Principal } from '../access/principal.ts';
import { isDate } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { Input, OfficeRequest } from '../engine/input.ts';
import { NO_DECISION, type Decision, type Effect } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { SETTING_NAMES, isSettingKey, type SettingKey } from './catalogue.ts';
import { settingsRefusal } from './refusals.ts';
import { ProposeBody, SettingProposalBody } from './requests.ts';
import { SETTING_SCHEMAS } from './schemas.ts';
import { createSettingsView, isValueOf } from './settings-view.ts';
import type { SettingProposal, SettingsState } from './state.ts';

export function decideSettings(state: Readonly<SettingsState>, input: Input, context: Context): Decision {
  if (input.kind === 'request') return decideRequest(state, input.request, input.principal, context);
  if (input.kind === 'recorded') return tellDevices(state, input.event, context);
  return NO_DECISION;
}

function decideRequest(
  state: Readonly<SettingsState>,
  request: OfficeRequest,
  principal: Principal,
  context: Context,
): Decision {
  switch (request.type) {
    case 'settings.propose':
      return propose(readBody(ProposeBody, request.body), principal, context);
    case 'settings.confirm':
      return confirm(state, readBody(SettingProposalBody, request.body).proposalId, principal, context);
    case 'settings.withdraw': {
      const { proposalId } = proposalOf(state, readBody(SettingProposalBody, request.body).proposalId);
      return { events: [{ type: 'settings.withdrawn', data: { proposalId } }] };
    }
    default:
      return NO_DECISION;
  }
}

interface Proposed {
  readonly key: string;
  readonly value: unknown;
  readonly effectiveFrom: string;
}

function propose({ key, value, effectiveFrom }: Proposed, principal: Principal, context: Context): Decision {
  if (!isSettingKey(key)) throw settingsRefusal('SETTINGS_KEY_UNKNOWN', { key });
  checkValue(key, value);
  checkDate(effectiveFrom, context);
  const proposalId = context.newId('setting');
  const by = personOf(principal);
  return {
    events: [{ type: 'settings.proposed', data: { proposalId, key, value, effectiveFrom, by } }],
    answer: { proposalId },
  };
}

function confirm(
  state: Readonly<SettingsState>,
  proposalId: string,
  principal: Principal,
  context: Context,
): Decision {
  const { key, value, effectiveFrom, by } = proposalOf(state, proposalId);
  const confirmedBy = personOf(principal);
  if (confirmedBy === by) throw settingsRefusal('SETTINGS_SECOND_PERSON');
  // Proposed before an update, it may lie outside the limits of now.
  checkValue(key, value);
  checkDate(effectiveFrom, context);
  const version = (state.confirmed[key]?.length ?? 0) + 1;
  return {
    events: [
      { type: 'settings.confirmed', data: { proposalId, key, value, effectiveFrom, confirmedBy, version } },
    ],
  };
}

function checkValue(key: SettingKey, value: unknown): void {
  const mistakes = mistakesOfSetting(key, value);
  if (mistakes.length === 0) return;
  throw settingsRefusal('SETTINGS_VALUE_INVALID', {
    name: SETTING_NAMES[key].name,
    mistakes: mistakes.join('；'),
  });
}

function checkDate(date: string, context: Context): void {
  if (!isDate(date)) throw settingsRefusal('SETTINGS_DATE_INVALID', { date });
  if (date < context.officeDate) throw settingsRefusal('SETTINGS_DATE_PAST', { date });
}

function proposalOf(state: Readonly<SettingsState>, proposalId: string): SettingProposal {
  const proposal = state.proposals[proposalId];
  if (proposal === undefined) throw settingsRefusal('SETTINGS_PROPOSAL_UNKNOWN');
  return proposal;
}

/** The person who asks; the service itself has no second person beside it. */
function personOf(principal: Principal): string {
  return principal.kind === 'person' ? principal.personId : 'system';
}

/** What is wrong with a value, in words; empty where it can stand. */
export function mistakesOfSetting(key: SettingKey, value: unknown): readonly string[] {
  const schema = SETTING_SCHEMAS[key];
  if (!Value.Check(schema, value)) {
    return mistakesOf(schema, value).map(({ path, message }) =>
      path === '' ? message : `${path} ${message}`,
    );
  }
  if (key === 'attendance.edges' && isValueOf('attendance.edges', value)) {
    const { signInOpens, bandFrom, lateFrom, absentFrom } = value;
    if (!(signInOpens < lateFrom && bandFrom < lateFrom && lateFrom < absentFrom)) {
      return ['须依次为：开始签到、7:20 提示、迟到起点、缺勤起点，且同在一日之内'];
    }
  }
  if (key === 'duty.shifts' && isValueOf('duty.shifts', value)) {
    const ids = new Set(value.map(({ id }) => id));
    if (ids.size < value.length) return ['班次编号重复'];
    if (value.some(({ from, to }) => from === to)) return ['班次起止时间相同'];
  }
  if (key === 'duty.cadence' && isValueOf('duty.cadence', value) && value.mergeGapMs >= value.offMs) {
    return ['合并间隔须小于两声之间的间隔'];
  }
  return [];
}

/** Lines and cabinets learn their timing when they come up, when it is confirmed and on the day it takes effect. */
function tellDevices(state: Readonly<SettingsState>, event: RecordedEvent, context: Context): Decision {
  switch (event.type) {
    case 'stations.device-health': {
      const { deviceId, health } = event.data;
      return health === 'offline' ? NO_DECISION : effectsFor([deviceId], state, context);
    }
    case 'settings.confirmed':
      return event.data.effectiveFrom <= context.officeDate
        ? tellAll(state, event.data.key, context)
        : NO_DECISION;
    case 'system.deadline-passed': {
      if (!event.data.key.startsWith('calendar.day-begins/')) return NO_DECISION;
      const turning = (['duty.cadence', 'seals.opening'] as const).filter(
        (key) => createSettingsView(state).effectiveSince(key, context.officeDate) === context.officeDate,
      );
      const effects = turning.flatMap((key) => tellAll(state, key, context).effects ?? []);
      return effects.length === 0 ? NO_DECISION : { events: [], effects };
    }
    default:
      return NO_DECISION;
  }
}

function tellAll(state: Readonly<SettingsState>, key: string, context: Context): Decision {
  if (key !== 'duty.cadence' && key !== 'seals.opening') return NO_DECISION;
  const kind = key === 'duty.cadence' ? 'phone-line-monitor' : 'seal-cabinet';
  const devices = context.stations.devices().filter((device) => device.kind === kind);
  return effectsFor(
    devices.map(({ deviceId }) => deviceId),
    state,
    context,
  );
}

function effectsFor(
  deviceIds: readonly string[],
  state: Readonly<SettingsState>,
  context: Context,
): Decision {
  const settings = createSettingsView(state);
  const effects = deviceIds.flatMap((deviceId): Effect[] => {
    switch (context.stations.device(deviceId)?.kind) {
      case 'phone-line-monitor': {
        const cadence = settings.at('duty.cadence', context.officeDate);
        // A monitored line goes by one id, as a device and as a line.
        return [{ kind: 'device', deviceId, command: { kind: 'configure-line', lineId: deviceId, cadence } }];
      }
      case 'seal-cabinet': {
        const { releaseS, doorOpenS, pulseMs } = settings.at('seals.opening', context.officeDate);
        const command = {
          kind: 'configure-cabinet',
          releaseMs: releaseS * 1000,
          openMs: doorOpenS * 1000,
          pulseMs,
        } as const;
        return [{ kind: 'device', deviceId, command }];
      }
      default:
        return [];
    }
  });
  return effects.length === 0 ? NO_DECISION : { events: [], effects };
}
