/** Where each slot stands in the drawing: five to a shelf, in the order of their numbers. Pure. */
import type { SlotValue } from '../../../../server/contract/screens.ts';
import type { MarkShape } from '../../components/marks.ts';
import type { TextKey } from '../../text/dictionary.ts';

/** In the drawing's own units; the inside of the cabinet is 511 wide and begins at 13. */
export const SHELF = { left: 13, top: 13, width: 511, height: 206, slots: 5 } as const;

const TYPE_SIZE = 16;
const TYPE_SIZE_OF_TWO = 14;

export interface DrawnSlot {
  readonly slot: SlotValue;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly ruleLeft: boolean;
  readonly form: 'seal' | 'plate' | 'paper';
}

const SLOT_STATES = {
  in: { shape: 'good', word: 'slot.in' },
  out: { shape: 'out', word: 'slot.out' },
  wrong: { shape: 'wrong', word: 'slot.wrong' },
  unknown: { shape: 'unknown', word: 'slot.unknown' },
} as const satisfies Record<SlotValue['state'], { shape: MarkShape; word: TextKey }>;

const EMPTY_SLOT = { shape: 'none', word: 'slot.empty' } as const;

/** A slot that no item belongs to is empty or wrongly used, never out. */
export function slotWords(
  slot: SlotValue,
  live: boolean,
): { readonly shape: MarkShape; readonly word: TextKey } {
  if (!live) return SLOT_STATES.unknown;
  return slot.itemId === undefined && slot.state === 'out' ? EMPTY_SLOT : SLOT_STATES[slot.state];
}

/** Under a drawn seal its own name is enough: 市政府办公室印章 stands as 市政府办公室. */
export function drawnName(slot: SlotValue): string {
  return slot.itemId === undefined ? '' : slot.itemName.replace(/印章$/, '');
}

/** About how wide a word stands, in the drawing's own units: a Chinese sign is a square of 16, a letter half of it. */
export function wordWidth(word: string): number {
  return [...word].reduce((width, sign) => width + (sign > '\u2e7f' ? 16 : 8), 0);
}

export interface FittedWords {
  readonly lines: readonly string[];
  /** Of the type, in the drawing's own units. */
  readonly size: number;
}

/**
 * Words whole within a width: on one line where they fit, else on two, after the dot of a name or at half, and then set
 * as much smaller as it takes. Nothing is cut off and nothing reaches into the next slot.
 */
export function fitWords(words: string, width: number): FittedWords {
  if (wordWidth(words) <= width) return { lines: [words], size: TYPE_SIZE };
  const lines = halvesOf(words);
  const widest = Math.max(...lines.map((line) => wordWidth(line)));
  return { lines, size: Math.min(TYPE_SIZE_OF_TWO, (TYPE_SIZE * width) / widest) };
}

function halvesOf(words: string): readonly string[] {
  const signs = [...words];
  const half = Math.ceil(signs.length / 2);
  const dot = signs.indexOf('·') + 1;
  const space = signs.lastIndexOf(' ', half) + 1;
  const at = dot > 0 ? dot : space > 0 ? space : half;
  return [signs.slice(0, at).join('').trim(), signs.slice(at).join('').trim()];
}

export function shelvesOf(slots: readonly SlotValue[]): {
  readonly shelves: number;
  readonly cells: readonly DrawnSlot[];
} {
  const shelves = Math.max(1, Math.ceil(slots.length / SHELF.slots));
  const cells = slots.map((slot, at) => {
    const shelf = Math.floor(at / SHELF.slots);
    const onShelf = Math.min(SHELF.slots, slots.length - shelf * SHELF.slots);
    const width = SHELF.width / onShelf;
    const place = at % SHELF.slots;
    return {
      slot,
      x: SHELF.left + place * width,
      y: SHELF.top + shelf * (SHELF.height - 4),
      width,
      ruleLeft: place > 0,
      form: formOf(slot.itemName),
    };
  });
  return { shelves, cells };
}

/** What stands there is known by its name: the printing plate (印模) and letter paper (公函) are not seals. */
function formOf(name: string): DrawnSlot['form'] {
  if (name.includes('印模')) return 'plate';
  return /公函|信|纸/.test(name) ? 'paper' : 'seal';
}
