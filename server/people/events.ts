/**
 * People, their sections, cards, fingers and roles, and the one badge fact that everything else reacts to. Secrets
 * (passwords, PINs, card numbers) live in the vault; here stands only that they changed, and who did it.
 */
import type { Role } from '../access/principal.ts';

export interface PersonRecord {
  readonly personId: string;
  readonly name: string;
  /** Rank order (排序); people are never ordered by pinyin. */
  readonly rank: number;
  readonly sectionId: string;
  readonly post: string;
  readonly roles: readonly Role[];
  /** Official, service staff (机关工勤人员), seconded (借调) or outside the establishment (编外). */
  readonly standing: 'official' | 'service-staff' | 'seconded' | 'non-establishment';
  readonly joinedOn: string;
  readonly leftOn: string | undefined;
  /** Not expected in the morning (退居二线 …), with dates; leaders shown outside only as 在岗 / 公出. */
  readonly exemptFromSignIn: { readonly from: string; readonly until: string | undefined } | undefined;
  readonly leader: boolean;
}
export interface SectionRecord {
  readonly sectionId: string;
  readonly name: string;
  /** Order by establishment (编制). */
  readonly order: number;
}

export type PeopleEvent =
  | { readonly type: 'people.section-recorded'; readonly data: SectionRecord }
  | { readonly type: 'people.person-recorded'; readonly data: PersonRecord }
  /** A change that grants or takes a role of custodians and approvers waits for a second person. */
  | {
      readonly type: 'people.person-proposed';
      readonly data: { readonly proposalId: string; readonly person: PersonRecord; readonly by: string };
    }
  | {
      readonly type: 'people.proposal-ended';
      readonly data: {
        readonly proposalId: string;
        readonly outcome: 'confirmed' | 'withdrawn';
        readonly by: string;
        /** Before this instant nothing of this person counts at the cabinet. */
        readonly cabinetFromMs: number;
      };
    }
  | {
      readonly type: 'people.enrolment-started';
      readonly data: {
        readonly enrolmentId: string;
        readonly personId: string;
        readonly credential: 'finger' | 'card';
        readonly deviceId: string;
        readonly finger: string | undefined;
        readonly temporary: boolean;
        readonly startedBy: string;
        readonly atMs: number;
        /** Custodians and approvers: a second person has to witness it. */
        readonly needsWitness: boolean;
      };
    }
  /** Guidance at the reader: which step, which sample, why again. */
  | {
      readonly type: 'people.enrolment-advanced';
      readonly data: {
        readonly enrolmentId: string;
        readonly step: string;
        readonly sample: number | undefined;
        readonly because: string | undefined;
      };
    }
  /** The reader is done; what it took counts only once a second person has witnessed it. */
  | {
      readonly type: 'people.enrolment-captured';
      readonly data: {
        readonly enrolmentId: string;
        readonly slot: { readonly moduleId: string; readonly page: number } | undefined;
        readonly card: { readonly cardRef: string; readonly format: string } | undefined;
        readonly atMs: number;
      };
    }
  | {
      readonly type: 'people.enrolment-witnessed';
      readonly data: { readonly enrolmentId: string; readonly by: string };
    }
  | {
      readonly type: 'people.enrolment-ended';
      readonly data: {
        readonly enrolmentId: string;
        readonly outcome: 'done' | 'failed' | 'cancelled';
        readonly reason: string | undefined;
      };
    }
  | {
      readonly type: 'people.finger-enrolled';
      readonly data: {
        readonly personId: string;
        readonly moduleId: string;
        readonly page: number;
        readonly finger: string;
        readonly enrolledBy: string;
        /** Second person, required for custodians and approvers. */
        readonly witnessedBy: string | undefined;
        /** Before this instant the finger does not count at the cabinet (24 h after an identity change). */
        readonly cabinetFromMs: number;
      };
    }
  | {
      readonly type: 'people.card-enrolled';
      readonly data: {
        readonly personId: string;
        readonly cardRef: string;
        readonly format: string;
        readonly temporary: boolean;
        readonly enrolledBy: string;
        readonly witnessedBy: string | undefined;
        readonly cabinetFromMs: number;
      };
    }
  | {
      readonly type: 'people.card-stopped';
      readonly data: { readonly personId: string; readonly cardRef: string; readonly reason: string };
    }
  | {
      readonly type: 'people.finger-removed';
      readonly data: {
        readonly personId: string;
        readonly moduleId: string;
        readonly page: number;
        readonly reason: string;
      };
    }
  /** The module's own index of occupied pages, read back, no longer has the page: the template is gone. */
  | {
      readonly type: 'people.finger-erased';
      readonly data: {
        readonly personId: string;
        readonly moduleId: string;
        readonly page: number;
        readonly deviceId: string;
        readonly atMs: number;
      };
    }
  /** Separate consent to fingerprints being kept (PIPL art. 29): by the holder, or recorded from a signed form. */
  | {
      readonly type: 'people.finger-consent-given';
      readonly data: {
        readonly personId: string;
        readonly by: string;
        readonly formNumber: string | undefined;
      };
    }
  | {
      readonly type: 'people.finger-consent-withdrawn';
      readonly data: { readonly personId: string; readonly by: string; readonly reason: string };
    }
  | {
      readonly type: 'people.credential-changed';
      readonly data: {
        readonly personId: string;
        readonly credential: 'password' | 'pin';
        readonly changedBy: string;
        readonly witnessedBy: string | undefined;
        readonly cabinetFromMs: number;
      };
    }
  /** A replaced or emptied fingerprint module is taken as new: its former slots end here. */
  | {
      readonly type: 'people.module-adopted';
      readonly data: {
        readonly deviceId: string;
        readonly previousModuleId: string | undefined;
        readonly by: string;
        readonly reason: string;
      };
    }
  | {
      readonly type: 'people.identity-wait-waiver-asked';
      readonly data: {
        readonly personId: string;
        readonly by: string;
        readonly reason: string;
        readonly atMs: number;
      };
    }
  | {
      readonly type: 'people.identity-wait-waived';
      readonly data: {
        readonly personId: string;
        readonly by: string;
        readonly witnessedBy: string;
        readonly reason: string;
      };
    }
  | { readonly type: 'people.signed-in-to-desk'; readonly data: { readonly personId: string } }
  | {
      readonly type: 'people.sign-in-refused';
      readonly data: { readonly username: string; readonly reason: string };
    }
  | {
      readonly type: 'people.sessions-revoked';
      readonly data: { readonly personId: string; readonly by: string };
    }
  | { readonly type: 'people.badge-recorded'; readonly data: BadgeFact }
  /** A finger or card nobody holds. "未识别，请再按一次或刷卡" */
  | {
      readonly type: 'people.badge-unknown';
      readonly data: {
        readonly stationId: string;
        readonly deviceId: string;
        readonly atMs: number;
        readonly by: 'finger' | 'card';
        readonly reason: 'unknown' | 'stopped' | 'slot-disabled' | 'left' | 'not-joined';
      };
    }
  /** A finger too wet or dry to read. Nobody was looked for; it may be somebody's first contact all the same (KQ-2). */
  | { readonly type: 'people.press-unread'; readonly data: FailedPress };

/** A press that identified nobody. */
export interface FailedPress {
  readonly stationId: string;
  readonly deviceId: string;
  readonly atMs: number;
}

/** The one fact that feeds everything it counts for: sign-in, roll calls, the duty desk, the cabinet. */
export interface BadgeFact {
  readonly personId: string;
  readonly stationId: string;
  readonly deviceId: string;
  readonly by: 'finger' | 'card';
  readonly cardRef: string | undefined;
  /** First contact with the reader, wall clock, and its office date. */
  readonly atMs: number;
  readonly officeDate: string;
  /** Monotonic moment at which the holder was known, not the first contact: for the windows of cabinet and duty desk. */
  readonly monotonicMs: number;
  /** This very credential may be used at the cabinet from here on. */
  readonly cabinetFromMs: number;
  /**
   * Counts for the morning sign-in (KQ-1): a reader that counts, or a desk where its holder was rostered that day or
   * signed on at that moment.
   */
  readonly countsForSignIn: boolean;
}
