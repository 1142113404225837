import { type Command, UsageError } from "./command";

export const migrate: Command = {
  name: "migrate",
  about:
    "Brings the database of DATABASE_URL up to date: roles, migrations, queues. Safe to repeat. `npm start` does it by itself.",
  options: {},
  async run({ print }) {
    const { env } = await import("@/lib/env");
    const adminUrl = env().DATABASE_URL;
    if (!adminUrl) throw new UsageError("Set DATABASE_URL: migrations need a role that may create roles and tables.");
    const { prepareDatabase } = await import("@/scripts/runtime/prepare-database");
    const changes = await prepareDatabase(adminUrl);
    print(changes.length > 0 ? changes.join("\n") : "Nothing was to be done.", { changes });
    return 0;
  },
};
