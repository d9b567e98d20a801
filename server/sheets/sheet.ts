/** A list as rows and columns, for whoever writes it to a file. Numbers are numbers, all else is text. */
export type Cell = string | number;

export interface Sheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
