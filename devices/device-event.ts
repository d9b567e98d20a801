/**
 * What happened at a device: facts with a meaning and no rule. `at` is the first byte of the first evidence (image
 * taken, first card frame, debounced edge), never the moment we finished thinking about it.
 */
import type { Stamp } from '../firmware-bridge/index.ts';

interface EventOrigin {
  readonly deviceId: string;
  readonly stationId: string;
  /** First evidence of the fact. */
  readonly at: Stamp;
}

/** unknown: not asked yet or cannot be told (silent readers: *unproven*); degraded: answers, but not well. */
export type Health = 'unknown' | 'online' | 'degraded' | 'offline';

export interface HealthChanged extends EventOrigin {
  readonly kind: 'health-changed';
  readonly health: Health;
  /** Stable machine word, e.g. `unplugged`, `no-reply`, `module-mismatch`, `unproven`, `library-full`. */
  readonly reason: string;
  /** Last moment at which the device was proven alive, if ever. */
  readonly lastProvenAt: Stamp | undefined;
}

/** Proof of life, at most every 10 s per device; feeds *evidence incomplete*. Never sent for silent readers. */
export interface DeviceProven extends EventOrigin {
  readonly kind: 'device-proven';
}

// ---- sign-in readers -----------------------------------------------------------------------------------------

export interface FingerIdentified extends EventOrigin {
  readonly kind: 'finger-identified';
  /** Random id kept in the module's notepad (hex, 32 digits): tells this module from its replacement. */
  readonly moduleId: string;
  readonly page: number;
  readonly score: number;
  /** First press of this attempt: failed presses within 60 s at the same reader that led up to it (KQ-2). */
  readonly firstPressAt: Stamp;
}

export interface FingerNotIdentified extends EventOrigin {
  readonly kind: 'finger-not-identified';
  readonly moduleId: string;
  readonly reason: 'not-found' | 'poor-image' | 'slot-disabled';
}

export interface CardPresented extends EventOrigin {
  readonly kind: 'card-presented';
  /** Canonical number, upper-case hex without version where the reader gives none. Secret: never journaled. */
  readonly cardNumber: string;
  /** How the reader gave it: `em4100-40`, `dez10`, `dez8`, `hex8`. DEZ8 carries only 24 bits. */
  readonly format: string;
}

/** Frames that passed their checksum but not the repeat rule: counted and shown, never a person. */
export interface CardGhost extends EventOrigin {
  readonly kind: 'card-ghost';
  readonly format: string;
}

/** What the fingerprint module holds, told at each connect and after each change. */
export interface ModuleInspected extends EventOrigin {
  readonly kind: 'module-inspected';
  readonly moduleId: string;
  /** False: notepad id or index table are not what was expected; the module's slots are disabled. */
  readonly asExpected: boolean;
  readonly capacity: number;
  readonly usedPages: readonly number[];
}

export interface EnrolmentAdvanced extends EventOrigin {
  readonly kind: 'enrolment-advanced';
  readonly enrolmentId: string;
  readonly step: EnrolmentStep;
}

/** Guidance of one enrolment. `done` and `failed` end it. A card enrolment goes present-card → again → done. */
export type EnrolmentStep =
  | { readonly name: 'press-finger'; readonly sample: 1 | 2 }
  | { readonly name: 'lift-finger'; readonly sample: 1 | 2 }
  | { readonly name: 'press-again'; readonly sample: 1 | 2; readonly because: 'poor-image' | 'differs' }
  | { readonly name: 'present-card' }
  | { readonly name: 'present-card-again' }
  | { readonly name: 'done-finger'; readonly moduleId: string; readonly page: number }
  | { readonly name: 'done-card'; readonly cardNumber: string; readonly format: string }
  | { readonly name: 'failed'; readonly reason: EnrolmentFailure };

export type EnrolmentFailure =
  'already-enrolled' | 'library-full' | 'differs' | 'timed-out' | 'cancelled' | 'reader-lost';

// ---- telephone lines -----------------------------------------------------------------------------------------

/** counted: ring starts were seen; timed: a time bound stood in for them; recovered: from a device's memory. */
export type RingEvidence = 'counted' | 'timed' | 'recovered';

