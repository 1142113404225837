import { type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";

/**
 * A part of a page under a hairline: a heading, what it says in a sentence, its tools (info panel, export), the thing
 * itself and a footer link. Never put one section inside another: use `SectionGrid` to set them side by side.
 */
export function Section({
  title,
  lead,
  info,
  tools,
  footer,
  level = 2,
  id,
  className,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  info?: ReactNode;
  tools?: ReactNode;
  footer?: ReactNode;
  level?: 2 | 3;
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  const headingId = useId();
  const Heading = `h${level}` as const;
  return (
    <section
      id={id}
      aria-labelledby={headingId}
      className={classNames("flex min-w-0 flex-col gap-5 border-t border-hairline pt-4", className)}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-40 flex-col gap-0.5">
          <div className="text-lead">
            <Heading id={headingId} className="inline font-serif font-medium">
              {title}
            </Heading>
            {info ? <span className="ml-1.5">{info}</span> : null}
          </div>
          {lead ? <p className="max-w-[40rem] text-label text-ink-quiet">{lead}</p> : null}
        </div>
        {tools ? (
          <div
            className="-my-1 flex shrink-0 flex-wrap items-center justify-end gap-1 max-sm:max-w-[50%]"
            data-screen-only
          >
            {tools}
          </div>
        ) : null}
      </div>
      {children}
      {footer ? <div className="text-label">{footer}</div> : null}
    </section>
  );
}

const gridColumns = {
  1: "",
  2: "lg:grid-cols-2",
  3: "md:grid-cols-2 xl:grid-cols-3",
  "2/1": "lg:grid-cols-[2fr_1fr]",
  "1/2": "lg:grid-cols-[1fr_2fr]",
};

/** Sections side by side where there is room, below each other where there is not. */
export function SectionGrid({ columns = 2, children }: { columns?: keyof typeof gridColumns; children: ReactNode }) {
  return (
    <div className={classNames("grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-12 *:min-w-0", gridColumns[columns])}>
      {children}
    </div>
  );
}

/** The rhythm of a page: what stands below each other keeps the same distance. */
export function Stack({ children }: { children: ReactNode }) {
  // A page header brings its own distance; inside a stack the stack's holds.
  return <div className="flex flex-col gap-12 [&>header]:mb-0">{children}</div>;
}
