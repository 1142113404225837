import { describe, expect, it } from "vitest";
import { holds, type MatrixRow, matrixRows } from "@/lib/identity/permission-matrix";
import { can, permissionNames, permissions, roles } from "@/lib/identity/permissions";

/** The table of the product's description, row by row. */
const product = `
| Permission | admin | coach | operations | finance | platform admin (non-member) |
|---|---|---|---|---|---|
| quizzes: read sessions with names | x | x | x | | pseudonymised only |
| quizzes: tag, note | x | x | x | | |
| master sessions: read, annotate | x | x | x | | aggregates only |
| master sessions: approve quotes, share, revoke, mail | x | | x | | |
| business: goals, habits, AI, cohorts, coaches, engagement | x | x | | | aggregates only |
| business: revenue | x | | | x | aggregates only |
| channels | x | x | x | | aggregates only |
| exports: of what the role can read | x | x | x | x | aggregates only |
| members, roles, brand, webhooks, keys, privacy, audit | x | | | | |
| tenants, users, cross-tenant analytics, system | | | | | x |
`.trim();

const words: Record<string, string> = {
  overview: "overview",
  quizzesRead: "quizzes: read sessions with names",
  quizzesAnnotate: "quizzes: tag, note",
  masterSessions: "master sessions: read, annotate",
  reportsShare: "master sessions: approve quotes, share, revoke, mail",
  business: "business: goals, habits, AI, cohorts, coaches, engagement",
  revenue: "business: revenue",
  channels: "channels",
  exports: "exports: of what the role can read",
  administration: "members, roles, brand, webhooks, keys, privacy, audit",
  platform: "tenants, users, cross-tenant analytics, system",
};
const platformWords = { aggregates: "aggregates only", pseudonymised: "pseudonymised only", full: "x" } as const;

const cellsOf = (rows: readonly MatrixRow[]) => [
  ["Permission", ...roles, "platform admin (non-member)"],
  ...rows.map((row) => [
    words[row.key] ?? row.key,
    ...roles.map((role) => (holds(role, row) ? "x" : "")),
    row.platform ? platformWords[row.platform] : "",
  ]),
];

const line = (cells: readonly string[]) => `|${cells.map((cell) => (cell ? ` ${cell} |` : " |")).join("")}`;
const narrow = ([head = [], ...rows]: readonly string[][]) =>
  [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");

/** The same with columns of one width, as the formatter leaves it. */
function wide([head = [], ...rows]: readonly string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column]?.length ?? 0)));
  const padded = (cells: readonly string[], filler = " ") =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width, filler)).join(" | ")} |`;
  return [padded(head), padded([], "-"), ...rows.map((cells) => padded(cells))].join("\n");
}

describe("the permission matrix", () => {
  it("is the product's, word for word", () => {
    expect(narrow(cellsOf(matrixRows.filter(({ key }) => key !== "overview")))).toBe(product);
  });

  it("has every permission in exactly one row, held as a whole or not at all", () => {
    expect(matrixRows.flatMap((row) => row.permissions).sort()).toEqual([...permissionNames].sort());
    for (const row of matrixRows) {
      for (const role of roles) {
        expect(
          new Set(row.permissions.map((permission) => can(role, permission))).size,
          `${role} ${row.key}`,
        ).toBeLessThan(2);
      }
    }
  });

  it("gives an admin everything inside the tenant", () => {
    for (const holders of Object.values(permissions)) expect(holders).toContain("admin");
  });

  it("is printed to docs/permissions.md", async () => {
    const page = [
      "# Permissions",
      "",
      "Printed by `lib/identity/permission-matrix.test.ts` from `lib/identity/permissions.ts`; run it with `--update` after a change.",
      "`lib/testing/doors.test.ts` tries every page, route and action of the tree against it.",
      "",
      wide(cellsOf(matrixRows)),
      "",
      "A platform admin who is a member of a tenant has her role there, like everybody else. As a non-member she opens no page of",
      "a tenant: what the last column names reaches her on the platform's own pages only.",
      "",
      "## Names",
      "",
      wide([
        ["Permission", "Held by"],
        ...permissionNames.map((name) => [`\`${name}\``, permissions[name].join(", ")]),
      ]),
      "",
    ].join("\n");
    await expect(page).toMatchFileSnapshot("../../docs/permissions.md");
  });
});
