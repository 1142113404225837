import { View } from "@react-pdf/renderer";
import { type Block, drawBlock } from "@/lib/reports/pdf/draw-text";
import { Heading } from "@/lib/reports/pdf/front";
import { ink } from "@/lib/reports/pdf/palette";
import { Drawing, Paragraph, paragraphBlock, type Setting } from "@/lib/reports/pdf/paragraph";
import { lineWidth, type TypeStyle } from "@/lib/reports/pdf/typesetter";
import type { Words } from "@/lib/reports/prepare-report";

const between = 22;

/** Everything that was said, and what comes next. A part that is not there leaves no gap. */
export function Voices({ setting }: { setting: Setting }) {
  const { report, sheet } = setting;
  const parts = [
    report.themes && <Themes key="themes" setting={setting} />,
    report.quotes && <Quotes key="quotes" setting={setting} />,
    report.beside && <Beside key="beside" setting={setting} />,
    report.upcoming && <Upcoming key="upcoming" setting={setting} />,
    report.note && <Note key="note" setting={setting} />,
  ].filter((part) => part !== null);
  return (
    <View>
      {parts.map((part, index) => (
        <View key={part.key} style={{ marginTop: index === 0 ? 0 : between * sheet.density }}>
          {part}
        </View>
      ))}
    </View>
  );
}

/** Words in a row like the names of movements, each with the number of people behind it. */
function Themes({ setting }: { setting: Setting }) {
  const { report, sheet, type, accent } = setting;
  if (!report.themes) return null;
  const placed: { block: Block; left: number; top: number }[] = [];
  const place = (block: Block, left: number, top: number) => placed.push({ block, left, top });
  let [x, y] = [0, 0];
  for (const { label, value } of report.themes.rows) {
    const word = natural(setting, label, type.theme, ink.black);
    const figure = value === null ? null : natural(setting, value, type.small, accent);
    const width = word.width + (figure ? figure.width + 4 : 0);
    if (x > 0 && x + width > sheet.measure) [x, y] = [0, y + type.theme.leading];
    place(word, x, y);
    // Raised a little, like the number of a note.
    if (figure) place(figure, x + word.width + 4, y + (type.theme.leading - figure.height) / 2 - 1);
    x += width + 20;
  }
  return (
    <View wrap={false}>
      <Heading setting={setting} text={report.themes.heading} width={sheet.measure} />
      <Drawing
        width={sheet.measure}
        height={y + type.theme.leading}
        draw={(painter) => {
          for (const { block, left, top } of placed) drawBlock(painter, block, left, top);
        }}
      />
    </View>
  );
}

/** A text on one line, as wide as it is. */
function natural(setting: Setting, words: Words | string, style: TypeStyle, color: string): Block {
  const block = paragraphBlock({ setting, words, style, width: setting.sheet.measure, color, align: "left" });
  return { ...block, width: Math.max(0, ...block.lines.map((line) => lineWidth(block.text, line, style))) };
}

function Quotes({ setting }: { setting: Setting }) {
  const { report, sheet, type } = setting;
  if (!report.quotes) return null;
  const { rows, onlyOnPage, heading } = report.quotes;
  const settable = rows.filter(({ quote }) => !setting.texts(quote.text, quote.language, type.quote).lostLetters);
  const elsewhere = onlyOnPage[rows.length - settable.length - 1];
  const indent = 18;
  return (
    <View>
      <Heading setting={setting} text={heading} width={sheet.measure} />
      {settable.map(({ quote, languageName }, index) => (
        <View key={quote.text} style={{ marginTop: index === 0 ? 2 : 13 * sheet.density }} wrap={false}>
          <View
            style={{
              [quote.direction === "rtl" ? "borderRightWidth" : "borderLeftWidth"]: 1.2,
              borderColor: setting.accent,
              [quote.direction === "rtl" ? "paddingRight" : "paddingLeft"]: indent - 1.2,
            }}
          >
            <Paragraph setting={setting} words={quote} style={type.quote} width={sheet.measure - indent} />
            {languageName !== null && (
              <View style={{ marginTop: 2 }}>
                <Paragraph
                  setting={setting}
                  words={languageName}
                  style={type.small}
                  width={sheet.measure - indent}
                  color={ink.quiet}
                  align={quote.direction === "rtl" ? "right" : "left"}
                />
              </View>
            )}
          </View>
        </View>
      ))}
      {elsewhere && (
        <View style={{ marginTop: 10 }}>
          <Paragraph setting={setting} words={elsewhere} style={type.small} width={sheet.measure} color={ink.quiet} />
        </View>
      )}
    </View>
  );
}

function Beside({ setting }: { setting: Setting }) {
  const { report, sheet, type } = setting;
  if (!report.beside) return null;
  const gutter = 26;
  const width = (sheet.measure - gutter * 2) / 3;
  return (
    <View wrap={false}>
      <Heading setting={setting} text={report.beside.heading} width={sheet.measure} />
      <View style={{ flexDirection: "row" }}>
        {report.beside.facts.map(({ figure, words }) => (
          <View key={words} style={{ width, marginRight: gutter }}>
            {figure !== null && (
              <Paragraph setting={setting} words={figure} style={type.fact} width={width} color={setting.accent} />
            )}
            <Paragraph
              setting={setting}
              words={words}
              style={figure === null ? type.note : type.row}
              width={width}
              color={ink.soft}
            />
          </View>
        ))}
      </View>
    </View>
  );
}

function Upcoming({ setting }: { setting: Setting }) {
  const { report, sheet, type } = setting;
  const [date, detail] = [112, 108];
  return (
    <View>
      <Heading setting={setting} text={report.upcoming?.heading ?? ""} width={sheet.measure} />
      {report.upcoming?.rows.map((row) => (
        <View key={`${row.when} ${row.title.text}`} style={{ flexDirection: "row", marginBottom: 5 }} wrap={false}>
          <View style={{ marginTop: 2.5 }}>
            <Paragraph setting={setting} words={row.when} style={type.row} width={date} color={ink.soft} />
          </View>
          <Paragraph setting={setting} words={row.title} style={type.note} width={sheet.measure - date - detail} />
          <View style={{ marginTop: 2.5 }}>
            <Paragraph
              setting={setting}
              words={row.detail}
              style={type.row}
              width={detail}
              color={ink.quiet}
              align="right"
            />
          </View>
        </View>
      ))}
    </View>
  );
}

function Note({ setting }: { setting: Setting }) {
  const { report, sheet, type } = setting;
  return (
    <View wrap={false}>
      <Heading setting={setting} text={report.note?.heading ?? ""} width={sheet.measure} />
      {report.note?.paragraphs.map((paragraph, index) => (
        <View key={paragraph.text} style={{ marginTop: index === 0 ? 0 : 5 * sheet.density }}>
          <Paragraph setting={setting} words={paragraph} style={type.note} width={sheet.measure * 0.86} />
        </View>
      ))}
      {report.note?.signed && (
        <View style={{ marginTop: 6 }}>
          <Paragraph
            setting={setting}
            words={report.note.signed}
            style={type.note}
            width={sheet.measure}
            color={ink.soft}
          />
        </View>
      )}
    </View>
  );
}
