import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zBytes, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** What the tenant says of itself, beside its row in the directory. No row yet: everything empty. */
export const readBrand = defineQuery({
  name: "brand.read",
  params: z.object({}),
  row: z.object({
    coachName: z.string(),
    coachTitle: z.string(),
    contactEmail: z.string(),
    website: z.string(),
    about: z.string(),
    logoId: z.string().nullable(),
    logoWidth: zInt.nullable(),
    logoHeight: zInt.nullable(),
  }),
  sql: (_, tenant) => sql`
    select coach_name as "coachName", coach_title as "coachTitle", contact_email as "contactEmail", website, about,
      brand.logo_id as "logoId", logo.width as "logoWidth", logo.height as "logoHeight"
    from tenant_brands as brand
    left join tenant_logos as logo on logo.tenant_id = ${tenant} and logo.id = brand.logo_id
    where brand.tenant_id = ${tenant}`,
});

export type Brand = z.output<typeof readBrand.row>;

export const emptyBrand: Brand = {
  coachName: "",
  coachTitle: "",
  contactEmail: "",
  website: "",
  about: "",
  logoId: null,
  logoWidth: null,
  logoHeight: null,
};

/** One logo by its id. */
export const readLogo = defineQuery({
  name: "brand.read-logo",
  params: z.object({ id: z.guid() }),
  row: z.object({ id: z.string(), image: zBytes, width: zInt, height: zInt }),
  sql: ({ id }, tenant) => sql`
    select id, image, width, height from tenant_logos where tenant_id = ${tenant} and id = ${id}::uuid`,
});

/** The logo that the tenant shows now. */
export const readCurrentLogo = defineQuery({
  name: "brand.read-current-logo",
  params: z.object({}),
  row: z.object({ id: z.string(), image: zBytes, width: zInt, height: zInt }),
  sql: (_, tenant) => sql`
    select logo.id, logo.image, logo.width, logo.height from tenant_brands as brand
    join tenant_logos as logo on logo.tenant_id = ${tenant} and logo.id = brand.logo_id
    where brand.tenant_id = ${tenant}`,
});
