/** The guidance of an enrolment in words: what the finger or the card should do now, or what came of it. */
import type { EnrolmentValue } from '../../../../server/contract/screens.ts';
import type { TextKey } from '../../text/dictionary.ts';
import { t } from '../../text/text.svelte.ts';

/** As written in the register; names of fingers are data, not screen text. */
export const FINGERS = ['右手食指', '右手中指', '右手拇指', '左手食指', '左手中指', '左手拇指'];

const STEPS: Readonly<Record<string, readonly [word: TextKey, part: number]>> = {
  'press-finger': ['enrol.press', 0.1],
  'lift-finger': ['enrol.lift', 0.4],
  'press-again': ['enrol.pressAgain', 0.6],
  'present-card': ['enrol.swipe', 0.2],
  'present-card-again': ['enrol.swipeAgain', 0.6],
};
const REASONS: Readonly<Record<string, TextKey>> = {
  'poor-image': 'enrol.poorImage',
  differs: 'enrol.differs',
  'already-enrolled': 'enrol.already',
  'library-full': 'enrol.full',
  'timed-out': 'enrol.timedOut',
  cancelled: 'enrol.cancelled',
  'reader-lost': 'enrol.readerLost',
};

export function enrolmentWords(enrolment: EnrolmentValue): string {
  const why = reasonWord(enrolment.reason ?? enrolment.because);
  switch (enrolment.outcome) {
    case 'done':
      return t('enrol.done');
    case 'failed':
      return t('enrol.failed', { why });
    case 'cancelled':
      return t('enrol.stopped');
    case 'awaiting-second-person':
      return t('enrol.witness');
    case 'running': {
      const step = STEPS[enrolment.step];
      if (step === undefined) return t('enrol.waiting');
      const second = step[0] === 'enrol.press' && enrolment.sample === 2 ? 'enrol.pressSecond' : step[0];
      return t(second, { why });
    }
  }
}

/** How far, 0 to 1. */
export function enrolmentPart(enrolment: EnrolmentValue): number {
  if (enrolment.outcome === 'awaiting-second-person') return 0.85;
  if (enrolment.outcome !== 'running') return 1;
  const part = STEPS[enrolment.step]?.[1] ?? 0;
  return enrolment.sample === 2 ? Math.max(part, 0.5) : part;
}

function reasonWord(reason: string | undefined): string {
  if (reason === undefined) return '';
  const key = REASONS[reason];
  return key === undefined ? reason : t(key);
}
