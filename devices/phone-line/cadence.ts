/** The ringing rhythm of the exchange, as a setting. Source of the defaults: hardware notes, ring cadence, China. */
export interface CadenceSettings {
  /** Nominal burst and pause of one ring, ms. China: 1000 on, 4000 off, each ±10 %. */
  readonly onMs: number;
  readonly offMs: number;
  /** Bursts closer than this are one ring (a double burst); 900 ms separates bursts from rings everywhere listed. */
  readonly mergeGapMs: number;
  /** Shorter than this is a spike, not a burst. */
  readonly burstMinMs: number;
  /** Silence of this multiple of `offMs` after a ring ends the call as abandoned. */
  readonly abandonFactor: number;
  /** The monitor suppresses the first ring on the handset: the person hears one ring fewer. */
  readonly firstRingSuppressed: boolean;
}

export const CADENCE_CHINA: CadenceSettings = {
  onMs: 1000,
  offMs: 4000,
  mergeGapMs: 900,
  burstMinMs: 100,
  abandonFactor: 1.5,
  firstRingSuppressed: false,
};
