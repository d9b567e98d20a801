/** What the bench prints and writes: one row a figure, each beside a floor measured in the same run. */

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The bare floor's value in the same run; undefined where no floor makes sense. */
  readonly floor: number | undefined;
  /** value / floor. */
  readonly ratio: number | undefined;
  /** What we aim at, in words. */
  readonly aim: string;
}

export function figure(
  name: string,
  value: number,
  unit: string,
  floor: number | undefined,
  aim: string,
): Figure {
  return {
    name,
    value,
    unit,
    floor,
    ratio: floor === undefined || floor === 0 ? undefined : value / floor,
    aim,
  };
}

/** Nearest-rank percentile of unsorted samples; throws on none, because a figure of nothing is no figure. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error('no samples');
  return value;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 50);
}

/** One table of all figures, columns flush. */
export function printFigures(figures: readonly Figure[]): void {
  const rows = [
    ['figure', 'value', 'unit', 'floor', 'ratio', 'aim'],
    ...figures.map((row) => [
      row.name,
      short(row.value),
      row.unit,
      short(row.floor),
      short(row.ratio),
      row.aim,
    ]),
  ];
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

function short(value: number | undefined): string {
  if (value === undefined) return '–';
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

/** `{name: {value, unit, floor, ratio}}` */
export function figuresAsJson(figures: readonly Figure[]): string {
  const entries = figures.map(({ name, value, unit, floor, ratio }) => [
    name,
    { value, unit, floor: floor ?? null, ratio: ratio ?? null },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}
