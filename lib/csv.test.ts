import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attachment, csvCell, csvLine, csvResponse, csvStream, csvText } from "@/lib/csv";

const columns = [
  { header: "name", value: (row: { name: string; n: number | null }) => row.name },
  { header: "n", value: (row: { name: string; n: number | null }) => row.n },
];

/** The cells of one line, read the way RFC 4180 says. */
function readLine(line: string): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      let cell = "";
      for (at += 1; line[at] !== '"' || line[at + 1] === '"'; at += 1) {
        if (line[at] === '"') at += 1;
        cell += line[at];
      }
      cells.push(cell);
      at += 1;
    } else {
      const end = line.slice(at).search(/,|\r\n/);
      cells.push(line.slice(at, at + end));
      at += end;
    }
    if (line[at] !== ",") return cells;
    at += 1;
  }
}

describe("a CSV cell", () => {
  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ["+1", "'+1"],
    ["-1+2", "'-1+2"],
    ["@x", "'@x"],
    ["\t=1", `"'\t=1"`],
    ["\r=1", `"'\r=1"`],
    ["\nplain", `"'\nplain"`],
    ["  =1", "'  =1"],
    ["\u00a0=1", "'\u00a0=1"],
    ["\u200b+1", "'\u200b+1"],
    ["＝1", "'＝1"],
    ["＠x", "'＠x"],
  ])("%j is neutralised", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it.each([
    ["plain", "plain"],
    ["a=b", "a=b"],
    ["a, b", '"a, b"'],
    ['say "so"', '"say ""so"""'],
    ["two\nlines", '"two\nlines"'],
    [-3.5, "-3.5"],
    [0, "0"],
    [Number.NaN, ""],
    [BigInt(12), "12"],
    [true, "true"],
    [null, ""],
    [undefined, ""],
    [new Date("2026-11-20T18:30:00Z"), "2026-11-20T18:30:00.000Z"],
    ["नमस्ते", "नमस्ते"],
  ])("%s keeps its meaning", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it("never begins like a formula, and is read back as it was but for the apostrophe", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 4 }), (values) => {
        const read = readLine(csvLine(values));
        expect(read).toHaveLength(values.length);
        for (const [index, cell] of read.entries()) {
          expect(cell).not.toMatch(/^[\s]*[=+\-@]/);
          expect([values[index], `'${values[index]}`]).toContain(cell);
        }
      }),
    );
  });
});

describe("a CSV file", () => {
  it("has a header and a line for each row", () => {
    expect(
      csvText(columns, [
        { name: "a", n: 1 },
        { name: "=b", n: null },
      ]),
    ).toBe("name,n\r\na,1\r\n'=b,\r\n");
  });

  it("streams the same bytes, asks for no row before it is wanted, and closes its source", async () => {
    let made = 0;
    let closed = false;
    async function* rows() {
      try {
        for (;;) {
          made += 1;
          yield { name: "x".repeat(1000), n: made };
        }
      } finally {
        closed = true;
      }
    }
    const reader = csvStream(columns, rows()).getReader();
    expect(made).toBeLessThan(100);
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toMatch(/^name,n\r\nx{1000},1\r\n/);
    expect(made).toBeLessThan(250);
    await reader.cancel();
    expect(closed).toBe(true);

    const few = [{ name: "a", n: 1 }];
    expect(await new Response(csvStream(columns, few)).text()).toBe(csvText(columns, few));
  });

  it("is saved under a safe name, with a byte order mark where a spreadsheet will open it", async () => {
    const response = csvResponse('Stille am "Abend"\r\nX-Evil: 1; ../../etc/passwd.csv', columns, [], {
      byteOrderMark: true,
    });
    expect(response.headers.get("content-disposition")).toBe(
      'attachment; filename="Stille-am-Abend-X-Evil-1.etc-passwd.csv"',
    );
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(attachment("…")).toBe('attachment; filename="attune-export"');
    expect(attachment(".htaccess")).toBe('attachment; filename="htaccess"');
  });
});
