import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { readLock, stampOf, takeLock } from "./lock.mjs";

const folder = mkdtempSync(join(tmpdir(), "attune-lock-"));
const path = join(folder, "nested", "a.lock");
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => rmSync(join(folder, "nested"), { recursive: true, force: true }));

/** The id of a process that has ended. */
const deadPid = () => spawnSync("true").pid;

describe("a lock", () => {
  it("keeps others out, tells them what its holder noted, and can be taken again when released", async () => {
    const lock = await takeLock(path, { data: { url: "http://localhost:3000" } });
    lock?.note({ ready: true });
    expect(await takeLock(path)).toBeNull();
    expect(readLock(path)?.data).toEqual({ url: "http://localhost:3000", ready: true });
    lock?.release();
    expect(readLock(path)).toBeNull();
    (await takeLock(path))?.release();
    expect(existsSync(path)).toBe(false);
  });

  it("is waited for, and the one who waits is told once", async () => {
    const lock = await takeLock(path);
    const waits: unknown[] = [];
    setTimeout(() => lock?.release(), 500);
    const second = await takeLock(path, { waitMs: 10_000, onWait: (content) => waits.push(content) });
    expect(second).not.toBeNull();
    expect(waits).toHaveLength(1);
    second?.release();
  });

  it("is nobody's when its holder is dead", async () => {
    const first = await takeLock(path);
    const content = readFileSync(path, "utf8");
    writeFileSync(path, content.replace(String(process.pid), String(deadPid())));
    const second = await takeLock(path);
    expect(second).not.toBeNull();
    expect(first).not.toBeNull();
  });

  it("is nobody's when its holder's process id now belongs to another", async () => {
    await takeLock(path);
    const holder = { pid: process.pid, stamp: `${stampOf(process.pid)}1` };
    writeFileSync(path, JSON.stringify({ holders: [holder], data: {} }));
    expect(await takeLock(path)).not.toBeNull();
  });

  it("lives on in a process that was added", async () => {
    const lock = await takeLock(path);
    const child = spawn("sleep", ["60"], { stdio: "ignore" });
    lock?.add(child.pid ?? 0);
    const content = JSON.parse(readFileSync(path, "utf8")) as { holders: unknown[] };
    writeFileSync(path, JSON.stringify({ ...content, holders: content.holders.slice(1) }));
    expect(await takeLock(path)).toBeNull();
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await ended;
    expect(await takeLock(path)).not.toBeNull();
  });

  it("is respected while it is being written, and not for long when that was interrupted", async () => {
    await takeLock(path);
    writeFileSync(path, '{"holders":');
    expect(await takeLock(path)).toBeNull();
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(path, longAgo, longAgo);
    expect(await takeLock(path)).not.toBeNull();
  });
});
