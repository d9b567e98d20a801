/** Every limit of the links, with its reason. Times in ms of monotonic time. */

/** First attempt to reopen a wire that was lost: a loose plug is often back at once. */
export const REOPEN_FIRST_MS = 50;
/** Longest pause between attempts on a local wire: from plugging in to usable stays below a second. */
export const REOPEN_CAP_MS = 500;
/** Longest pause between attempts on a network address: a box that is off should not be hammered. */
export const REOPEN_CAP_NETWORK_MS = 1_000;
/** Requests waiting for their turn; more means that somebody asks faster than the wire can answer. */
export const WAITING_REQUESTS_MAX = 32;
/** After a timeout the wire must have been silent this long before the next request: the rest of a reply cut short. */
export const QUIET_MS = 20;
/** A wire that never falls silent (noise) is not waited for longer than this. */
export const QUIET_WAIT_MAX_MS = 200;
/** A reply later than this after its request has been lost, not delayed: no module or gateway keeps one so long. */
export const LATE_REPLY_MAX_MS = 5_000;
/** Looks in a row, and the time from one to the next, before a silence inside a frame is believed: each look is a turn
 *  of the event loop at least, and a read that was waiting needs two. */
export const SILENCE_LOOKS = 3;
export const SILENCE_LOOK_MS = 10;
/**
 * Timeouts in a row without a single byte before a network wire is opened anew, with all that it still holds back: a
 * network that works again after minutes would deliver every request of that time, a pulse among them.
 */
export const SILENT_TIMEOUTS_MAX = 3;
/** Attempts in all at a request that may be repeated. */
export const ATTEMPTS_MAX = 2;
/** Probes sent to tell late replies from fresh ones before the request is given up. */
export const PROBES_MAX = 3;
/** Bits on the wire for one byte: start, eight data, stop. */
export const BITS_PER_BYTE = 10;
/** Assumed where an address does not say how fast the wire behind it is. */
export const SLOWEST_BAUD_RATE = 9_600;
