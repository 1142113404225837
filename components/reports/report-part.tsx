import type { ReactNode } from "react";

/** A part of the report: a hairline, its name, what it says. */
export function ReportPart({
  heading,
  level,
  className = "",
  children,
}: {
  heading: string;
  level: 2 | 3;
  className?: string;
  children: ReactNode;
}) {
  const Heading = `h${level}` as const;
  return (
    <section className={`report-part ${className}`}>
      <Heading className="report-heading">{heading}</Heading>
      {children}
    </section>
  );
}
