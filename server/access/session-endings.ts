/**
 * Ends sessions when the journal says so: revoked by somebody, or the person has left. The journal is the truth, the
 * vault follows; the live side is told by the vault and closes the sockets.
 */
import type { OfficePort } from '../engine/office-port.ts';
import type { Vault } from '../people/vault.ts';

/** Returns how to stop following. */
export function followSessionEndings(office: OfficePort, vault: Pick<Vault, 'revokeSessionsOf'>): () => void {
  return office.onCommitted((events) => {
    for (const event of events) {
      if (event.type === 'people.sessions-revoked') vault.revokeSessionsOf(event.data.personId);
      if (event.type === 'people.person-recorded') {
        const { personId, leftOn } = event.data;
        if (leftOn !== undefined && leftOn <= event.officeDate) vault.revokeSessionsOf(personId);
      }
    }
  });
}
