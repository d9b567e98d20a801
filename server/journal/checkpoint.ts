/**
 * A checkpoint (C2SP tlog-checkpoint): how long the journal is and what the root of its tree is, signed.
 *
 *   origin LF | size, decimal LF | base64(root) LF
 *
 * Whoever keeps one elsewhere can tell later whether anything before it was changed, cut or put in.
 */
import { HASH_LENGTH } from './hashes.ts';
import { openNote, type NoteSigner, type NoteVerifier } from './signed-note.ts';

export interface Checkpoint {
  /** Equals the key's name. */
  readonly origin: string;
  /** Lines of the journal it covers. */
  readonly size: number;
  readonly root: Buffer;
}

export type CheckpointOutcome =
  | { readonly outcome: 'verified'; readonly checkpoint: Checkpoint }
  | {
      readonly outcome: 'refused';
      readonly reason: 'malformed' | 'bad-signature' | 'unknown-signer' | 'other-origin';
    };

export function signCheckpoint(signer: NoteSigner, size: number, root: Buffer): string {
  return signer.sign(`${signer.name}\n${size}\n${root.toString('base64')}\n`);
}

export function openCheckpoint(note: string, verifier: NoteVerifier): CheckpointOutcome {
  const opened = openNote(note, [verifier]);
  if (opened.outcome === 'refused') return opened;
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint === undefined) return { outcome: 'refused', reason: 'malformed' };
  if (checkpoint.origin !== verifier.name) return { outcome: 'refused', reason: 'other-origin' };
  return { outcome: 'verified', checkpoint };
}

/** Extension lines are let through, as the standard asks. */
function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, size, root] = text.split('\n');
  if (origin === undefined || origin === '' || size === undefined || root === undefined) return undefined;
  if (!/^(0|[1-9]\d{0,15})$/.test(size)) return undefined;
  const bytes = Buffer.from(root, 'base64');
  if (bytes.length !== HASH_LENGTH || bytes.toString('base64') !== root) return undefined;
  return { origin, size: Number(size), root: bytes };
}
