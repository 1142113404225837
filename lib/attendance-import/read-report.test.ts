import { describe, expect, it } from "vitest";
import { importLimits } from "@/lib/attendance-import/limits";
import { planReport } from "@/lib/attendance-import/plan";
import { readReport } from "@/lib/attendance-import/read-report";
import type { DateFormat } from "@/lib/attendance-import/schema";

const header = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room";
const row = (name: string, email: string, join: string, leave: string, waiting = "No") =>
  `${name},${email},${join},${leave},10,Yes,${waiting}`;
const ana = row("Ana Ruiz", "ana@people.example", "11/20/2026 06:00:12 PM", "11/20/2026 06:45:00 PM");
const ben = row("Ben", "", "11/20/2026 06:05:00 PM", "11/20/2026 06:44:30 PM");
const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array | string, zone = "Europe/Berlin", format?: DateFormat) =>
  readReport(typeof bytes === "string" ? utf8(bytes) : bytes, { zone, format });
const codes = (text: string | Uint8Array) =>
  planReport(read(text)).issues.map(({ code, weight, line }) => `${line ?? "file"} ${code} ${weight}`);

describe("Zoom's report", () => {
  it("is read in its short form, in the zone that is said", () => {
    const report = read([header, ana, ben].join("\n"));
    expect(report).toMatchObject({ source: "zoom", format: "month-first", title: null, issues: [] });
    expect(report.columns.map(({ column, header: name }) => [column, name])).toEqual([
      ["name", "Name (Original Name)"],
      ["email", "User Email"],
      ["join", "Join Time"],
      ["leave", "Leave Time"],
      ["duration", "Duration (Minutes)"],
      ["waiting", "In Waiting Room"],
    ]);
    expect(report.stays).toEqual([
      {
        line: 2,
        name: "Ana Ruiz",
        email: "ana@people.example",
        joinedAt: new Date("2026-11-20T17:00:12Z"),
        leftAt: new Date("2026-11-20T17:45:00Z"),
      },
      {
        line: 3,
        name: "Ben",
        email: null,
        joinedAt: new Date("2026-11-20T17:05:00Z"),
        leftAt: new Date("2026-11-20T17:44:30Z"),
      },
    ]);
  });

  it("tells about the meeting when it was made with its information", () => {
    const report = read(
      [
        "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,",
        '812 3456 7890,"Evening, together",11/20/2026 05:55:00 PM,11/20/2026 06:46:10 PM,host@studio.example,52,2,',
        "",
        header,
        ana,
        ben,
      ].join("\r\n"),
    );
    expect(report).toMatchObject({
      title: "Evening, together",
      startedAt: new Date("2026-11-20T16:55:00Z"),
      endedAt: new Date("2026-11-20T17:46:10Z"),
      issues: [],
    });
    expect(report.stays.map(({ line }) => line)).toEqual([5, 6]);
    expect(planReport(report)).toMatchObject({ startedAt: report.startedAt, endedAt: report.endedAt });
  });

  it.each<[string, (text: string) => Uint8Array]>([
    ["UTF-8 with its mark", (text) => utf8(`\ufeff${text}`)],
    ["UTF-16, little end first, with its mark", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16 without a mark", (text) => Buffer.from(text, "utf16le")],
    ["UTF-16, big end first", (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
  ])("is read as %s", (_, encode) => {
    const report = read(
      new Uint8Array(
        encode([header, ana, row("Zoë Þór", "", "11/20/2026 06:01:00 PM", "11/20/2026 06:02:00 PM")].join("\n")),
      ),
    );
    expect(report.issues).toEqual([]);
    expect(report.stays.map(({ name }) => name)).toEqual(["Ana Ruiz", "Zoë Þór"]);
  });

  it.each<[DateFormat, string, string]>([
    ["iso", "2026-11-20 18:00:12", "2026-11-20 18:45"],
    ["dotted", "20.11.2026 18:00:12", "20.11.2026, 18:45"],
    ["month-first", "11/20/2026 06:00:12 PM", "11/20/26 06:45 PM"],
    ["day-first", "20/11/2026 18:00:12", "20/11/2026 18:45"],
    ["words", "Nov 20, 2026 06:00:12 PM", "Nov 20, 2026 06:45\u202fPM"],
    ["instant", "2026-11-20T17:00:12Z", "2026-11-20T18:45:00+01:00"],
  ])("is read with %s dates", (format, join, leave) => {
    const report = read(`Name;Join Time;Leave Time\nAna;${join};${leave}`);
    expect(report).toMatchObject({ format, issues: [], ambiguous: false });
    expect(report.stays[0]).toMatchObject({
      joinedAt: new Date("2026-11-20T17:00:12Z"),
      leftAt: new Date("2026-11-20T17:45:00Z"),
    });
  });

  it("says when month and day could be either way round, and takes the reader's word", () => {
    const text = "Name,Join Time,Leave Time\nAna,05/03/2026 18:00,05/03/2026 18:45";
    expect(read(text)).toMatchObject({ format: "month-first", ambiguous: true });
    expect(read(text, "UTC", "day-first").stays[0]?.joinedAt).toEqual(new Date("2026-03-05T18:00:00Z"));
    // Times that lie together in one way only are not ambiguous.
    expect(read("Name,Join Time,Leave Time\nAna,05/03/2026 23:50,06/03/2026 00:10")).toMatchObject({
      format: "day-first",
      ambiguous: false,
    });
  });
});

describe("a broken report", () => {
  it("names each line and what is wrong with it", () => {
    expect(
      codes(
        [
          header,
          ana,
          'Bro"ken,x,11/20/2026 06:00:12 PM,11/20/2026 06:45:00 PM,1,No,No',
          row("", "", "11/20/2026 06:00:12 PM", "11/20/2026 06:45:00 PM"),
          row("Cleo", "", "20.11.2026 18:00", "11/20/2026 06:45:00 PM"),
          row("Dora", "", "soon", "11/20/2026 06:45:00 PM"),
          row("Emil", "", "11/20/2026 06:45:00 PM", "11/20/2026 06:00:00 PM"),
          row("Fay", "", "11/20/2026 06:00:00 PM", "11/20/2026 06:03:00 PM", "Yes"),
          ben,
          "",
        ].join("\n"),
      ),
    ).toEqual([
      "3 broken-quotes error",
      "4 no-name error",
      "5 other-format error",
      "6 bad-time error",
      "7 leave-before-join error",
      "8 waiting-room skipped",
    ]);
  });

  it.each<[string, string | Uint8Array, string]>([
    ["an empty file", "", "file empty error"],
    ["a spreadsheet", new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0, 0xd8]), "file encoding error"],
    ["another table", "a,b\n1,2", "file not-a-report error"],
    ["a missing column", "Name,Join Time\nAna,11/20/2026 06:00 PM", "1 missing-column error"],
    [
      "unique users",
      "Name (Original Name),User Email,Total Duration (Minutes),Guest\nAna,,40,No",
      "1 unique-users-only error",
    ],
    ["a table without rows", `${header}\n`, "file no-rows error"],
    ["a quote that never ends", `${header}\n${ana}\n"Ben,,11/20/2026\n${ben}\n${ben}`, "3 quote-not-closed error"],
    ["something else in JSON", '{"users": 3}', "file not-a-report error"],
    ["half of some JSON", '{"users": {', "file invalid-json error"],
  ])("%s is said to be one", (_, text, issue) => {
    expect(codes(text)).toEqual([issue]);
  });

  it("is told its limits", () => {
    expect(codes(new Uint8Array(importLimits.bytes + 1))).toEqual(["file too-large error"]);
    expect(codes([header, ...Array(importLimits.rows + 1).fill(ben)].join("\n"))).toEqual(["file too-many-rows error"]);
  });
});

describe("the people of a report", () => {
  it("are told by their address, else by their name, and what is doubtful is said", () => {
    const plan = planReport(
      read(
        [
          header,
          ana,
          row("Ana R.", "ANA@people.example", "11/20/2026 06:20:00 PM", "11/20/2026 06:46:00 PM"),
          row("Ana Ruiz", "other@people.example", "11/20/2026 06:10:00 PM", "11/20/2026 06:30:00 PM"),
          ben,
          ben,
          row("Benny (ben)", "", "11/20/2026 06:45:00 PM", ""),
        ].join("\n"),
      ),
    );
    expect(plan.people.map(({ key, stays }) => [key, stays.map(({ line }) => line)])).toEqual([
      ["email:ana@people.example", [2, 3]],
      ["email:other@people.example", [4]],
      ["name:ben", [5, 7]],
    ]);
    expect(plan.issues.map(({ code, line }) => `${line} ${code}`)).toEqual([
      "3 overlap",
      "4 same-name",
      "6 repeated",
      "7 still-there",
    ]);
  });
});

describe("BigBlueButton's learning dashboard", () => {
  it("is read as CSV, without the answers of nobody", () => {
    const report = read(
      [
        "Name,Moderator,Activity Score,Talk Time,Webcam Time,Messages,Reactions,Poll Votes,Raise Hands,Join,Left,Duration",
        '"Ana Ruiz","TRUE","0","00:10:00","-","1","2","0","0","11/20/2026, 06:00:12 PM","11/20/2026, 06:45:00 PM","00:44:48"',
        '"Ben","FALSE","1.5","-","-","0","0","0","0","11/20/2026, 06:05:00 PM","-","00:40:00"',
        '"Anonymous","","","","","","","","","","",""',
      ].join("\r\n"),
    );
    expect(report).toMatchObject({ source: "big-blue-button-csv", format: "month-first" });
    expect(report.stays.map(({ name, leftAt }) => [name, leftAt?.toISOString() ?? null])).toEqual([
      ["Ana Ruiz", "2026-11-20T17:45:00.000Z"],
      ["Ben", null],
    ]);
    expect(report.issues).toEqual([{ code: "still-there", weight: "note", line: 3 }]);
  });

  it("is read as JSON, every connection of every person, namesakes apart", () => {
    const at = Date.parse("2026-11-20T17:00:00Z");
    const user = (name: string, ...sessions: [number, number][]) => ({
      name,
      isModerator: false,
      intIds: {
        [`w_${name}`]: { sessions: sessions.map(([from, to]) => ({ registeredOn: at + from, leftOn: to && at + to })) },
      },
      reactions: [{ name: "applause", sentOn: at + 60_000 }],
      talk: { totalTime: 0 },
    });
    const plan = planReport(
      read(
        JSON.stringify({
          name: "Evening circle",
          createdOn: at - 60_000,
          endedOn: at + 3_000_000,
          users: {
            a: user("Ana", [0, 600_000], [900_000, 2_700_000]),
            b: user("Ana", [5_000, 0]),
            c: user("Cleo", [0, 1_000]),
          },
        }),
      ),
    );
    expect(plan.people.map(({ key, stays }) => [key, stays.length])).toEqual([
      ["name:ana", 2],
      ["name:ana#2", 1],
      ["name:cleo", 1],
    ]);
    expect(plan).toMatchObject({ startedAt: new Date(at - 60_000), endedAt: new Date(at + 3_000_000) });
    expect(plan.reactions).toHaveLength(3);
    expect(plan.issues.map(({ code }) => code)).toEqual(["still-there", "same-name"]);
  });
});
