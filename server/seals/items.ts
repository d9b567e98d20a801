/**
 * Items, their custodians and deputies (YX-Y1). The defaults are written once, when the first cabinet is configured
 * and nothing is defined; afterwards an item changes only by the proposal of one and the word of the director.
 */
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { HOUR_MS } from '../mechanisms/durations.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { readBody } from '../mechanisms/request-body.ts';
import type { StationEvent } from '../stations/events.ts';
import { isEmployed, keepersOf } from './custody.ts';
import { DEFAULT_ITEMS } from './default-items.ts';
import type { ItemDefinition, SealEvent } from './events.ts';
import { DEPUTY_DAYS_MAX } from './limits.ts';
import { sealRefusal } from './refusals.ts';
import { APPOINT_DEPUTY, CONFIRM_ITEM, DEFINE_ITEM, END_DEPUTY } from './requests.ts';
import type { SealsState } from './state.ts';

type Configured = Extract<StationEvent, { readonly type: 'stations.configured' }>['data'];

/** The default items, bound to the first cabinet of the installation; nothing when any item is defined. */
export function defaultItems(state: Readonly<SealsState>, configured: Configured): readonly SealEvent[] {
  const cabinet = configured.devices.find((device) => device.kind === 'seal-cabinet');
  if (cabinet === undefined || Object.keys(state.items).length > 0) return [];
  return DEFAULT_ITEMS.slice(0, cabinet.slotCount ?? DEFAULT_ITEMS.length).map((item, index) => ({
    type: 'seals.item-defined',
    data: { ...item, cabinetId: cabinet.deviceId, slot: index + 1, custodianIds: [], confirmedBy: 'default' },
  }));
}

export function proposeItem(
  state: Readonly<SealsState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const definition: ItemDefinition = { ...readBody(DEFINE_ITEM, body), clause: 'YX-Y1' };
  requireDefinable(state, definition, context);
  const proposalId = context.newId('item');
  return {
    events: [{ type: 'seals.item-proposed', data: { ...definition, proposalId, by: idOf(principal) } }],
    answer: { proposalId },
  };
}

export function confirmItem(
  state: Readonly<SealsState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const { proposalId } = readBody(CONFIRM_ITEM, body);
  const proposal = entryOf(state.proposals, proposalId);
  if (proposal === undefined) throw sealRefusal('SEALS_PROPOSAL_UNKNOWN');
  if (proposal.by === idOf(principal)) throw sealRefusal('SEALS_PROPOSAL_OWN');
  const { by: _by, proposedAtMs: _at, ...definition } = proposal;
  requireDefinable(state, definition, context);
  const newKeepers = newKeepersBy(state, definition, context);
  if (newKeepers.includes(idOf(principal)))
    throw sealRefusal('SEALS_ITEM_DEFINITION', { what: '由本人保管的，不由本人确认' });
  return {
    events: [
      { type: 'seals.item-defined', data: { ...definition, confirmedBy: idOf(principal) } },
      ...newKeepers.map((personId) => barred(personId, undefined, context)),
    ],
  };
}

/** Named as custodians, and neither kept this item before nor, where it is new, are custodians by office. */
function newKeepersBy(
  state: Readonly<SealsState>,
  definition: ItemDefinition,
  context: Context,
): readonly string[] {
  const { itemId, custodianIds } = definition;
  const before = keepersOf(state, entryOf(state.items, itemId) ?? { itemId, custodianIds: [] }, context);
  return custodianIds.filter((personId) => !before.includes(personId));
}

export function appointDeputy(
  state: Readonly<SealsState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const { deputyId, itemIds, fromDate, untilDate, reason } = readBody(APPOINT_DEPUTY, body);
  const wrong = deputyMistake(state, { deputyId, itemIds, fromDate, untilDate }, context);
  if (wrong !== undefined) throw sealRefusal('SEALS_DEPUTY', { what: wrong });
  if (deputyId === idOf(principal)) throw sealRefusal('SEALS_DEPUTY', { what: '不得委托本人代行' });
  const delegationId = context.newId('deputy');
  const data = { delegationId, deputyId, itemIds, fromDate, untilDate, reason, by: idOf(principal) };
  return {
    events: [{ type: 'seals.deputy-appointed', data }, barred(deputyId, delegationId, context)],
    answer: { delegationId },
  };
}

export function endDeputy(state: Readonly<SealsState>, principal: Principal, body: unknown): Decision {
  const { delegationId } = readBody(END_DEPUTY, body);
  if (entryOf(state.deputies, delegationId) === undefined)
    throw sealRefusal('SEALS_DEPUTY', { what: '查无此项委托' });
  return { events: [{ type: 'seals.deputy-ended', data: { delegationId, by: idOf(principal) } }] };
}

/** Identity changes: custody just granted does not open the cabinet for a while. */
function barred(personId: string, delegationId: string | undefined, context: Context): SealEvent {
  const { identityWaitHours } = context.settings.at('seals.opening', context.officeDate);
  const untilMs = context.now.epochMs + identityWaitHours * HOUR_MS;
  return { type: 'seals.keeper-barred', data: { personId, untilMs, delegationId } };
}

function requireDefinable(state: Readonly<SealsState>, item: ItemDefinition, context: Context): void {
  const wrong = definitionMistake(state, item, context);
  if (wrong !== undefined) throw sealRefusal('SEALS_ITEM_DEFINITION', { what: wrong });
}

function definitionMistake(
  state: Readonly<SealsState>,
  item: ItemDefinition,
  context: Context,
): string | undefined {
  const cabinet = entryOf(state.cabinets, item.cabinetId);
  if (cabinet === undefined) return '没有这个印章柜';
  if (cabinet.slotCount !== undefined && item.slot > cabinet.slotCount)
    return `本柜只有 ${cabinet.slotCount} 个印位`;
  const others = Object.values(state.items).filter((other) => other.itemId !== item.itemId);
  const holder = others.find((other) => other.cabinetId === item.cabinetId && other.slot === item.slot);
  if (holder !== undefined) return `${item.slot} 号位已放${holder.name}`;
  const standing = entryOf(state.items, item.itemId);
  if (standing !== undefined && standing.place !== 'in') return `${standing.name}不在位，须先还印入位`;
  if (item.custodianIds.some((personId) => !isEmployed(personId, context)))
    return '所列保管人查无此人或已离岗';
  return undefined;
}

interface DeputyAsked {
  readonly deputyId: string;
  readonly itemIds: readonly string[];
  readonly fromDate: string;
  readonly untilDate: string;
}
function deputyMistake(
  state: Readonly<SealsState>,
  asked: DeputyAsked,
  context: Context,
): string | undefined {
  const { people, time, officeDate } = context;
  if (!isEmployed(asked.deputyId, context)) return '所列代行人查无此人或已离岗';
  if (!people.hasRole(asked.deputyId, 'secretary-staff')) return '代行人须为秘书科工作人员';
  if (asked.fromDate > asked.untilDate || asked.untilDate < officeDate) return '起止日期有误';
  if (asked.untilDate > time.addDays(asked.fromDate, DEPUTY_DAYS_MAX))
    return `委托期限最长 ${DEPUTY_DAYS_MAX} 天`;
  if (asked.itemIds.some((itemId) => entryOf(state.items, itemId) === undefined)) return '所列印信有误';
  return undefined;
}

function idOf(principal: Principal): string {
  return principal.kind === 'person' ? principal.personId : principal.kind;
}
