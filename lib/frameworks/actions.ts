"use server";

import { z } from "zod";
import { sections } from "@/lib/frameworks/fields";
import { restoreVersion, saveSection } from "@/lib/frameworks/service";
import { action } from "@/lib/guard/action";

const frameworkId = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/);
const base = z.number().int().min(0);

/** Saves a section of a framework as a new version. */
export const saveFrameworkSection = action(
  {
    permission: "brand:manage",
    input: z.strictObject({
      frameworkId,
      section: z.enum(sections),
      values: z.record(z.string().max(120), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
      base,
      note: z.string().trim().max(200, { error: "tooLong" }),
    }),
  },
  ({ db, user, now }, input) => saveSection(db, input, user.id, now),
  ({ frameworkId: id, section, note }, { version, overridden }) => ({
    action: "framework.changed",
    target: { type: "framework", id },
    detail: { section, version, overridden, note },
  }),
);

/** Makes an earlier version hold again. */
export const restoreFrameworkVersion = action(
  { permission: "brand:manage", input: z.strictObject({ frameworkId, version: z.number().int().min(0), base }) },
  ({ db, user, now }, input) => restoreVersion(db, input, user.id, now),
  ({ frameworkId: id, version: restored }, { version }) => ({
    action: "framework.restored",
    target: { type: "framework", id },
    detail: { restored, version },
  }),
);
