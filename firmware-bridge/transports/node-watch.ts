/**
 * Watches the device node of an open wire. Pulling the cable removes the node within a second, but neither serialport's
 * `close` nor node-hid's `error` can be relied on to say so (seen on kernel 6.1 with serialport 13.0.0 and node-hid
 * 3.4.0: in 12 s neither came). A node that was made anew under the same name counts as gone too.
 */
import { stat } from 'node:fs/promises';
import type { Clock } from '../clock.ts';

/** A vanished node is noticed within this; one stat call costs a few microseconds. */
const WATCH_EVERY_MS = 250;

export interface NodeIdentity {
  readonly inode: number;
  readonly device: number;
}

/** What the node is now, following links, or undefined when there is none. */
export async function identifyNode(path: string): Promise<NodeIdentity | undefined> {
  try {
    const found = await stat(path);
    return { inode: found.ino, device: found.rdev };
  } catch {
    return undefined;
  }
}

/** Calls `onGone` once when `path` no longer is the node `identity`. Returns the function that stops watching. */
export function watchNode(
  path: string,
  identity: NodeIdentity,
  clock: Clock,
  onGone: () => void,
): () => void {
  let stopped = false;
  let cancel: () => void = () => undefined;
  const look = async (): Promise<void> => {
    const found = await identifyNode(path);
    if (stopped) return;
    if (found?.inode === identity.inode && found.device === identity.device) {
      cancel = clock.setTimer(WATCH_EVERY_MS, () => void look());
      return;
    }
    stopped = true;
    onGone();
  };
  cancel = clock.setTimer(WATCH_EVERY_MS, () => void look());
  return () => {
    stopped = true;
    cancel();
  };
}
