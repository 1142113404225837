import type { LiveAlgorithm } from "@/lib/live/queries/live-keys";

/** Code for a tenant's own server that signs a participant's token, with nothing but Node. */
export function tokenSnippet(algorithm: LiveAlgorithm, kid: string): string {
  const hmac = algorithm === "HS256";
  return [
    `import { ${hmac ? "createHmac" : "sign"} } from "node:crypto";`,
    "",
    `// Keep the ${hmac ? "secret" : "private key"} on the server: whoever has it can speak for every participant.`,
    `const ${hmac ? "secret = Buffer.from(process.env.ATTUNE_LIVE_SECRET, " + '"base64url")' : "privateKey = process.env.ATTUNE_LIVE_PRIVATE_KEY"};`,
    'const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");',
    "",
    "export function participantToken(userId, sessionId, about = {}) {",
    "  const now = Math.floor(Date.now() / 1000);",
    `  const head = part({ alg: "${algorithm}", typ: "JWT", kid: "${kid}" });`,
    "  // about may say country (DE), language (de) and device (mobile)",
    "  const body = part({ sub: userId, sid: sessionId, iat: now, exp: now + 4 * 3600, ...about });",
    '  const signed = [head, body].join(".");',
    hmac
      ? '  const signature = createHmac("sha256", secret).update(signed).digest("base64url");'
      : '  const signature = sign(null, Buffer.from(signed), privateKey).toString("base64url");',
    '  return [signed, signature].join(".");',
    "}",
  ].join("\n");
}
