/** How a paper that asks for a seal stands, by shape and word. */
import type { MarkShape } from '../../components/marks.ts';
import type { TextKey } from '../../text/dictionary.ts';
import type { SealRequest } from './seal-shapes.ts';

export const SEAL_STATES = {
  asked: { shape: 'open', word: 'seal.asked' },
  returned: { shape: 'late', word: 'seal.returned' },
  approved: { shape: 'good', word: 'seal.approved' },
  refused: { shape: 'off', word: 'seal.refused' },
  withdrawn: { shape: 'none', word: 'seal.withdrawn' },
  expired: { shape: 'none', word: 'seal.expired' },
  'used-up': { shape: 'good', word: 'seal.usedUp' },
} as const satisfies Record<SealRequest['state'], { shape: MarkShape; word: TextKey }>;
