/** Never two dialogs at once: who asks while one is open waits for it to close, in the order of asking. */
class DialogTurn {
  #waiting = $state.raw<readonly string[]>([]);

  get current(): string | undefined {
    return this.#waiting[0];
  }
  ask(id: string): void {
    if (!this.#waiting.includes(id)) this.#waiting = [...this.#waiting, id];
  }
  leave(id: string): void {
    this.#waiting = this.#waiting.filter((one) => one !== id);
  }
}

export const dialogTurn = new DialogTurn();
