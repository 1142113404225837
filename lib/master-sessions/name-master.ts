import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { invalid } from "@/lib/errors";
import { findMasterName } from "@/lib/master-sessions/queries/find-master-name";
import { idOfName } from "@/lib/name-id";

/** Who leads a session, from a form: somebody who is known, or a new name, which gets an id of its own. */
export async function nameMaster(
  db: TenantSql,
  { masterId, masterName }: { masterId: string; masterName: string },
): Promise<{ masterId: string; masterName: string; known: boolean }> {
  if (masterId) {
    const found = await findMasterName.first(db, { masterId });
    if (!found) throw invalid({ masterId: "required" });
    return { masterId, masterName: found.name, known: true };
  }
  if (masterName === "") throw invalid({ masterName: "required" });
  if (/\S+@\S+\.\S/.test(masterName)) throw invalid({ masterName: "noAddress" });
  if (/\p{Cc}/u.test(masterName)) throw invalid({ masterName: "oneLine" });
  return { masterId: idOfName("master", masterName), masterName, known: false };
}
