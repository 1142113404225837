import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { answerComponents, bodyComponents } from "@/lib/api/components";
import { internalAddresses, internalMethods } from "@/lib/api/internal-addresses";
import type { ApiAuth, ApiOperation } from "@/lib/api/operation";
import { operations } from "@/lib/api/operations";
import type { DoorStatement } from "@/lib/guard/door";
import { closeRooms } from "@/lib/live/hub";
import { createTestDatabase } from "@/lib/testing/db";
import { listEntrances } from "@/lib/testing/entrances";

await createTestDatabase();
afterAll(closeRooms);

/** Every method of every route.ts below app/, as `GET /api/live/{sessionId}`. */
const routes = new Map<string, { method: string; door: DoorStatement | null }>(
  (await listEntrances())
    .filter(({ kind }) => kind === "route")
    .map(({ name, method, door }) => [`${method} ${addressOf(name)}`, { method, door }] as const),
);

function addressOf(name: string): string {
  const [file = ""] = name.split("#");
  const folder = file.replace(/^app/, "").replace(/\/route\.tsx?$/, "");
  return folder.replaceAll("[", "{").replaceAll("]", "}") || "/";
}

/** An operation's addresses: a part that has few values has a folder for each. */
function addressesOf({ method, path, params }: ApiOperation): string[] {
  const call = params?.shape.call;
  const calls = call instanceof z.ZodEnum ? call.options.map(String) : [null];
  return calls.map((one) => `${method.toUpperCase()} ${one === null ? path : path.replace("{call}", one)}`);
}

const described = new Map(operations.flatMap((one) => addressesOf(one).map((address) => [address, one] as const)));
const internal = internalAddresses.map(({ method, path }) => `${method} ${path}`);

const authOf = (door: DoorStatement): ApiAuth => {
  if (door.scope === "tenant") return door.auth?.includes("read-key") ? "read" : "session";
  const scopes: Partial<Record<DoorStatement["scope"], ApiAuth>> = {
    key: "ingest",
    participant: "participant",
    signed: "signed",
  };
  return scopes[door.scope] ?? "none";
};

const asJson = (schema: z.ZodType | undefined) =>
  schema && z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

describe("the addresses of the tree", () => {
  it("are each described, or internal for a reason", () => {
    const forgotten = [...routes].filter(
      ([address, { method }]) => !described.has(address) && !internal.includes(address) && !internalMethods[method],
    );
    expect(forgotten.map(([address]) => address)).toEqual([]);
    expect(routes.size).toBeGreaterThan(60);
  });

  it("are described once, and only where there is one", () => {
    expect([...described.keys()].filter((address) => !routes.has(address))).toEqual([]);
    expect(internal.filter((address) => !routes.has(address))).toEqual([]);
    expect(internal.filter((address) => described.has(address))).toEqual([]);
    for (const list of [internal, operations.map(({ id }) => id), operations.flatMap(addressesOf)])
      expect(new Set(list).size).toBe(list.length);
    for (const { why, path } of internalAddresses) expect(why, path).toMatch(/^[A-Z].{30,}\.$/);
  });

  it("are entered as the description says, and read with its very schemas", () => {
    for (const [address, operation] of described) {
      const door = routes.get(address)?.door;
      if (!door) continue;
      expect(authOf(door), address).toBe(operation.auth);
      // An intake reads its address and its body itself: which, the tests of the intake say.
      if (door.scope === "key" || door.scope === "signed") continue;
      expect(door.reads?.params === operation.params, `${address}: parameters of the path`).toBe(true);
      expect(door.reads?.query === operation.query, `${address}: parameters of the query`).toBe(true);
      if (!door.reads?.body) continue;
      const name = operation.body?.["application/json"] ?? "";
      const body = ({ ...answerComponents, ...bodyComponents } as Record<string, z.ZodType>)[String(name)];
      expect(asJson(door.reads.body), `${address}: body`).toEqual(asJson(body));
    }
  });

  it("carry every part of their path as a parameter", () => {
    for (const { id, path, params } of operations) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(params?.shape ?? {}), id).toEqual(parts);
    }
  });
});
