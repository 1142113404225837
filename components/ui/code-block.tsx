import { CopyButton } from "@/components/ui/copy-button";

/** Code or a secret to copy. `label` names it for those who do not see that it is code. */
export function CodeBlock({ code, label, wrap = false }: { code: string; label: string; wrap?: boolean }) {
  return (
    <figure className="relative rounded-md bg-sunk">
      <figcaption className="flex items-center justify-between gap-4 pt-1.5 pr-1.5 pl-4 text-label text-ink-quiet">
        {label}
        <CopyButton text={code} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls sideways must be reachable by keyboard. */}
      <pre tabIndex={0} className="max-h-96 overflow-auto px-4 pt-1 pb-4 text-label leading-5">
        <code className={wrap ? "font-mono whitespace-pre-wrap [overflow-wrap:anywhere]" : "font-mono"}>{code}</code>
      </pre>
    </figure>
  );
}
