import type { Format } from "@/lib/format";
import type { Headcount, ReportPayload } from "@/lib/reports/payload";
import type { Voice } from "@/lib/reports/prepare-figures";
import type { PreparedReport } from "@/lib/reports/prepared-report";
import type { ReportText } from "@/lib/reports/report-text";
import { replayWording, type Spoken } from "@/lib/reports/wording";

/** The units, the replays and the comparison, in the order of the report. */
export function prepareBeside({ payload, text, format }: Voice): PreparedReport["beside"] {
  const facts = payload.sections.flatMap((section): Spoken[] => {
    if (section === "au" && payload.au) {
      const units = format.integer(Math.round(payload.au.units));
      return [{ figure: text("auUnits", { units, unit: payload.tenant.auUnit }), words: payload.tenant.auLabel }];
    }
    if (section === "replays" && payload.replays) return [replayWording(payload.replays, text, format)];
    return section === "comparison" ? comparisonWording(payload, text, format) : [];
  });
  return facts.length ? { heading: text("parts.beside"), facts } : null;
}

function comparisonWording({ people, comparison, session }: ReportPayload, text: ReportText, format: Format) {
  if (!comparison || people.display === "small-circle") return [];
  const facts: Spoken[] = [];
  const { median, previous } = comparison;
  if (previous) {
    const date = format.date(new Date(previous.heldAt));
    const values = { master: session.masterName, date };
    const relation = relationOf(people, previous.people);
    if (people.display === "exact" && previous.people.display === "exact") {
      facts.push({
        figure: format.integer(previous.people.total),
        words: text("comparison.before", { ...values, count: previous.people.total }),
      });
    } else if (relation) facts.push({ figure: null, words: text(`comparison.${relation}Before`, values) });
  }
  if (median) {
    const values = { sessions: median.sessions, master: session.masterName };
    if (people.display === "exact") {
      facts.push({ figure: format.integer(Math.round(median.total)), words: text("comparison.exact", values) });
    } else {
      const relation = relationOf(people, { display: "exact", total: median.total });
      if (relation) facts.push({ figure: null, words: text(`comparison.${relation}`, values) });
    }
  }
  return facts;
}

/** Whether it was more or fewer; null where rounded numbers cannot decide, and where there is nothing to decide. */
function relationOf(here: Headcount, there: Headcount): "more" | "fewer" | null {
  const [a, b] = [span(here), span(there)];
  if (!a || !b) return null;
  if (a.least > b.most) return "more";
  return a.most < b.least ? "fewer" : null;
}

/** A rounded total is only known to lie in its hundred. */
function span(people: Headcount): { least: number; most: number } | null {
  if (people.display === "small-circle") return null;
  return { least: people.total, most: people.display === "exact" ? people.total : people.total + 99 };
}
