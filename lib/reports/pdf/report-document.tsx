import { Document, Page, Text, View } from "@react-pdf/renderer";
import { Voices } from "@/lib/reports/pdf/back";
import { Figures, Gathering, Masthead } from "@/lib/reports/pdf/front";
import { ink } from "@/lib/reports/pdf/palette";
import { Hairline, Paragraph, type Setting } from "@/lib/reports/pdf/paragraph";
import type { PreparedTexts } from "@/lib/reports/pdf/prepared-texts";
import { type PageSize, sheetOf, typeOf } from "@/lib/reports/pdf/sheet";
import type { PreparedReport } from "@/lib/reports/prepare-report";

/** Everything on one page, or a front and a back; how tightly each is set. */
export type Plan = { kind: "single"; density: number } | { kind: "spread"; front: number; back: number };

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
  const front = settingOf(plan.kind === "single" ? plan.density : plan.front);
  const back = settingOf(plan.kind === "single" ? plan.density : plan.back);
  const hasBack = [report.themes, report.quotes, report.beside, report.upcoming, report.note].some(
    (part) => part !== null,
  );
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
          <View>
            <Figures setting={front} />
            {plan.kind === "single" && hasBack && (
              <View style={{ marginTop: 20 * front.sheet.density }}>
                <Voices setting={front} />
              </View>
            )}
          </View>
        </View>
        <Colophon setting={front} />
      </Page>
      {plan.kind === "spread" && hasBack && (
        <Page id="back" size={pageSize} style={pageStyle(back)}>
          <RunningHead setting={back} />
          <Voices setting={back} />
          <Colophon setting={back} />
        </Page>
      )}
    </Document>
  );
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
    <View style={{ marginBottom: 26 * sheet.density }}>
      <View style={{ flexDirection: "row", marginBottom: 7 }}>
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
          align="right"
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
      <View style={{ flexDirection: "row", alignItems: "flex-start" }}>
        <View>
          <Paragraph
            setting={setting}
            words={imprint}
            style={type.small}
            width={sheet.measure - number}
            color={ink.quiet}
          />
          {privacy !== null && (
            <Paragraph
              setting={setting}
              words={privacy}
              style={type.small}
              width={sheet.measure - number}
              color={ink.quiet}
            />
          )}
        </View>
        <Text
          style={{
            width: number,
            marginTop: 0.4,
            textAlign: "right",
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
