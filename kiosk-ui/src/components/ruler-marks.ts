/** What stands on a ruler, as parts of its whole length (0 to 1). */

export interface RulerEdge {
  readonly part: number;
  /** A limit is a heavy tick through the ruler; a plain step is a thin one under it. */
  readonly heavy: boolean;
}
/** A word under the ruler, centred on its part and kept within the ends. */
export interface RulerWord {
  readonly part: number;
  readonly text: string;
  /** An edge's own name, in bold. */
  readonly strong?: boolean;
  readonly align?: 'start' | 'middle' | 'end';
}

export function clampPart(part: number): number {
  return Number.isFinite(part) ? Math.min(1, Math.max(0, part)) : 0;
}
/** How much of a limit has passed at an instant, 0 to 1; a limit without a length is over. */
export function passedPart(fromMs: number, toMs: number, nowMs: number): number {
  return toMs <= fromMs ? 1 : clampPart((nowMs - fromMs) / (toMs - fromMs));
}
/** In tenths of a percent: finer is not drawn. */
export function percentOf(part: number): number {
  return Math.round(clampPart(part) * 1000) / 10;
}
