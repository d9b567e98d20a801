/** What every field takes. */
export interface FieldProps {
  readonly label: string;
  /** One line under the field. */
  readonly help?: string | undefined;
  /** What is wrong, said by the form (the service's refusal, two passwords that differ); it goes before the field's own. */
  readonly mistake?: string | undefined;
  /** `unsaid`: required, without the word, where a form asks for nothing else (signing in). */
  readonly required?: boolean | 'unsaid';
  /** Says 选填. */
  readonly optional?: boolean;
  readonly disabled?: boolean;
  readonly name?: string;
}

/** What the control inside a field wears. */
export interface ControlTies {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}
