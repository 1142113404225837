/** The frame of every HTML mail: one column, system fonts, no pictures, nothing loaded from anywhere. */
export interface MailContent {
  locale: string;
  title: string;
  /** plain sentences; escaped here */
  paragraphs: readonly string[];
  button: { label: string; href: string };
  footer: string;
  /** the button's ground, which white is readable on; Attune's own unless told */
  accent?: string | undefined;
  /** of the language; left to right unless told */
  direction?: "ltr" | "rtl";
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

export function mailHtml({
  locale,
  title,
  paragraphs,
  button,
  footer,
  accent = "#1d5c50",
  direction = "ltr",
}: MailContent): string {
  const body = paragraphs
    .map((text) => `<p style="margin:0 0 16px" dir="auto">${escaped(text).replaceAll("\n", "<br>")}</p>`)
    .join("");
  return `<!doctype html><html lang="${escaped(locale)}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>
<body style="margin:0;background:#fbfaf7;color:#1c1a17;font:16px/1.55 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:540px;margin:0 auto;padding:40px 24px">
<h1 style="margin:0 0 20px;font:500 26px/1.25 Georgia,'Times New Roman',serif">${escaped(title)}</h1>${body}
<p style="margin:28px 0"><a href="${escaped(button.href)}" style="display:inline-block;padding:11px 20px;border-radius:6px;background:${escaped(accent)};color:#ffffff;text-decoration:none">${escaped(button.label)}</a></p>
<p style="margin:0 0 28px;font-size:13px;color:#6b665c;word-break:break-all" dir="ltr">${escaped(button.href)}</p>
<p style="margin:0;padding-top:16px;border-top:1px solid #e7e3da;font-size:13px;color:#6b665c">${escaped(footer)}</p>
</div></body></html>`;
}

/** The same as plain text. */
export function mailText({ title, paragraphs, button, footer }: MailContent): string {
  return [title, ...paragraphs, `${button.label}:\n${button.href}`, `--\n${footer}`].join("\n\n");
}
