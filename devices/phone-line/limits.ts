/** Limits of the telephone line, each with its reason. ms of monotonic time. */

/** Off the hook must be seen this long. Shorter than the shortest burst, so that a lift is settled before the ring that
 *  follows it; longer than contact bounce. Never longer than `burstMinMs`. */
export const LIFT_SETTLE_MS = 40;
/** On the hook must be seen this long: a hook flash (90–600 ms) does not end a call. */
export const HANG_UP_SETTLE_MS = 700;
/** A ring contact closed without a pause for this long, or four nominal bursts if that is longer, is stuck. */
export const RING_STUCK_MIN_MS = 8000;
export const RING_STUCK_BURSTS = 4;
/** Tolerance of the exchange's cadence: each interval ±10 % (hardware notes §9). */
export const CADENCE_TOLERANCE = 0.1;
/** A burst began between two samples: half their distance is taken to its credit, at most this. A spike of 84 ms is
 *  then still none at any poll rate, and ring 3 is told a sample earlier (hardware notes §9: bursts from 100 ms). */
export const BURST_LEAD_MAX_MS = 15;
