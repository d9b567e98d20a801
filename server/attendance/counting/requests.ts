/** What may be asked of the count: only that a warning has been seen. */
import { Type } from 'typebox';
import type { RequestDefinition } from '../../engine/module.ts';
import { WarningSeenBody } from './decide.ts';
import { HistoryBody } from './history.ts';

export const COUNTING_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'attendance.see-count-warning',
    summary: "Say that one has seen one's own warning of lates or absences",
    clause: 'KQ-5',
    body: WarningSeenBody,
    allow: ['person'],
  },
  {
    type: 'attendance.import-history',
    summary:
      'Take mornings from before this system; never over what stands here (sent as CSV: /api/attendance/history)',
    clause: 'KQ-5',
    body: HistoryBody,
    answer: Type.Object({ days: Type.Integer() }),
    allow: ['attendance-clerk', 'system-admin', 'system'],
  },
];
