/**
 * C2SP signed notes (signed-note.md), Ed25519 alone: a text, one blank line, one or more signature lines.
 *
 *   text…LF | LF | "— " name " " base64( key id (4) ‖ signature (64) ) LF
 *
 * The signed bytes are the text with its last LF, without the blank line. Used for checkpoints; anyone with the
 * verifier key can check them with any C2SP tool.
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

const ED25519 = 0x01;
const KEY_LENGTH = 32;
const SIGNATURE_LENGTH = 64;
const KEY_ID_LENGTH = 4;
/** Signatures read from one note; the standard asks for at least 16 and a limit. */
const SIGNATURES_MAX = 32;
const NOTE_LENGTH_MAX = 65_536;
/** DER before the raw key: SubjectPublicKeyInfo and PKCS #8 of RFC 8410. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

export interface NoteSigner {
  readonly name: string;
  readonly verifier: NoteVerifier;
  sign(text: string): string;
}

export interface NoteVerifier {
  readonly name: string;
  /** 8 hex digits. */
  readonly keyId: string;
  /** `name+keyid+base64(01 ‖ public key)` */
  readonly text: string;
  verifies(text: string, signature: Uint8Array): boolean;
}

export type NoteOutcome =
  | { readonly outcome: 'verified'; readonly text: string; readonly by: readonly string[] }
  /** `unknown-signer`: well formed, but none of the signatures is of a key that was given. */
  | { readonly outcome: 'refused'; readonly reason: 'malformed' | 'bad-signature' | 'unknown-signer' };

/** `seed` is the 32-byte private key of RFC 8032. Throws a `RangeError` for a wrong length or a name not allowed. */
export function createNoteSigner(name: string, seed: Uint8Array): NoteSigner {
  if (seed.length !== KEY_LENGTH)
    throw new RangeError(`an Ed25519 seed has ${KEY_LENGTH} bytes, not ${seed.length}`);
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const verifier = createNoteVerifier(name, spki.subarray(SPKI_PREFIX.length));
  return {
    name,
    verifier,
    sign: (text) => {
      if (!isNoteText(text))
        throw new RangeError('a note ends in a line feed and holds no other control character');
      const payload = Buffer.concat([
        Buffer.from(verifier.keyId, 'hex'),
        sign(null, Buffer.from(text, 'utf8'), key),
      ]);
      return `${text}\n— ${name} ${payload.toString('base64')}\n`;
    },
  };
}

export function createNoteVerifier(name: string, publicKey: Uint8Array): NoteVerifier {
  if (!isKeyName(name)) throw new RangeError(`"${name}" is not a key name: no spaces and no "+"`);
  if (publicKey.length !== KEY_LENGTH) throw new RangeError(`an Ed25519 key has ${KEY_LENGTH} bytes`);
  const typed = Buffer.concat([Buffer.from([ED25519]), publicKey]);
  const keyId = createHash('sha256')
    .update(`${name}\n`, 'utf8')
    .update(typed)
    .digest('hex')
    .slice(0, KEY_ID_LENGTH * 2);
  const key: KeyObject = createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, publicKey]),
    format: 'der',
    type: 'spki',
  });
  return {
    name,
    keyId,
    text: `${name}+${keyId}+${typed.toString('base64')}`,
    verifies: (text, signature) => verify(null, Buffer.from(text, 'utf8'), key, signature),
  };
}

/** Throws a `RangeError` for a text that is not a verifier key, or whose key id does not belong to its key. */
export function parseVerifierKey(text: string): NoteVerifier {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(text.trim());
  const [, name, keyId, encoded] = match ?? [];
  const typed = Buffer.from(encoded ?? '', 'base64');
  if (name === undefined || typed.length !== KEY_LENGTH + 1 || typed[0] !== ED25519) {
    throw new RangeError('not an Ed25519 verifier key of the form name+id+key');
  }
  const verifier = createNoteVerifier(name, typed.subarray(1));
  if (verifier.keyId !== keyId) throw new RangeError(`key id ${keyId} does not belong to this key`);
  return verifier;
}

/** Unknown signers are passed over; a known one that fails refuses the whole note (signed-note.md, verifier duty). */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): NoteOutcome {
  const parts = splitNote(note);
  if (parts === undefined) return { outcome: 'refused', reason: 'malformed' };
  const by: string[] = [];
  for (const { name, keyId, signature } of parts.signatures) {
    const verifier = verifiers.find((known) => known.name === name && known.keyId === keyId);
    if (verifier === undefined) continue;
    if (signature.length !== SIGNATURE_LENGTH || !verifier.verifies(parts.text, signature)) {
      return { outcome: 'refused', reason: 'bad-signature' };
    }
    by.push(name);
  }
  return by.length > 0
    ? { outcome: 'verified', text: parts.text, by }
    : { outcome: 'refused', reason: 'unknown-signer' };
}

interface NoteParts {
  readonly text: string;
  readonly signatures: readonly {
    readonly name: string;
    readonly keyId: string;
    readonly signature: Buffer;
  }[];
}

function splitNote(note: string): NoteParts | undefined {
  if (note.length > NOTE_LENGTH_MAX) return undefined;
  // The last empty line parts them: a text may hold empty lines of its own.
  const at = note.lastIndexOf('\n\n');
  if (at < 0 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, at + 1);
  const lines = note.slice(at + 2, -1).split('\n');
  if (!isNoteText(text) || lines.length > SIGNATURES_MAX) return undefined;
  const signatures = lines.map((line) => {
    const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
    const payload = Buffer.from(encoded ?? '', 'base64');
    if (name === undefined || payload.length <= KEY_ID_LENGTH || payload.toString('base64') !== encoded)
      return undefined;
    const keyId = payload.subarray(0, KEY_ID_LENGTH).toString('hex');
    return { name, keyId, signature: payload.subarray(KEY_ID_LENGTH) };
  });
  return signatures.every((signature) => signature !== undefined) ? { text, signatures } : undefined;
}

/** Ends in LF, well-formed Unicode, no control character below 0x20 but LF. */
function isNoteText(text: string): boolean {
  if (!text.endsWith('\n') || Buffer.from(text, 'utf8').toString('utf8') !== text) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== 0x0a) return false;
  }
  return true;
}

function isKeyName(name: string): boolean {
  return name !== '' && !/[\s+]/u.test(name) && isNoteText(`${name}\n`);
}
