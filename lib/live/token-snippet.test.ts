import { createHmac, sign } from "node:crypto";
import { expect, it } from "vitest";
import { readToken } from "@/lib/live/participant-token";
import { tokenSnippet } from "@/lib/live/token-snippet";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { createTestLiveKey } from "@/lib/testing/live";

await createTestDatabase();
const tenant = await createTenant();

it.each(["HS256", "EdDSA"] as const)("the code that is shown signs tokens that are taken (%s)", async (algorithm) => {
  const key = await createTestLiveKey(tenant, algorithm);
  const env = { ATTUNE_LIVE_SECRET: key.secret, ATTUNE_LIVE_PRIVATE_KEY: key.secret };
  const code = tokenSnippet(algorithm, key.kid)
    .replace(/^import .*$/m, "")
    .replace("export ", "");
  const make = new Function("createHmac", "sign", "process", `${code}\nreturn participantToken;`);
  const token = make(createHmac, sign, { env })("ada", "evening", { country: "DE" });
  expect(await readToken(token, new Date())).toMatchObject({ userId: "ada", sessionId: "evening", country: "DE" });
});
