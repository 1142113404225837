import type { ReactNode } from "react";
import type { PreparedPart } from "@/lib/reports/prepared-report";

/** A part of the report: a hairline, its name, what it says. `part` is how the page notes that a reader got so far. */
export function ReportPart({
  part,
  heading,
  level,
  className = "",
  children,
}: {
  part: PreparedPart;
  heading: string;
  level: 2 | 3;
  className?: string;
  children: ReactNode;
}) {
  const Heading = `h${level}` as const;
  return (
    <section className={`report-part ${className}`} data-part={part}>
      <Heading className="report-heading">{heading}</Heading>
      {children}
    </section>
  );
}
