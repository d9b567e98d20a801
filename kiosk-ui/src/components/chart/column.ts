/** What a drawing of columns shows; the same stands in its table. */
export interface ChartColumn {
  /** Under the column: `7:40`, `第一声`, `9 时`. */
  readonly label: string;
  /** Counted, 0 or more. */
  readonly value: number;
  /** The column in full, read aloud and in the table: `7:40—7:45`; the label where nothing else is said. */
  readonly name?: string;
  /** Past the limit: another colour *and* hatched, with the word in `word`. */
  readonly late?: boolean;
  /** A word on the column beside its number, e.g. 迟到. */
  readonly word?: string;
}
/** A limit between two columns: a heavy tick with its name. */
export interface ChartEdge {
  /** Before which column, 0-based; the count of columns for the end. */
  readonly before: number;
  readonly label: string;
}
