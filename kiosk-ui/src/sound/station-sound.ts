/**
 * Which sound a change of the screen makes, if any. Each has its visible twin: a short confirmation with the badge card,
 * the offer or the cabinet's next step, a low refusal with the passing word or 办理中止, the alarm with the screen that
 * a forced door fills, and rings, where the office sets it so, with their band. Pure.
 */
export type Sound = 'confirm' | 'refuse' | 'ring' | 'alarm';

/** What stands on a station's screen that may be heard. What a station does not have stays undefined. */
export interface Heard {
  /** Of the card that is up, or of the last badge that was offered something. */
  readonly badgeId: string | undefined;
  /** When the last passing word was said; all of them are refusals. */
  readonly noticeMs: number | undefined;
  readonly step: string | undefined;
  /** A door that was forced, until somebody has acknowledged it. */
  readonly forced: boolean;
  /** Rings so far of all lines that ring past the first. */
  readonly rings: number;
}

const STEPS_CONFIRMED: readonly string[] = ['first-factor', 'choose', 'take'];

/**
 * `before`: undefined when the screen has just come up or its link is just back. Then only an alarm that still stands
 * is heard: what was shown before has been answered.
 */
export function soundOf(before: Heard | undefined, now: Heard, ringsHeard: boolean): Sound | undefined {
  if (now.forced) return before?.forced === true ? undefined : 'alarm';
  if (before === undefined) return undefined;
  const stopped = now.step === 'stopped' && before.step !== 'stopped';
  if (stopped || (now.noticeMs !== undefined && now.noticeMs !== before.noticeMs)) return 'refuse';
  const stepped = now.step !== before.step && now.step !== undefined && STEPS_CONFIRMED.includes(now.step);
  if (stepped || (now.badgeId !== undefined && now.badgeId !== before.badgeId)) return 'confirm';
  return ringsHeard && now.rings > before.rings ? 'ring' : undefined;
}

/** One tone: `atS` and `lengthS` from the start of the sound. */
export interface Tone {
  readonly hertz: number;
  readonly atS: number;
  readonly lengthS: number;
}
/** Short and unlike each other also to an ear that hears only low or only high: by pitch and by how many. */
export const TONES: Readonly<Record<Sound, readonly Tone[]>> = {
  confirm: [{ hertz: 880, atS: 0, lengthS: 0.09 }],
  refuse: [
    { hertz: 220, atS: 0, lengthS: 0.14 },
    { hertz: 196, atS: 0.17, lengthS: 0.2 },
  ],
  ring: [
    { hertz: 660, atS: 0, lengthS: 0.12 },
    { hertz: 784, atS: 0.15, lengthS: 0.12 },
  ],
  alarm: [0, 0.5, 1].flatMap((atS) => [
    { hertz: 988, atS, lengthS: 0.22 },
    { hertz: 740, atS: atS + 0.25, lengthS: 0.22 },
  ]),
};
/** A forced door goes on sounding until it is acknowledged. */
export const ALARM_EVERY_MS = 2000;
