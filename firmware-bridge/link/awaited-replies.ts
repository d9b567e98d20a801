/**
 * Tells a late reply from a fresh one where replies carry no number. Devices answer in order, so a reply belongs to the
 * oldest request it could answer; a request stays listed after its timeout until a younger one of the same device has
 * been answered. While an older request of the same kind is listed, a fresh one must not be sent: first a *probe* of
 * another kind, whose reply cannot be mistaken, shows that everything before it has been answered or lost.
 */
import { LATE_REPLY_MAX_MS } from './limits.ts';

export interface AwaitedReply {
  /** Who answers: on a bus each unit answers in its own order. */
  readonly device: string;
  /** Requests of one kind have replies that can be mistaken for each other's. */
  readonly kind: string;
  /** Undefined for a frame that cannot be the reply. */
  readReply(frame: Uint8Array): unknown;
}

interface Listed {
  readonly request: AwaitedReply;
  readonly sentAtMs: number;
}

/** More unanswered requests than this cannot matter: the oldest have long been lost. */
const LISTED_MAX = 32;

export class AwaitedReplies {
  private listed: readonly Listed[] = [];

  sent(request: AwaitedReply, atMs: number): void {
    this.listed = [...this.listed.slice(1 - LISTED_MAX), { request, sentAtMs: atMs }];
  }

  /** The request that a frame answers, then off the list with all older ones of its device; undefined for a stray. */
  answeredBy(frame: Uint8Array): AwaitedReply | undefined {
    const index = this.listed.findIndex(({ request }) => request.readReply(frame) !== undefined);
    const answered = this.listed[index]?.request;
    if (answered === undefined) return undefined;
    this.listed = this.listed.filter(({ request }, at) => at > index || request.device !== answered.device);
    return answered;
  }

  /** How many listed requests could be answered by what would look like the reply to this one. */
  conflictsWith(request: AwaitedReply, nowMs: number): number {
    this.listed = this.listed.filter(({ sentAtMs }) => nowMs - sentAtMs < LATE_REPLY_MAX_MS);
    return this.listed.filter(
      ({ request: { device, kind } }) => device === request.device && kind === request.kind,
    ).length;
  }

  /**
   * The reply to this probe would be taken for that of another request that was asked before. An older sending of the
   * probe itself does no harm: whichever is answered, all before the older one has been answered or lost.
   */
  isMistakable(probe: AwaitedReply): boolean {
    return this.listed.some(
      ({ request }) => request !== probe && request.device === probe.device && request.kind === probe.kind,
    );
  }

  /** The device was away too: what was asked before will not be answered. */
  forget(): void {
    this.listed = [];
  }
}
