import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createThreadPool, type ThreadPool, type ThreadPoolOptions } from "@/lib/reports/pdf/thread-pool";

let folder = "";
let pool: ThreadPool<string> | undefined;

/** A thread that does what it is told, in a folder with a space in its name. */
const script = `
import { parentPort, threadId } from "node:worker_threads";
parentPort.on("message", ({ id, job }) => {
  if (job === "fail") parentPort.postMessage({ id, error: "no" });
  else if (job === "crash") process.exit(7);
  else if (job === "throw") throw new Error("thrown");
  else if (job === "hang") for (;;);
  else if (job === "options") parentPort.postMessage({ id, bytes: Buffer.from(JSON.stringify([process.execArgv, process.env])) });
  else parentPort.postMessage({ id, bytes: Buffer.from(threadId + " " + job) });
});
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pdf thread "));
  writeFileSync(join(folder, "thread.mjs"), script);
});

afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => pool?.close());

function open(options: Partial<ThreadPoolOptions> = {}) {
  pool = createThreadPool<string>({
    entry: join(folder, "thread.mjs"),
    maxWaiting: 3,
    timeoutMs: 10_000,
    idleMs: 60_000,
    ...options,
  });
  return pool;
}

const thread = async (answer: Promise<Buffer>) => (await answer).toString().split(" ")[0];

describe("the PDF thread", () => {
  it("answers in order and stays warm", async () => {
    const { run } = open();
    const answers = await Promise.all(["a", "b", "c"].map(run));
    expect(answers.map((one) => one.toString().split(" ")[1])).toEqual(["a", "b", "c"]);
    expect(await thread(run("d"))).toBe(await thread(run("e")));
  });

  it("refuses more than may wait, and goes on", async () => {
    const { run } = open();
    const taken = ["a", "b", "c", "d"].map(run);
    await expect(run("e")).rejects.toMatchObject({ code: "unavailable", status: 503, retryAfterS: 5 });
    expect(await Promise.all(taken)).toHaveLength(4);
    expect((await run("f")).toString()).toMatch(/ f$/);
  });

  it("fails one job with its reason and keeps the thread", async () => {
    const { run } = open();
    const first = await thread(run("a"));
    await expect(run("fail")).rejects.toThrow("no");
    expect(await thread(run("b"))).toBe(first);
  });

  it.each(["crash", "throw"])("loses only the job during which the thread ends (%s)", async (job) => {
    const { run } = open();
    const first = await thread(run("a"));
    const [lost, next] = await Promise.allSettled([run(job), run("b")]);
    expect(lost.status).toBe("rejected");
    expect(next.status).toBe("fulfilled");
    expect(await thread(run("c"))).not.toBe(first);
  });

  it("gives up a job that hangs", async () => {
    const { run } = open({ timeoutMs: 400 });
    const [hung, next] = await Promise.allSettled([run("hang"), run("b")]);
    expect(hung).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
    expect(next.status).toBe("fulfilled");
  });

  it("lets an idle thread go and starts another", async () => {
    const { run } = open({ idleMs: 30 });
    const first = await thread(run("a"));
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(await thread(run("b"))).not.toBe(first);
  });

  it("gets nothing of its process's options and environment", async () => {
    const answer = await open().run("options");
    expect(JSON.parse(answer.toString())).toEqual([[], { NODE_ENV: "production" }]);
  });
});
