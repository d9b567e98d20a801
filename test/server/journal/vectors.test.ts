/** Published and own vectors: RFC 6962 tree, C2SP notes and checkpoints, canonical JSON. */
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../server/journal/canonical-json.ts';
import { openCheckpoint, signCheckpoint } from '../../../server/journal/checkpoint.ts';
import { leafHash, nodeHash } from '../../../server/journal/hashes.ts';
import { MerkleFrontier } from '../../../server/journal/merkle-frontier.ts';
import { createNoteSigner, openNote, parseVerifierKey } from '../../../server/journal/signed-note.ts';

/** The eight leaves of the Certificate Transparency reference tree and its roots. */
const CT_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const CT_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('RFC 6962', () => {
  it('gives the roots of the reference tree', () => {
    const frontier = new MerkleFrontier();
    const roots = CT_LEAVES.map((leaf) => {
      frontier.append(leafHash(Buffer.from(leaf, 'hex')));
      return frontier.root().toString('hex');
    });
    expect(roots).toEqual(CT_ROOTS);
  });

  it('the empty tree has the hash of nothing', () => {
    expect(new MerkleFrontier().root().toString('hex')).toMatch(/^e3b0c442.*b855$/);
  });

  it('the frontier agrees with the recursive definition at every size up to 130, and after being stored', () => {
    const leaves = Array.from({ length: 130 }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));
    let frontier = new MerkleFrontier();
    leaves.forEach((leaf, at) => {
      frontier.append(leaf);
      expect(frontier.root()).toEqual(rootOf(leaves.slice(0, at + 1)));
      frontier = MerkleFrontier.fromBytes(frontier.size, frontier.toBytes());
    });
  });

  it('refuses a stored frontier that does not belong to its size', () => {
    expect(() => MerkleFrontier.fromBytes(3, Buffer.alloc(32))).toThrow(RangeError);
    expect(() => MerkleFrontier.fromBytes(1, Buffer.alloc(33))).toThrow(RangeError);
  });
});

