/**
 * Names of points: `board-1/in/0`, `board-1/out/3`, 0-based as printed on the board; a leading `!` inverts an input.
 * Used by the configuration check and by the drivers, so that both read a name alike.
 */
export interface Point {
  readonly boardId: string;
  readonly direction: 'in' | 'out';
  readonly index: number;
  readonly inverted: boolean;
}

const POINT = /^(!?)([A-Za-z0-9][A-Za-z0-9_-]*)\/(in|out)\/([0-9]{1,2})$/;

/** Undefined when the name cannot be understood; an inverted output cannot. */
export function parsePoint(reference: string): Point | undefined {
  const [, mark, boardId, direction, index] = POINT.exec(reference) ?? [];
  if (boardId === undefined || index === undefined) return undefined;
  if (direction !== 'in' && direction !== 'out') return undefined;
  const inverted = mark === '!';
  if (inverted && direction === 'out') return undefined;
  return { boardId, direction, index: Number(index), inverted };
}
