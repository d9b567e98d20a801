/** A new password or PIN while it is typed, with the second person beside: the same for oneself and for others. */
export class SecretDraft {
  what = $state<'password' | 'pin'>('password');
  secret = $state('');
  again = $state('');
  witness = $state('');
  witnessPassword = $state('');

  get differs(): boolean {
    return this.again !== '' && this.again !== this.secret;
  }
  /** What the service is sent, but for what only one of the forms asks. */
  get body(): Readonly<Record<string, unknown>> {
    const witness = this.witness.trim();
    return {
      [this.what]: this.secret,
      ...(witness === '' ? {} : { witness: { username: witness, password: this.witnessPassword } }),
    };
  }
  pathFor(personId: string): string {
    return `/api/people/${encodeURIComponent(personId)}/${this.what}`;
  }
  /** Nothing secret stays on the page, whether it was taken or refused. */
  forgetSecrets(): void {
    this.secret = '';
    this.again = '';
    this.witnessPassword = '';
  }
}
