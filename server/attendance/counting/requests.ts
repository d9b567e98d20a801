/** What may be asked of the count: only that a warning has been seen. */
import type { RequestDefinition } from '../../engine/module.ts';
import { WarningSeenBody } from './decide.ts';

export const COUNTING_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'attendance.see-count-warning',
    summary: "Say that one has seen one's own warning of lates or absences",
    clause: 'KQ-5',
    body: WarningSeenBody,
    allow: ['person'],
  },
];
