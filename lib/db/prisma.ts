import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/lib/db/generated/client";
import { databaseUrls } from "@/lib/db/pools";

const held = globalThis as { attunePrisma?: PrismaClient };

/** Prisma as attune_app. Only lib/db and directory code (users, sessions, tenants) call it; tenant rows go through withTenant. */
export function prisma(): PrismaClient {
  held.attunePrisma ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: databaseUrls().appUrl, max: 10, application_name: "attune-prisma" }),
  });
  return held.attunePrisma;
}

/** Ends Prisma's connections (tests, commands, shutdown). */
export async function closePrisma(): Promise<void> {
  await held.attunePrisma?.$disconnect();
  held.attunePrisma = undefined;
}
