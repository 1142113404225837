import { Fragment, type ReactNode } from "react";

/**
 * The little of Markdown that notes need: paragraphs, lists, quotes, bold, italics, code and links to the web. Everything
 * becomes elements, nothing is set as HTML, so a note cannot bring a script along.
 */
export function NoteText({ text }: { text: string }) {
  const blocks = text.replace(/\r\n?/g, "\n").split(/\n{2,}/);
  return (
    <div className="flex flex-col gap-2 [overflow-wrap:anywhere]">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, which never change their order
        <Fragment key={index}>{blockOf(block)}</Fragment>
      ))}
    </div>
  );
}

function blockOf(block: string): ReactNode {
  const lines = block.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) return null;
  if (lines.every((line) => /^\s*[-*] /.test(line))) {
    return <ul className="list-disc pl-5">{itemsOf(lines, /^\s*[-*] /)}</ul>;
  }
  if (lines.every((line) => /^\s*\d+[.)] /.test(line))) {
    return <ol className="list-decimal pl-5">{itemsOf(lines, /^\s*\d+[.)] /)}</ol>;
  }
  if (lines.every((line) => line.startsWith(">"))) {
    return (
      <blockquote className="border-l-2 border-edge pl-3 text-ink-soft">
        {inline(lines.map((line) => line.replace(/^>\s?/, "")).join(" "))}
      </blockquote>
    );
  }
  return (
    <p>
      {lines.flatMap((line, index) => [
        ...(index > 0 ? [<br key={`break-${line}`} />] : []),
        ...inline(line.replace(/^#{1,6} /, "")),
      ])}
    </p>
  );
}

const itemsOf = (lines: readonly string[], marker: RegExp) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text, which never change their order
  lines.map((line, index) => <li key={index}>{inline(line.replace(marker, ""))}</li>);

const marks = /(\*\*[^*\n]+\*\*|\*[^*\n]+\*|`[^`\n]+`|\[[^\]\n]+\]\(https?:\/\/[^\s)]+\)|https?:\/\/[^\s<>()]+)/g;

function inline(text: string): ReactNode[] {
  return text.split(marks).map((part, index) => {
    const key = `${index}-${part.length}`;
    if (index % 2 === 0) return <Fragment key={key}>{part}</Fragment>;
    if (part.startsWith("**")) return <strong key={key}>{part.slice(2, -2)}</strong>;
    if (part.startsWith("*")) return <em key={key}>{part.slice(1, -1)}</em>;
    if (part.startsWith("`"))
      return (
        <code key={key} className="rounded-sm bg-sunk px-1">
          {part.slice(1, -1)}
        </code>
      );
    const link = /^\[([^\]]+)\]\((.+)\)$/.exec(part);
    return (
      <a
        key={key}
        href={link?.[2] ?? part}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="underline underline-offset-4"
      >
        {link?.[1] ?? part}
      </a>
    );
  });
}
