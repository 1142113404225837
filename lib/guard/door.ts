import type { z } from "zod";
import type { Feature } from "@/lib/features";
import type { Permission } from "@/lib/identity/permissions";

/** What a door states about itself; the coverage test and the generated permission test read it. */
export interface DoorStatement {
  kind: "page" | "action" | "route" | "job";
  /** tenant: a member with the permission · user: anybody signed in · platform: a platform admin · key: an API key · participant: a tenant's participant, by token or by device · signed: a shared secret · public: everybody */
  scope: "tenant" | "user" | "platform" | "key" | "participant" | "signed" | "public" | "system";
  permission: Permission | null;
  /** what the tenant must have: an organisation for which it is switched off is refused */
  feature?: Feature | undefined;
  /** for routes: the ways in */
  auth?: readonly ("session" | "read-key" | "ingest-key")[];
  /** for routes: the schemas that the address and the body are read with, so that a test can hold the API's description against them */
  reads?: {
    readonly params?: z.ZodObject | undefined;
    readonly query?: z.ZodObject | undefined;
    readonly body?: z.ZodObject | undefined;
  };
}

const doorMark = Symbol.for("attune.door");

/** Marks a function as made by a door. Only lib/guard calls it. */
export function markDoor<F extends object>(made: F, statement: DoorStatement): F {
  Object.defineProperty(made, doorMark, { value: Object.freeze(statement) });
  return made;
}

/** The statement of the door that made this export, or null when no door did. */
export function doorOf(value: unknown): DoorStatement | null {
  if (value === null || (typeof value !== "function" && typeof value !== "object")) return null;
  return ((value as Record<symbol, unknown>)[doorMark] as DoorStatement | undefined) ?? null;
}
