/** Named limits of the duty desk. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../mechanisms/durations.ts';

/** The calendar's deadline of each midnight; it comes again where the clock was set back over one. */
export const DAY_BEGINS = 'calendar.day-begins';
/** How long a badge at the desk keeps its offer on the screen. */
export const OFFER_VALID_MS = 30_000;
/** Signing on this long before a shift counts for that shift. */
export const EARLY_SIGN_ON_MS = 2 * HOUR_MS;
/** A shift that nobody has begun by then is told to the leader (ZB-3). */
export const UNATTENDED_AFTER_MS = 15 * MINUTE_MS;
/** A deadline that fires later than this fired after a blind time: nobody can be told off by it. */
export const DEADLINE_TRUSTED_MS = MINUTE_MS;
/** Delays and outages of the service are remembered this long; no telephone rings longer. */
export const LAG_KEPT_MS = 10 * MINUTE_MS;
/** Longest announced test of a line. */
export const TEST_MINUTES_MAX = 60;
/** Longest announced 暂离. */
export const AWAY_MINUTES_MAX = 120;
/** Roster rows in one publication: a quarter of three roles a day fits well. */
export const ROSTER_ROWS_MAX = 400;
/** A shift longer than this is a slip of the pen. */
export const SHIFT_MAX_MS = DAY_MS;
/** Roster rows and fired deadlines kept in memory behind today. */
export const ROSTER_KEPT_DAYS = 40;
export const FIRED_KEPT_DAYS = 5;
