import { Document, Page, Text, View } from "@react-pdf/renderer";
import { VoicePart } from "@/lib/reports/pdf/back";
import { Hour, Lists } from "@/lib/reports/pdf/figures";
import { Gathering, Masthead } from "@/lib/reports/pdf/front";
import { ink } from "@/lib/reports/pdf/palette";
import { Hairline, Paragraph, rowOf, type Setting } from "@/lib/reports/pdf/paragraph";
import type { PreparedTexts } from "@/lib/reports/pdf/prepared-texts";
import { type PageSize, sheetOf, typeOf } from "@/lib/reports/pdf/sheet";
import type { PreparedPart, PreparedReport } from "@/lib/reports/prepared-report";

/** How many rows of parts stand on the front, the rest on the back, and how tightly each is set. */
export interface Plan {
  rowsOnFront: number;
  front: number;
  back: number;
}

/** How many sheets the front and the back took. */
export interface PageCount {
  front: number;
  back: number;
}

export interface DocumentProps {
  report: PreparedReport;
  texts: PreparedTexts;
  accent: string;
  pageSize: PageSize;
  generatedAt: Date;
  plan: Plan;
  onPages: (count: PageCount) => void;
}

/** The report on paper. */
export function ReportDocument({ plan, onPages, generatedAt, pageSize, ...common }: DocumentProps) {
  const { report } = common;
  const settingOf = (density: number): Setting => {
    const sheet = sheetOf(pageSize, density);
    return { ...common, sheet, type: typeOf(sheet) };
  };
  const front = settingOf(plan.front);
  const back = settingOf(plan.back);
  const [onFront, onBack] = [report.layout.slice(0, plan.rowsOnFront), report.layout.slice(plan.rowsOnFront)];
  return (
    <Document
      title={report.documentTitle}
      author={report.tenant}
      creator="Attune"
      producer="Attune"
      language={report.locale}
      creationDate={generatedAt}
      pdfVersion="1.7"
      onRender={(props) => onPages(pagesOf(props))}
    >
      <Page id="front" size={pageSize} style={pageStyle(front)}>
        <View style={{ minHeight: contentHeight(front), justifyContent: "space-between" }}>
          <Masthead setting={front} />
          <View style={{ marginVertical: 26 * front.sheet.density }}>
            <Gathering setting={front} />
          </View>
          <Parts rows={onFront} setting={front} />
        </View>
        <Colophon setting={front} />
      </Page>
      {onBack.length > 0 && (
        <Page id="back" size={pageSize} style={pageStyle(back)}>
          <RunningHead setting={back} />
          <Parts rows={onBack} setting={back} />
          <Colophon setting={back} />
        </Page>
      )}
    </Document>
  );
}

/** Rows of parts below each other, in the order of the report. */
function Parts({ rows, setting }: { rows: readonly PreparedPart[][]; setting: Setting }) {
  return (
    <View>
      {rows.map((row, index) => (
        <View key={row.join(" ")} style={{ marginTop: index === 0 ? 0 : 20 * setting.sheet.density }}>
          <Row row={row} setting={setting} />
        </View>
      ))}
    </View>
  );
}

function Row({ row, setting }: { row: PreparedPart[]; setting: Setting }) {
  const [first] = row;
  if (first === undefined) return null;
  if (first === "curve") return <Hour setting={setting} />;
  if (first === "reactions" || first === "languages" || first === "countries") {
    return <Lists parts={row} setting={setting} />;
  }
  return <VoicePart part={first} setting={setting} />;
}

const pageStyle = ({ sheet: { margin } }: Setting) => ({
  paddingTop: margin.top,
  paddingBottom: margin.bottom,
  paddingHorizontal: margin.side,
  backgroundColor: "#ffffff",
});

/** A point less than there is, so that rounding never sends an empty page after it. */
const contentHeight = ({ sheet }: Setting) => sheet.height - sheet.margin.top - sheet.margin.bottom - 1;

function RunningHead({ setting }: { setting: Setting }) {
  const { report, sheet, type, accent } = setting;
  return (
    <View fixed style={{ marginBottom: 26 * sheet.density }}>
      <View style={{ flexDirection: rowOf(setting), marginBottom: 7 }}>
        <Paragraph
          setting={setting}
          words={report.tenant}
          style={type.brand}
          width={sheet.measure / 2}
          color={accent}
        />
        <Paragraph
          setting={setting}
          words={report.date}
          style={type.row}
          width={sheet.measure / 2}
          color={ink.soft}
          align="end"
        />
      </View>
      <Hairline color={accent} thickness={0.9} />
    </View>
  );
}

/** At the foot of every page: who made it and when, in whose time, and why small groups have no name. */
function Colophon({ setting }: { setting: Setting }) {
  const { report, sheet, type } = setting;
  const { imprint, privacy } = report.colophon;
  const number = 40;
  const fontFamily = setting.texts(imprint, report.locale, type.small).fonts[0]?.key;
  return (
    <View fixed style={{ position: "absolute", left: sheet.margin.side, bottom: 26, width: sheet.measure }}>
      <View style={{ flexDirection: rowOf(setting), alignItems: "flex-start" }}>
        <View>
          <Paragraph
            setting={setting}
            words={imprint}
            style={type.small}
            width={sheet.measure - number}
            color={ink.quiet}
          />
          {privacy !== null && (
            <View style={{ marginTop: report.direction === "rtl" ? 2.5 : 0 }}>
              <Paragraph
                setting={setting}
                words={privacy}
                style={type.small}
                width={sheet.measure - number}
                color={ink.quiet}
              />
            </View>
          )}
        </View>
        <Text
          style={{
            width: number,
            marginTop: 0.4,
            textAlign: report.direction === "rtl" ? "left" : "right",
            fontFamily,
            fontSize: type.small.size,
            color: ink.quiet,
          }}
          render={({ pageNumber, totalPages }) => (totalPages > 1 ? `${pageNumber} / ${totalPages}` : "")}
        />
      </View>
    </View>
  );
}

/** react-pdf hands its layout to onRender under this name; there is no other way to learn the number of pages. */
function pagesOf(props: object): PageCount {
  const layout = (props as { _INTERNAL__LAYOUT__DATA_?: { children?: { props?: { id?: string } }[] } })
    ._INTERNAL__LAYOUT__DATA_;
  const count = (id: string) => layout?.children?.filter((page) => page.props?.id === id).length ?? 0;
  return { front: count("front"), back: count("back") };
}
