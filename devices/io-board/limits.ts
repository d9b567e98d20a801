/** Every limit of the I/O boards, with its reason. Times in ms of monotonic time. */

/** Lost replies in a row after which a board is offline: one is noise, two a collision, three a cable. */
export const MISSES_TO_OFFLINE = 3;
/** Pause before a lost poll is asked again; longer than the silence between frames at 9600 baud (4 ms). */
export const RETRY_AFTER_MISS_MS = 10;
/** Pause between probes of an offline board: found again within a second, and its timeouts leave the bus to others. */
export const OFFLINE_PROBE_MS = 500;
/** Share of lost polls (moving average) above which a board is degraded, and below which it is well again. */
export const LOSS_DEGRADED = 0.05;
export const LOSS_RECOVERED = 0.01;
/** Weight of the newest poll in that average: a single loss in some hundred polls is no news. */
export const LOSS_WEIGHT = 0.01;
/** The lane's own heartbeat; a beat later than the tolerance means that the whole process stood still. */
export const HEARTBEAT_MS = 200;
export const HEARTBEAT_LATE_MS = 300;
/** Between two looks at the coil while its pulse runs; polls of the inputs go between. */
export const READ_BACK_EVERY_MS = 40;
/** After the end of a pulse the coil must read off within this. */
export const COIL_OFF_GRACE_MS = 300;
/** Output modes that were wrong are looked at again this often, in case someone set the board right. */
export const OUTPUT_MODE_RECHECK_MS = 30_000;
/** Longest pulse a board is ever asked for, tenths of a second: the coil's cap in software (hardware notes §10). */
export const PULSE_TENTHS_MAX = 10;
/** Requests that came back before the adapter is called an echoing one. */
export const ECHOES_TO_BELIEVE = 5;
