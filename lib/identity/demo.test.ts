import { afterEach, describe, expect, it } from "vitest";
import { demoAccounts, demoPassword } from "@/lib/identity/demo";
import { demoChoices } from "@/lib/identity/demo-choices";
import { passwordFault } from "@/lib/identity/password-rules";
import { setEnvironment } from "@/lib/testing/environment";

afterEach(() => setEnvironment({ ATTUNE_DEMO: undefined }));

describe("the demo's sign-ins", () => {
  it("are a role at each of three tenants, and the platform", () => {
    expect(demoAccounts.map(({ email }) => email)).toEqual([
      ...["mmc", "lumen", "harbor"].flatMap((tenant) =>
        ["admin", "coach", "operations", "finance"].map((role) => `${role}@${tenant}.attune.test`),
      ),
      "platform@attune.test",
    ]);
  });

  it("share a password that the rules would take from anybody", () => {
    expect(
      passwordFault(
        demoPassword,
        demoAccounts.flatMap(({ email, name }) => [email, name]),
      ),
    ).toBeNull();
  });

  it("are shown where the installation says that it is a demo, and nowhere else", () => {
    expect(demoChoices()).toBeNull();
    setEnvironment({ ATTUNE_DEMO: "1" });
    expect(demoChoices()).toMatchObject({ password: demoPassword });
    expect(demoChoices()?.accounts).toHaveLength(13);
  });
});
