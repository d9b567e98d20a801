/**
 * The live protocol between service and screens, over WebSocket only. See docs/live-protocol.md.
 * A screen subscribes to one stream; it gets a snapshot, then deltas. Each delta says which push it follows
 * (`after`), so that a gap is a gap: the screen then asks for a snapshot again.
 */
export type ScreenName = 'entrance' | 'duty' | 'cabinet' | 'desk';

/** A screen is a flat document: key → JSON value. */
export type ScreenDocument = Readonly<Record<string, unknown>>;

export interface Subscribe {
  readonly screen: ScreenName;
  /** Stream position the screen already holds; the answer is then the deltas since, or a snapshot. */
  readonly position?: number;
}
export interface Snapshot {
  readonly screen: ScreenName;
  readonly position: number;
  readonly document: ScreenDocument;
}
export interface Delta {
  readonly screen: ScreenName;
  readonly after: number;
  readonly position: number;
  readonly set: ScreenDocument;
  readonly remove: readonly string[];
}
/** Once a second. A screen without one for 3 s greys out and takes its figures down. */
export interface Heartbeat {
  /** Journal position. */
  readonly position: number;
  /** Last position pushed on this socket's stream. */
  readonly streamPosition: number;
  readonly officeEpochMs: number;
  readonly demoClock: boolean;
  /** The build of the screens that the service serves now; a page of another one is to load itself anew. */
  readonly build: string | undefined;
  readonly journal: { readonly writable: boolean; readonly reason: string | undefined };
  readonly clock: { readonly believed: boolean; readonly reason: string | undefined };
}
/** A passing word, not a fact: "未识别，请再按一次或刷卡". */
export interface Notice {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly atMs: number;
}
export interface RequestMessage {
  readonly type: string;
  readonly body: unknown;
}
export type RequestAnswer =
  | { readonly ok: true; readonly position: number; readonly answer: unknown }
  | { readonly ok: false; readonly problem: Problem };

/** One shape for every refusal, HTTP (application/problem+json) and socket alike. */
export interface Problem {
  readonly code: string;
  readonly status: number;
  /** What happened, what was not done, what to do next; in Chinese. */
  readonly title: string;
  readonly clause?: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** For invalid bodies: each mistake with its path. */
  readonly mistakes?: readonly { readonly path: string; readonly message: string }[];
}

export interface ServerToClient {
  snapshot(message: Snapshot): void;
  delta(message: Delta): void;
  heartbeat(message: Heartbeat): void;
  notice(message: Notice): void;
  /** The session or pairing was revoked; the socket is closed next. */
  revoked(message: { readonly reason: string }): void;
}
export interface ClientToServer {
  subscribe(
    message: Subscribe,
    answer: (result: { ok: true } | { ok: false; problem: Problem }) => void,
  ): void;
  request(message: RequestMessage, answer: (result: RequestAnswer) => void): void;
}
