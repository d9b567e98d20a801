/** Every limit of the sign-in readers, with its reason. Times in ms of monotonic time. */

/** Between two images while nobody presses: a finger is noticed within a tenth of a second. */
export const IMAGE_POLL_MS = 50;
/** Before a module that did not answer is spoken to again; modules need 50 to 500 ms after power on. */
export const NO_REPLY_PAUSE_MS = 500;
/** Before a module that is not well is asked again. */
export const TROUBLE_PAUSE_MS = 1_000;
/** Before a refused password is tried again: somebody has to set it, and nobody should guess. */
export const WRONG_PASSWORD_PAUSE_MS = 10_000;
/** A press interrupted for longer than this is not the same press any more. */
export const PRESS_INTERRUPTION_MAX_MS = 5_000;
/** Times in a row that a module may be found astray before that is told: once is a power cycle. */
export const ASTRAY_TOLERATED = 1;
/** Times in one inspection or enrolment that the module may say it heard noise (01): beyond, the wire is no wire. */
export const GARBLED_COMMANDS_MAX = 10;
/** Deletions waiting for their turn. */
export const DELETIONS_MAX = 16;

/** Identical frames within this make a card for readers that repeat (hardware notes §2.3). */
export const REPEAT_WINDOW_MS = 200;
/** The same card again within this after it was last seen is the same presentation (hardware notes §2.1). */
export const SAME_CARD_MS = 3_000;
/** An unknown number at a reader that sends once must be presented again within this. */
export const SECOND_PRESENTATION_MS = 10_000;
/** Readers that repeat do so every 65 ms; silence beyond this is removal (hardware notes §2.3). */
export const CARD_REMOVED_MS = 300;
/** Numbers remembered for debounce and second presentations: more cannot be presented within their time. */
export const REMEMBERED_CARDS_MAX = 256;
