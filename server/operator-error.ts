/** Something the operator can mend, said whole in its message: shown without a stack, by service and command line. */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';
}

/** The command line was not understood: nothing was tried. */
export class UsageError extends OperatorError {
  override readonly name = 'UsageError';
}
