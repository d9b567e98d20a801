/** A telephone line of the test office as its monitor reports it: bursts, answers, silence. Times from the first ring. */
import type { DeviceEvent, RingEvidence } from '../../../devices/device-event.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';

type LineEvent = Exclude<
  Extract<DeviceEvent, { readonly lineId: string }>,
  { readonly kind: 'finger-identified' | 'card-presented' | 'enrolment-advanced' }
>;
type Unplaced<Event> = Event extends unknown
  ? Omit<Event, 'deviceId' | 'stationId' | 'lineId' | 'at'>
  : never;

export class Line {
  readonly lineId: string;
  readonly office: RulesOffice;
  callId = '';
  rings = 0;
  startedMs = 0;
  #calls = 0;

  constructor(office: RulesOffice, lineId = 'line-1') {
    this.office = office;
    this.lineId = lineId;
  }

  /** One more ring starts now; the first begins a call. */
  ring(evidence: RingEvidence = 'counted'): void {
    if (this.rings === 0) {
      this.#calls += 1;
      this.callId = `call-${this.lineId}-${this.#calls}`;
      this.startedMs = this.office.clock.epochMs();
    }
    this.rings += 1;
    this.report({ kind: 'ring-started', callId: this.callId, ring: this.rings, evidence });
  }

  /** China: 1 s on, 4 s off. Ends at the start of the last ring. */
  ringTimes(count: number): void {
    for (let ring = 0; ring < count; ring += 1) {
      if (ring > 0) this.office.pass(5000);
      this.ring();
    }
  }

  number(number: string): void {
    this.report({ kind: 'caller-number-known', callId: this.callId, number });
  }

  lift(evidence: RingEvidence = 'counted'): void {
    if (this.rings === 0) {
      this.report({ kind: 'handset-lifted' });
      return;
    }
    const waitMs = this.office.clock.epochMs() - this.startedMs;
    this.report({ kind: 'call-answered', callId: this.callId, ringsStarted: this.rings, waitMs, evidence });
  }

  hangUp(talkMs = 30_000): void {
    this.report({ kind: 'call-ended', callId: this.rings > 0 ? this.callId : undefined, talkMs });
    this.rings = 0;
  }

  /** The caller gave up: silence of 1.5 × the pause after the last burst of a second. */
  giveUp(evidence: RingEvidence = 'counted'): void {
    const rangForMs = this.office.clock.epochMs() - this.startedMs + 1000;
    this.office.pass(7000);
    this.report({
      kind: 'call-abandoned',
      callId: this.callId,
      ringsStarted: this.rings,
      rangForMs,
      evidence,
    });
    this.rings = 0;
  }

  blind(callId?: string): void {
    this.report({ kind: 'line-blind', reason: 'monitor-offline', callId });
  }

  seen(found: 'idle' | 'ringing' | 'off-hook' = 'idle', blindForMs = 60_000): void {
    const now = this.office.now();
    const blindSince = { monotonicMs: now.monotonicMs - blindForMs, epochMs: now.epochMs - blindForMs };
    this.report({ kind: 'line-seen', found, blindSince });
  }

  report(event: Unplaced<LineEvent>): void {
    const { office, lineId } = this;
    office.device({ ...event, deviceId: lineId, stationId: 'duty-1', lineId, at: office.now() });
  }
}