/** MTH of RFC 6962 §2.1, written from its text. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only !== undefined && leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

const ENTRIES = [
  '{"seq":0,"k":"boot"}',
  '{"seq":1,"k":"signin","uid":"A1"}',
  '{"seq":2,"k":"seal.open","by":"A1"}',
];
const ROOT = 'e16dd232960fd576c611a1f8d6b737d285479c8d45a191f0f035b2e1ba67ee65';
const VERIFIER = 'office.example/seal-log+19d01b82+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c';
const NOTE = `office.example/seal-log
3
4W3SMpYP1XbGEaH41rc30oVHnI1FoZHw8DWy4bpn7mU=

— office.example/seal-log GdAbgkdr7IlFlD3LFOJVyN6cPXr1OMjLu9wM/ym8ZnZ8BrSc6O3rxpiF8iO74KeW4ke6Cw5pgy5tY+JU/UOJmy37vAs=
`;

describe('checkpoint of the design note', () => {
  const signer = createNoteSigner('office.example/seal-log', Buffer.alloc(32, 1));

  it('has the leaf hashes and the root', () => {
    const leaves = ENTRIES.map((entry) => leafHash(Buffer.from(entry)));
    expect(leaves.map((leaf) => leaf.toString('hex'))).toEqual([
      '33c454829b543fa2f6b324538f9c0a8769230165a628ac27ee3f2c07e683b31e',
      '81c787d3a6bc1080b76a8a316456e6dacbed2376ed7e94fba1dc57dc840c7322',
      '546ab7dbea5598871d6df4343e058805f3c90617d2aa8c7bb85a1bac002a791a',
    ]);
    expect(rootOf(leaves).toString('hex')).toBe(ROOT);
  });

  it('is signed byte for byte', () => {
    expect(signer.verifier.text).toBe(VERIFIER);
    expect(signCheckpoint(signer, 3, Buffer.from(ROOT, 'hex'))).toBe(NOTE);
  });

  it('verifies, and does not with another size', () => {
    const verifier = parseVerifierKey(VERIFIER);
    expect(openCheckpoint(NOTE, verifier)).toMatchObject({ outcome: 'verified', checkpoint: { size: 3 } });
    expect(openCheckpoint(NOTE.replace('\n3\n', '\n2\n'), verifier)).toEqual({
      outcome: 'refused',
      reason: 'bad-signature',
    });
  });

  it.each([
    [
      'a size with a leading zero',
      'office.example/seal-log\n03\n4W3SMpYP1XbGEaH41rc30oVHnI1FoZHw8DWy4bpn7mU=\n',
      'malformed',
    ],
    ['a short root', 'office.example/seal-log\n3\n4W3S\n', 'malformed'],
    ['no root', 'office.example/seal-log\n3\n', 'malformed'],
    [
      'another origin',
      'other.example/log\n3\n4W3SMpYP1XbGEaH41rc30oVHnI1FoZHw8DWy4bpn7mU=\n',
      'other-origin',
    ],
  ])('refuses %s under a good signature', (_name, text, reason) => {
    expect(openCheckpoint(signer.sign(text), signer.verifier)).toEqual({ outcome: 'refused', reason });
  });

  it('lets extension lines through', () => {
    const note = signer.sign(
      `office.example/seal-log\n3\n${Buffer.from(ROOT, 'hex').toString('base64')}\nextension\n`,
    );
    expect(openCheckpoint(note, signer.verifier)).toMatchObject({ outcome: 'verified' });
  });
});

describe('signed notes', () => {
  /** Example of Go's note package documentation. */
  const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const GO_NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
  const verifier = parseVerifierKey(GO_KEY);

  it('opens the note of the Go documentation', () => {
    expect(openNote(GO_NOTE, [verifier])).toMatchObject({ outcome: 'verified', by: ['PeterNeumann'] });
  });

  it('refuses it with any one character of the text changed', () => {
    const textLength = GO_NOTE.lastIndexOf('\n\n');
    for (let at = 0; at < textLength; at += 1) {
      const changed = `${GO_NOTE.slice(0, at)}${GO_NOTE[at] === 'x' ? 'y' : 'x'}${GO_NOTE.slice(at + 1)}`;
      expect(openNote(changed, [verifier]).outcome).toBe('refused');
    }
  });

  it('passes over unknown signers, and refuses the whole note where a known one fails', () => {
    const own = createNoteSigner('own', Buffer.alloc(32, 7));
    const text = 'a text\n';
    const good = own.sign(text);
    const signatureOfOther = createNoteSigner('other', Buffer.alloc(32, 8)).sign(text).split('\n\n')[1] ?? '';
    const both = good + signatureOfOther;
    expect(openNote(both, [own.verifier])).toMatchObject({ outcome: 'verified', by: ['own'] });
    expect(openNote(both, [verifier])).toEqual({ outcome: 'refused', reason: 'unknown-signer' });
    const spoiled = `${own.sign('another text\n').split('\n\n')[1] ?? ''}`;
    expect(openNote(`${text}\n${signatureOfOther}${spoiled}`, [own.verifier])).toEqual({
      outcome: 'refused',
      reason: 'bad-signature',
    });
  });

  it('takes the last empty line as the end of the text', () => {
    const own = createNoteSigner('own', Buffer.alloc(32, 7));
    expect(openNote(own.sign('one\n\ntwo\n'), [own.verifier])).toMatchObject({ text: 'one\n\ntwo\n' });
  });

  it.each([
    '',
    'no newline',
    'text\n',
    'text\n\n',
    'text\n\n- own AAAA\n',
    'te\rxt\n\n— own AAAAAAAA\n',
    'text\n\n— own AAAA\n',
  ])('calls %j malformed', (note) => {
    const own = createNoteSigner('own', Buffer.alloc(32, 7));
    expect(openNote(note, [own.verifier])).toEqual({ outcome: 'refused', reason: 'malformed' });
  });

  it.each(['', 'a name', 'a+b', 'tab\tname'])('refuses the key name %j', (name) => {
    expect(() => createNoteSigner(name, Buffer.alloc(32, 7))).toThrow(RangeError);
  });

  it('refuses a verifier key whose id is of another key', () => {
    expect(() => parseVerifierKey(GO_KEY.replace('c74f20a3', 'c74f20a4'))).toThrow(RangeError);
    expect(() => parseVerifierKey('PeterNeumann')).toThrow(RangeError);
  });
});

describe('canonical JSON', () => {
  it('sorts keys, drops what is undefined and keeps every character', () => {
    const value = {
      b: 1,
      a: { d: undefined, c: ['𬱖㛃', '\u0000\n"\\', true, null, -0, 1e21] },
      '\ud800': 'lone',
    };
    expect(canonicalJson(value)).toBe(
      '{"a":{"c":["𬱖㛃","\\u0000\\n\\"\\\\",true,null,0,1e+21]},"b":1,"\\ud800":"lone"}',
    );
    expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
  });

  it('is the same text for the same fields in any order', () => {
    expect(canonicalJson({ x: 1, y: { p: 2, q: 3 } })).toBe(canonicalJson({ y: { q: 3, p: 2 }, x: 1 }));
  });

  it.each([
    ['NaN', { a: Number.NaN }],
    ['infinity', { a: [Infinity] }],
    ['a bigint', { a: 1n }],
    ['a map', { a: new Map() }],
    ['a date', { a: new Date(0) }],
    ['a hole', { a: [undefined] }],
    ['a function', { a: () => 1 }],
  ])('refuses %s and says where', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(/^a/);
  });
});
