import { View } from "@react-pdf/renderer";
import { type Block, drawBlock } from "@/lib/reports/pdf/draw-text";
import { Heading } from "@/lib/reports/pdf/heading";
import { ink } from "@/lib/reports/pdf/palette";
import { Drawing, Paragraph, paragraphBlock, rowOf, type Setting, startSide } from "@/lib/reports/pdf/paragraph";
import { lineWidth, type TypeStyle } from "@/lib/reports/pdf/typesetter";
import type { PreparedPart, Words } from "@/lib/reports/prepared-report";

/** One of the parts that are read rather than looked at. */
export function VoicePart({ part, setting }: { part: PreparedPart; setting: Setting }) {
  switch (part) {
    case "themes":
      return <Themes setting={setting} />;
    case "quotes":
      return <Quotes setting={setting} />;
    case "beside":
      return <Beside setting={setting} />;
    case "upcoming":
      return <Upcoming setting={setting} />;
    case "note":
      return <Note setting={setting} />;
    default:
      return null;
  }
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
          for (const { block, left, top } of placed) {
            drawBlock(painter, block, report.direction === "rtl" ? sheet.measure - left - block.width : left, top);
          }
        }}
      />
    </View>
  );
}

/** A text on one line, as wide as it is. */
function natural(setting: Setting, words: Words | string, style: TypeStyle, color: string): Block {
  const block = paragraphBlock({ setting, words, style, width: setting.sheet.measure, color, align: "start" });
  return {
    ...block,
    align: "left",
    width: Math.max(0, ...block.lines.map((line) => lineWidth(block.text, line, style))),
  };
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
      {settable.length === 0 && <Heading setting={setting} text={heading} width={sheet.measure} />}
      {settable.map(({ quote, languageName }, index) => (
        <View key={quote.text} style={{ marginTop: index === 0 ? 2 : 13 * sheet.density }} wrap={false}>
          {/* Never alone at the foot of a page. */}
          {index === 0 && <Heading setting={setting} text={heading} width={sheet.measure} />}
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
                  align={quote.direction === report.direction ? "start" : "end"}
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
  const columns = report.beside.facts.length === 4 ? 2 : 3;
  const width = (sheet.measure - gutter * (columns - 1)) / columns - 0.1;
  return (
    <View wrap={false}>
      <Heading setting={setting} text={report.beside.heading} width={sheet.measure} />
      <View style={{ flexDirection: rowOf(setting), flexWrap: "wrap" }}>
        {report.beside.facts.map(({ figure, words }, index) => (
          <View
            key={words}
            style={{
              width,
              [`margin${startSide(setting)}`]: index % columns === 0 ? 0 : gutter,
              marginTop: index < columns ? 0 : 10 * sheet.density,
            }}
          >
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
    <View wrap={false}>
      <Heading setting={setting} text={report.upcoming?.heading ?? ""} width={sheet.measure} />
      {report.upcoming?.rows.map((row) => (
        <View
          key={`${row.when} ${row.title.text}`}
          style={{ flexDirection: rowOf(setting), marginBottom: 5 }}
          wrap={false}
        >
          <View style={{ marginTop: 2.5 }}>
            <Paragraph setting={setting} words={row.when} style={type.row} width={date} color={ink.soft} />
          </View>
          <Paragraph
            setting={setting}
            words={row.title}
            style={type.note}
            width={sheet.measure - date - detail}
            align="start"
          />
          <View style={{ marginTop: 2.5 }}>
            <Paragraph
              setting={setting}
              words={row.detail}
              style={type.row}
              width={detail}
              color={ink.quiet}
              align="end"
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
        <View
          key={paragraph.text}
          style={{
            marginTop: index === 0 ? 0 : 5 * sheet.density,
            alignItems: paragraph.direction === "rtl" ? "flex-end" : "flex-start",
          }}
        >
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
