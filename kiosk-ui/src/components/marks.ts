/** 图记: the shape carries the colour, the word beside it stays ink. Shapes are drawn on a 24 × 24 field. */
export const MARKS = {
  good: { ink: 'fill-good', path: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z' },
  none: { ink: 'line-none', path: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z' },
  unknown: { ink: 'line-none dashed', path: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z' },
  late: { ink: 'fill-late', path: 'M12 2l11 20H1z' },
  gone: { ink: 'line-gone', path: 'M4 4h16v16H4z' },
  leave: { ink: 'fill-away', path: 'M1 8h22v8H1z' },
  out: { ink: 'fill-away', path: 'M2 2h10l11 10-11 10H2l8-10z' },
  half: { ink: 'fill-away', path: 'M12 1a11 11 0 1 0 0 22a11 11 0 1 0 0-22zm0 2v18a9 9 0 1 1 0-18z' },
  open: {
    ink: 'fill-open',
    path: 'M12 1a11 11 0 1 0 0 22a11 11 0 1 0 0-22zm0 3a8 8 0 1 1 0 16a8 8 0 1 1 0-16zm0 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8z',
  },
  off: { ink: 'line-off', path: 'M4 4l16 16M20 4L4 20' },
  wrong: { ink: 'fill-late', path: 'M12 0l12 12-12 12L0 12z' },
  alarm: {
    ink: 'fill-seal',
    path: 'M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9zM10.3 5v9h3.4V5zM10.3 16v3.4h3.4V16z',
  },
  'ring-1': { ink: 'fill-ink', path: 'M1 10h22v5H1z' },
  'ring-2': { ink: 'fill-ink', path: 'M4 5h16v5H4zM1 15h22v5H1z' },
  'ring-3': { ink: 'fill-ink', path: 'M3 2h18v5H3zM5 10h14v5H5zM1 18h22v5H1z' },
  talk: { ink: 'fill-good', path: 'M0 6h7v4h10V6h7v12h-7v-4H7v4H0z' },
} as const;
export type MarkShape = keyof typeof MARKS;
