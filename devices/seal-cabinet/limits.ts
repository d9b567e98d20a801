/** Limits of the cabinet, each with its reason. ms of monotonic time. */

/** Contacts bounce for some 20 ms (hardware notes §14); a door torn open is told no later than the next sample after. */
export const CONTACT_SETTLE_MS = 20;
/** A seal put down rattles in its slot. */
export const SLOT_SETTLE_MS = 60;
/** A door that slams shakes the slots: a change this soon after closing still belongs to the open door. */
export const SLAM_MS = 300;
/** The bolt follows the closing door within this, else it did not relock. */
export const RELOCK_MS = 2000;
/** Door and bolt may contradict each other for this long while they move. */
export const DISAGREE_MS = 1000;
/** The solenoid's on-time: below it does not pull, above it burns (hardware notes §10). */
export const PULSE_MIN_MS = 200;
export const PULSE_MAX_MS = 1000;
/** Rest after a pulse, in pulses, counted from its end. */
export const COOL_DOWN_PULSES = 5;
/** Pulses in any minute: more than an office opens a cabinet, less than warms a coil. */
export const PULSE_BUDGET = 6;
export const PULSE_BUDGET_WINDOW_MS = 60_000;
/** Intents remembered as used. They live for two seconds; this is hours of openings. */
export const USED_INTENTS_MAX = 1000;
/** When the coil was not read on, the bolt or the door may still prove the pulse for this long after its end. */
export const CONTACT_PROOF_MS = 1000;
/** Contacts not seen for this long are unknown. */
export const CABINET_BLIND_AFTER_MS = 1500;
/** Timing until the journaled settings arrive by `configure-cabinet`; the settings' own defaults. */
export const DEFAULT_TIMING = { releaseMs: 5000, openMs: 30_000, pulseMs: 500 } as const;
