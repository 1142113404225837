import "server-only";
import { closePools } from "@/lib/db/pools";
import { closePrisma } from "@/lib/db/prisma";

/** Ends every connection of this process, on its way out. */
export async function closeConnections(): Promise<void> {
  await Promise.all([closePools(), closePrisma()]);
}
