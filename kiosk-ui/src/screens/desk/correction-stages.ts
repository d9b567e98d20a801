/** The stages of a correction in words. */
import type { TextKey } from '../../text/dictionary.ts';
import type { Stage } from './correction-shapes.ts';

export const STAGE_WORDS = {
  asked: 'correction.asked',
  accepted: 'correction.accepted',
  refused: 'correction.refused',
  withdrawn: 'correction.withdrawn',
} as const satisfies Record<Stage, TextKey>;
