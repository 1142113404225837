// A web process that serves the intake alone, for tests that kill it.
import { requireSafeDatabase } from "@/lib/db/boot-check";
import { createIntakeServer } from "@/lib/testing/intake-listener";

await requireSafeDatabase();
createIntakeServer().listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
