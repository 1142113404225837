import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface OidcPerson {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
}

interface Grant {
  person: OidcPerson;
  challenge: string;
  nonce: string;
  redirectUri: string;
}

export interface OidcServer {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** who the provider says is sitting at the browser */
  person: OidcPerson;
  /** keeps e-mail and name out of the ID token, as many providers do */
  sparseIdToken: boolean;
  close(): Promise<void>;
}

/** A small identity provider over HTTP: discovery, authorisation code with PKCE and nonce, signed ID tokens, user info. It signs everybody in as `person` without asking. */
export async function startOidcServer(person: OidcPerson): Promise<OidcServer> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const grants = new Map<string, Grant>();
  const tokens = new Map<string, OidcPerson>();
  const state: OidcServer = {
    issuer: "",
    clientId: "attune",
    clientSecret: "a secret of the provider",
    person,
    sparseIdToken: false,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };

  const sign = (claims: object) => {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const input = `${encode({ alg: "RS256", typ: "JWT", kid: "one" })}.${encode(claims)}`;
    return `${input}.${createSign("RSA-SHA256").update(input).sign(privateKey, "base64url")}`;
  };

  function authorise(url: URL, response: ServerResponse) {
    const query = url.searchParams;
    const code = randomUUID();
    const redirectUri = query.get("redirect_uri") ?? "";
    grants.set(code, {
      person: state.person,
      challenge: query.get("code_challenge") ?? "",
      nonce: query.get("nonce") ?? "",
      redirectUri,
    });
    const back = new URL(redirectUri);
    back.searchParams.set("code", code);
    back.searchParams.set("state", query.get("state") ?? "");
    response.writeHead(302, { location: back.toString() }).end();
  }

  async function token(request: IncomingMessage, response: ServerResponse) {
    const body = new URLSearchParams(await text(request));
    const grant = grants.get(body.get("code") ?? "");
    grants.delete(body.get("code") ?? "");
    const basic = Buffer.from((request.headers.authorization ?? "").slice("Basic ".length), "base64").toString();
    const client = `${state.clientId}:${encodeURIComponent(state.clientSecret).replaceAll("%20", "+")}`;
    const verifier = createHash("sha256")
      .update(body.get("code_verifier") ?? "")
      .digest("base64url");
    if (!grant || basic !== client || verifier !== grant.challenge || body.get("redirect_uri") !== grant.redirectUri) {
      return json(response, { error: "invalid_grant" }, 400);
    }
    const now = Math.floor(Date.now() / 1000);
    const { sub, ...rest } = grant.person;
    const accessToken = randomUUID();
    tokens.set(accessToken, grant.person);
    const claims = { iss: state.issuer, aud: state.clientId, sub, iat: now, exp: now + 300, nonce: grant.nonce };
    return json(response, {
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: 300,
      id_token: sign(state.sparseIdToken ? claims : { ...claims, ...rest }),
    });
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", state.issuer);
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json(response, {
          issuer: state.issuer,
          authorization_endpoint: `${state.issuer}/authorize`,
          token_endpoint: `${state.issuer}/token`,
          userinfo_endpoint: `${state.issuer}/userinfo`,
          jwks_uri: `${state.issuer}/jwks`,
          response_types_supported: ["code"],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
        });
      case "/jwks":
        return json(response, {
          keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" }],
        });
      case "/authorize":
        return authorise(url, response);
      case "/token":
        return token(request, response);
      case "/userinfo": {
        const known = tokens.get((request.headers.authorization ?? "").slice("Bearer ".length));
        return known ? json(response, known) : json(response, { error: "invalid_token" }, 401);
      }
      default:
        return json(response, { error: "not_found" }, 404);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  state.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

function json(response: ServerResponse, value: object, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

async function text(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
