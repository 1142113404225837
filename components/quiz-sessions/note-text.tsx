import { Fragment, type ReactNode } from "react";

/**
 * The little of Markdown that notes need: paragraphs, lists, quotes, bold, italics, code and links to the web. Everything
 * becomes elements, nothing is set as HTML, so a note cannot bring a script along.
 */
export function NoteText({ text }: { text: string }) {
  const blocks = blocksOf(text);
  return (
    <div className="flex flex-col gap-2 [overflow-wrap:anywhere]">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, which never change their order
        <Fragment key={index}>{blockOf(block)}</Fragment>
      ))}
    </div>
  );
}

const item = /^\s*[-*] /;
const numbered = /^\s*\d+[.)] /;
const quoted = /^>\s?/;
const kindOf = (line: string) => [item, numbered, quoted].find((kind) => kind.test(line));

/** Lines of one kind between empty lines. A list begins right below the sentence that leads to it. */
function blocksOf(text: string): string[][] {
  const blocks: string[][] = [];
  let before = "";
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    const goesOn = before.trim() !== "" && kindOf(before) === kindOf(line);
    if (goesOn && line.trim()) blocks.at(-1)?.push(line);
    else if (line.trim()) blocks.push([line]);
    before = line;
  }
  return blocks;
}

function blockOf(lines: readonly string[]): ReactNode {
  const kind = kindOf(lines[0] ?? "");
  if (kind === item) return <ul className="list-disc pl-5">{itemsOf(lines, item)}</ul>;
  if (kind === numbered) return <ol className="list-decimal pl-5">{itemsOf(lines, numbered)}</ol>;
  if (kind === quoted) {
    return (
      <blockquote className="border-l-2 border-edge pl-3 text-ink-soft">
        {inline(lines.map((line) => line.replace(quoted, "")).join(" "))}
      </blockquote>
    );
  }
  return (
    <p>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text, which never change their order
        <Fragment key={index}>
          {index > 0 ? <br /> : null}
          {inline(line.replace(/^#{1,6} /, ""))}
        </Fragment>
      ))}
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
