/** A finger is enrolled as at the desk: the clerk asks, the peer's finger is pressed twice, a second person witnesses. */
import { type DeskClient, fieldOf, openScreen } from './office-client.ts';
import type { Peer } from './peer.ts';
import { until } from './until.ts';

export interface FingerEnrolment {
  readonly origin: string;
  readonly clerk: DeskClient;
  /** The fingerprint module, and how the installation names it. */
  readonly peer: Peer;
  readonly deviceId: string;
  readonly personId: string;
  /** As the peer knows it. */
  readonly finger: string;
  /** Set where the rule asks for a second person. */
  readonly witness?: DeskClient | undefined;
  /** For each wait. */
  readonly limitMs?: number;
}

/** Resolves when the enrolment is done. */
export async function enrolFinger(enrolment: FingerEnrolment): Promise<void> {
  const { origin, clerk, peer, deviceId, personId, finger, witness, limitMs } = enrolment;
  const steps: string[] = [];
  const before = peer.facts.length;
  const desk = await openScreen(origin, 'desk', { cookie: clerk.cookie });
  desk.onDelta((delta) => steps.push(...enrolmentSteps(delta.set)));
  const formNumber = `同意书-${personId}`;
  await clerk.request('people.give-finger-consent', { personId, formNumber });
  const asked = { personId, credential: 'finger', deviceId, finger: '右手食指' };
  const enrolmentId = fieldOf(await clerk.request('people.start-enrolment', asked), 'enrolmentId');
  for (const sample of [1, 2]) {
    const step = `press-finger/${sample}`;
    await until(`the module asks for the finger, ${sample}`, () => steps.includes(step), limitMs);
    peer.send({ press: finger, hold: 700 });
  }
  await peer.fact('stored', () => true, before);
  if (witness !== undefined) await witness.request('people.witness-enrolment', { enrolmentId });
  await until('the enrolment is done', () => steps.includes('outcome/done'), limitMs);
  desk.close();
}

function enrolmentSteps(set: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(set).flatMap(([key, value]) => {
    if (!key.startsWith('enrolment/') || typeof value !== 'object' || value === null) return [];
    const fields = new Map(Object.entries(value));
    return [
      `${String(fields.get('step'))}/${String(fields.get('sample'))}`,
      `outcome/${String(fields.get('outcome'))}`,
    ];
  });
}
