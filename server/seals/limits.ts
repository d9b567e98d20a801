/** Named limits of the seals and the cabinet. */
import { MINUTE_MS, SECOND_MS } from '../mechanisms/durations.ts';

/** An opening intent is worth nothing this long after it was recorded; checked again just before the write. */
export const INTENT_VALID_MS = 2 * SECOND_MS;
/** No word from the device layer by then: the outcome is unknown, and said to be. */
export const PULSE_ANSWER_MS = 10 * SECOND_MS;
/** Earlier intents of unknown outcome that a late word of the device is still taken for. */
export const WRITTEN_OFF_KEPT = 20;
/** How long the cabinet screen shows why it stopped. */
export const STOPPED_SHOWN_MS = 20 * SECOND_MS;
/** An alarm is acknowledged by someone who badged at the cabinet this recently. */
export const ACKNOWLEDGE_WITHIN_MS = MINUTE_MS;
export const ITEMS_PER_REQUEST_MAX = 7;
export const REQUESTS_PER_OPENING_MAX = 20;
export const COPIES_MAX = 9_999;
/** Requests that nobody decided or used, in one person's name, at a time. */
export const OPEN_REQUESTS_PER_PERSON_MAX = 50;
/** A delegation is for an absence, not for good. */
export const DEPUTY_DAYS_MAX = 90;
