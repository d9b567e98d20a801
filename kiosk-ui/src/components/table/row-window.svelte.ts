/**
 * The window over a long table: which of its lines stand in the page now, and how much empty height stands for the
 * others. The page itself scrolls, not a box within it. virtual-core does the reckoning; this gives it runes.
 */
import type { Attachment } from 'svelte/attachments';
import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from '@tanstack/virtual-core';

/** Lines kept ready above and below what is seen, so that a turn of the wheel meets no empty paper. */
const READY_LINES = 12;

export interface WindowedLines {
  readonly count: number;
  readonly keyAt: (index: number) => string;
  /** Height of a line before it has been seen, px. */
  readonly estimatePx: (index: number) => number;
  /** Stands in the page wherever it is: the line that has the focus. */
  readonly pinned: number | undefined;
}
/** One line that stands in the page, after `gapPx` of lines that do not. */
export interface StandingLine {
  readonly index: number;
  readonly gapPx: number;
}
export interface Standing {
  readonly lines: readonly StandingLine[];
  /** Empty height after the last. */
  readonly restPx: number;
}

export class RowWindow {
  #turn = $state.raw(0);
  /** From the page's top to the first line, px. */
  #marginPx = $state.raw(0);
  readonly #virtualizer: Virtualizer<Window, HTMLTableRowElement>;

  constructor() {
    this.#virtualizer = new Virtualizer(this.#options({ count: 0, keyAt: String, estimatePx: () => 0 }, []));
  }

  /** To be read within a `$derived`: changes with what is asked and with the scrolling. */
  standing(asked: WindowedLines): Standing {
    void this.#turn;
    this.#virtualizer.setOptions(this.#options(asked, asked.pinned === undefined ? [] : [asked.pinned]));
    let reachedPx = this.#marginPx;
    const lines = this.#virtualizer.getVirtualItems().map(({ index, start, end }) => {
      const gapPx = start - reachedPx;
      reachedPx = end;
      return { index, gapPx };
    });
    return { lines, restPx: this.#marginPx + this.#virtualizer.getTotalSize() - reachedPx };
  }

  /** On the body of the table: follows the page's scrolling and where the body begins. */
  readonly follow: Attachment<HTMLTableSectionElement> = (body) => {
    const settle = (): void => {
      const marginPx = Math.round(body.getBoundingClientRect().top + window.scrollY);
      if (marginPx !== this.#marginPx) this.#marginPx = marginPx;
    };
    const resized = new ResizeObserver(settle);
    resized.observe(document.documentElement);
    resized.observe(document.body);
    window.addEventListener('scroll', settle, { passive: true });
    settle();
    const unmount = this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
    return () => {
      resized.disconnect();
      window.removeEventListener('scroll', settle);
      unmount();
    };
  };

  /**
   * On every line of the window; it carries its place as `data-index`. A line that has left is forgotten when its
   * observer next looks: telling it of each would search all lines once a line.
   */
  readonly measure: Attachment<HTMLTableRowElement> = (line) => this.#virtualizer.measureElement(line);

  #options(asked: Omit<WindowedLines, 'pinned'>, pinned: readonly number[]): ConstructorOptions {
    return {
      count: asked.count,
      getItemKey: asked.keyAt,
      estimateSize: asked.estimatePx,
      overscan: READY_LINES,
      scrollMargin: this.#marginPx,
      rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
        const from = Math.max(0, startIndex - overscan);
        const to = Math.min(count - 1, endIndex + overscan);
        const within = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
        const apart = pinned.filter((index) => index < count && (index < from || index > to));
        return [...apart, ...within].toSorted((one, other) => one - other);
      },
      getScrollElement: () => window,
      initialRect: { width: window.innerWidth, height: window.innerHeight },
      initialOffset: () => window.scrollY,
      scrollToFn: windowScroll,
      observeElementRect: observeWindowRect,
      observeElementOffset: observeWindowOffset,
      onChange: () => {
        this.#turn += 1;
      },
    };
  }
}
type ConstructorOptions = ConstructorParameters<typeof Virtualizer<Window, HTMLTableRowElement>>[0];
