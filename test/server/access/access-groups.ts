/** Groups of callers that stand together in the table of who may what. */
export const PERSONS = [
  'director',
  'deputy-director',
  'city-leader',
  'party-secretary',
  'branch-secretary',
  'seal-custodian',
  'secretary-staff',
  'section-head',
  'attendance-clerk',
  'auditor',
  'system-admin',
  /** Signed in without any role. */
  'person',
] as const;
/** Who states a fact of the office, and who signs beside. */
export const SIGNERS = [
  'director',
  'deputy-director',
  'seal-custodian',
  'secretary-staff',
  'attendance-clerk',
] as const;
/** Who decides on a morning or an activity of staff; of leaders city leaders, entered by the secretary section. */
export const DECIDERS = [
  'director',
  'deputy-director',
  'city-leader',
  'seal-custodian',
  'secretary-staff',
] as const;
/** A page on the machine itself, also one of a station. */
export const LOCAL = ['station:entrance', 'station:duty', 'station:cabinet', 'local'] as const;
