import type { MarkShape } from '../../components/marks.ts';
import type { TextKey } from '../../text/dictionary.ts';

/** What became of one of several that were decided, or entered, together. */
export interface LeaveOutcome {
  /** The leave or the person. */
  readonly id: string;
  /** Whose, what and when. */
  readonly title: string;
  /** What was done with it, where it was taken. */
  readonly done: { readonly shape: MarkShape; readonly word: TextKey };
  /** It was not taken, and why; the service's own sentence. */
  readonly refusal: string | undefined;
}
