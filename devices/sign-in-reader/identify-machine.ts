/**
 * One press of a finger, one outcome. Pure: `commandOf` names what to ask the module next, `afterReply` takes the reply
 * and says what the press came to, if anything. Hardware notes §1.6, sign-in sequence.
 */
import type { Stamp } from '../../firmware-bridge/index.ts';
import type { ModuleCommand, ModuleReply } from './module-conversation.ts';

export interface Press {
  /** First image of this press. */
  readonly at: Stamp;
  /** Images of it that were too poor. */
  readonly poorImages: number;
}

export type IdentifyState =
  /** Nothing lies on the glass. */
  | { readonly name: 'waiting' }
  /** A press has begun and its last image was too poor or was lost: another one is taken while the finger stays. */
  | { readonly name: 'retaking'; readonly press: Press }
  | { readonly name: 'converting'; readonly press: Press }
  | { readonly name: 'searching'; readonly press: Press }
  /** The press has had its outcome; the finger must leave before the next. */
  | { readonly name: 'lifting'; readonly clearImages: number };

export type IdentifyOutcome =
  | { readonly kind: 'identified'; readonly at: Stamp; readonly page: number; readonly score: number }
  | { readonly kind: 'not-identified'; readonly at: Stamp; readonly reason: 'not-found' | 'poor-image' }
  /** The module has forgotten where we were (power cycle) or is not well: it must be inspected again. */
  | { readonly kind: 'astray'; readonly because: string };

export interface IdentifyStep {
  readonly state: IdentifyState;
  readonly outcome: IdentifyOutcome | undefined;
}

export const IDENTIFY_START: IdentifyState = { name: 'waiting' };
/** After an interruption a finger that stayed on the glass counts as one press; one that was never seen to leave too. */
export const IDENTIFY_AFTER_ENROLMENT: IdentifyState = { name: 'lifting', clearImages: 0 };

/** Images of one press before it counts as too poor: the finger settles within the first two. */
const POOR_IMAGES_MAX = 3;
/** Images without a finger before the next press: one alone may be a finger that moved. */
const CLEAR_IMAGES_MIN = 2;

export function commandOf(state: IdentifyState, capacity: number): ModuleCommand {
  switch (state.name) {
    case 'waiting':
    case 'retaking':
    case 'lifting':
      return { name: 'GenImg' };
    case 'converting':
      return { name: 'Img2Tz', buffer: 1 };
    case 'searching':
      return { name: 'Search', buffer: 1, startPage: 0, pageCount: capacity };
  }
}

export function afterReply(state: IdentifyState, reply: ModuleReply): IdentifyStep {
  switch (state.name) {
    case 'waiting':
      return afterImage(state, { at: reply.at, poorImages: 0 }, reply);
    case 'retaking':
      return afterImage(state, state.press, reply);
    case 'converting':
      return afterConversion(state.press, reply);
    case 'searching':
      return afterSearch(state.press, reply);
    case 'lifting':
      return afterLift(state.clearImages, reply);
  }
}

/** Where to go on after the module was lost for a moment: the press, if any, keeps its first moment. */
export function resumed(state: IdentifyState): IdentifyState {
  return 'press' in state ? { name: 'retaking', press: state.press } : state;
}

/** `before` was waiting or retaking; `press` is the one that goes on, or the one that begins with this image. */
function afterImage(before: IdentifyState, press: Press, reply: ModuleReply): IdentifyStep {
  switch (reply.confirmation) {
    case 'no-finger':
      return { state: IDENTIFY_START, outcome: press.poorImages > 0 ? poor(press) : undefined };
    case 'ok':
      return { state: { name: 'converting', press }, outcome: undefined };
    case 'packet-receive-error':
      // The module heard noise: nothing was seen, nothing has changed.
      return { state: before, outcome: undefined };
    case 'image-failed':
    case 'image-too-messy':
    case 'too-few-features':
      return afterPoorImage(press);
    default:
      return astray(before, reply);
  }
}

function afterConversion(press: Press, reply: ModuleReply): IdentifyStep {
  switch (reply.confirmation) {
    case 'ok':
      return { state: { name: 'searching', press }, outcome: undefined };
    case 'image-failed':
    case 'image-too-messy':
    case 'too-few-features':
    case 'packet-receive-error':
      return afterPoorImage(press);
    default:
      // 15, no valid image, among them: there was one a moment ago, so the module has lost its memory.
      return astray({ name: 'retaking', press }, reply);
  }
}

function afterSearch(press: Press, reply: ModuleReply): IdentifyStep {
  if (reply.confirmation === 'ok' && reply.data?.kind === 'match') {
    const { page, score } = reply.data;
    return lifted({ kind: 'identified', at: press.at, page, score });
  }
  switch (reply.confirmation) {
    case 'not-found':
    case 'no-match':
    case 'library-empty':
      // After a repetition the buffer may be empty because the power was cut in between: that is no verdict.
      if (reply.repeated) return astray({ name: 'retaking', press }, reply);
      return lifted({ kind: 'not-identified', at: press.at, reason: 'not-found' });
    case 'packet-receive-error':
      return afterPoorImage(press);
    default:
      return astray({ name: 'retaking', press }, reply);
  }
}

function afterPoorImage(press: Press): IdentifyStep {
  const worse = { ...press, poorImages: press.poorImages + 1 };
  if (worse.poorImages >= POOR_IMAGES_MAX) return lifted(poor(worse));
  return { state: { name: 'retaking', press: worse }, outcome: undefined };
}

function afterLift(clearImages: number, reply: ModuleReply): IdentifyStep {
  switch (reply.confirmation) {
    case 'no-finger': {
      const clear = clearImages + 1;
      const state: IdentifyState =
        clear >= CLEAR_IMAGES_MIN ? IDENTIFY_START : { name: 'lifting', clearImages: clear };
      return { state, outcome: undefined };
    }
    case 'ok':
    case 'image-failed':
    case 'image-too-messy':
    case 'too-few-features':
    case 'packet-receive-error':
      return { state: { name: 'lifting', clearImages: 0 }, outcome: undefined };
    default:
      return astray({ name: 'lifting', clearImages: 0 }, reply);
  }
}

function lifted(outcome: IdentifyOutcome): IdentifyStep {
  return { state: { name: 'lifting', clearImages: 0 }, outcome };
}

function poor(press: Press): IdentifyOutcome {
  return { kind: 'not-identified', at: press.at, reason: 'poor-image' };
}

function astray(state: IdentifyState, reply: ModuleReply): IdentifyStep {
  return { state, outcome: { kind: 'astray', because: reply.confirmation } };
}