interface LineOrigin extends EventOrigin {
  /** Line id from the configuration, e.g. `line-1`. */
  readonly lineId: string;
}
export interface RingStarted extends LineOrigin {
  readonly kind: 'ring-started';
  /** Made by the device layer, one per ringing; joins the events of one call. */
  readonly callId: string;
  /** 1-based; a double burst is one ring. */
  readonly ring: number;
  readonly evidence: RingEvidence;
}
export interface RingStopped extends LineOrigin {
  readonly kind: 'ring-stopped';
  readonly callId: string;
  readonly ring: number;
}
export interface CallerNumberKnown extends LineOrigin {
  readonly kind: 'caller-number-known';
  readonly callId: string;
  readonly number: string;
}
export interface CallAnswered extends LineOrigin {
  readonly kind: 'call-answered';
  readonly callId: string;
  readonly ringsStarted: number;
  readonly waitMs: number;
  readonly evidence: RingEvidence;
}
export interface CallAbandoned extends LineOrigin {
  readonly kind: 'call-abandoned';
  readonly callId: string;
  readonly ringsStarted: number;
  /** From the first ring's start to the end of the last burst. */
  readonly rangForMs: number;
  readonly evidence: RingEvidence;
}
export interface HandsetLifted extends LineOrigin {
  readonly kind: 'handset-lifted';
}
export interface CallEnded extends LineOrigin {
  readonly kind: 'call-ended';
  /** Undefined for an outgoing call or a handset left off. */
  readonly callId: string | undefined;
  readonly talkMs: number;
}
/** From `at` on nothing is known of the line; what happens meanwhile counts neither for nor against anyone. */
export interface LineBlind extends LineOrigin {
  readonly kind: 'line-blind';
  readonly reason: 'monitor-offline' | 'poll-gap' | 'host-paused' | 'start';
  /** A call that was ringing or in progress when sight was lost. */
  readonly callId: string | undefined;
}
export interface LineSeen extends LineOrigin {
  readonly kind: 'line-seen';
  /** State found when sight came back; a ringing or busy line may hide a call that began unseen. */
  readonly found: 'idle' | 'ringing' | 'off-hook';
  readonly blindSince: Stamp;
}

// ---- seal cabinet --------------------------------------------------------------------------------------------

export type LockState =
  'unknown' | 'locked' | 'unlocking' | 'open' | 'held' | 'forced' | 'did-not-open' | 'did-not-relock';

export interface LockChanged extends EventOrigin {
  readonly kind: 'lock-changed';
  readonly lock: LockState;
  readonly previous: LockState;
  /** The opening intent that this state follows from, where there is one. */
  readonly intentId: string | undefined;
  readonly doorContact: ContactState;
  readonly lockContact: ContactState;
}
export type ContactState = 'closed' | 'open' | 'unknown';

export interface SlotChanged extends EventOrigin {
  readonly kind: 'slot-changed';
  /** 1-based slot number. A contact proves presence, not which seal. */
  readonly slot: number;
  readonly occupied: boolean | undefined;
  /** The door stood closed: a sensor fault or tampering. */
  readonly behindClosedDoor: boolean;
}
/** The pulse for an intent: what the device layer did with it. Exactly one per `pulse-lock` command. */
export interface PulseSettled extends EventOrigin {
  readonly kind: 'pulse-settled';
  readonly intentId: string;
  readonly outcome: PulseOutcome;
}
export type PulseOutcome =
  | { readonly name: 'pulsed'; readonly confirmedBy: 'coil-read-back' | 'lock-contact' | 'reply-only' }
  /** Never sent: too old, cooling down, over the budget, cabinet not in a state to open, or the board is away. */
  | { readonly name: 'refused'; readonly reason: PulseRefusal }
  /** Sent, and whether the coil moved cannot be told. */
  | { readonly name: 'unknown'; readonly reason: string };
export type PulseRefusal =
  | 'expired'
  | 'cooling-down'
  | 'over-budget'
  | 'board-offline'
  | 'output-mode-wrong'
  | 'door-open'
  | 'intent-already-used';

/** Two contacts contradict each other, tamper switch, power lost. */
export interface CabinetFault extends EventOrigin {
  readonly kind: 'cabinet-fault';
  readonly fault: 'contacts-disagree' | 'tamper' | 'output-mode' | 'echoing-adapter';
}

export type DeviceEvent =
  | HealthChanged
  | DeviceProven
  | FingerIdentified
  | FingerNotIdentified
  | CardPresented
  | CardGhost
  | ModuleInspected
  | EnrolmentAdvanced
  | RingStarted
  | RingStopped
  | CallerNumberKnown
  | CallAnswered
  | CallAbandoned
  | HandsetLifted
  | CallEnded
  | LineBlind
  | LineSeen
  | LockChanged
  | SlotChanged
  | PulseSettled
  | CabinetFault;
