import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { NoteText } from "@/components/quiz-sessions/note-text";

const rendered = (text: string) =>
  renderToStaticMarkup(<NoteText text={text} />)
    .replace(/^<div[^>]*>|<\/div>$/g, "")
    .replace(/ class="[^"]*"/g, "");

describe("what is understood of a note", () => {
  it("a list begins right below its sentence, and ends where the text goes on", () => {
    expect(rendered("She likes:\n- Mondays\n- **tea**\nCall her.\r\n1. first\n2) second")).toBe(
      "<p>She likes:</p><ul><li>Mondays</li><li><strong>tea</strong></li></ul><p>Call her.</p><ol><li>first</li><li>second</li></ol>",
    );
  });

  it("lines stay lines, empty ones part paragraphs, and quotes are one", () => {
    expect(rendered("\none\ntwo\n\n\nthree\n> said\n> so")).toBe(
      "<p>one<br/>two</p><p>three</p><blockquote>said so</blockquote>",
    );
  });

  it("markup and addresses that are not of the web stay text", () => {
    expect(rendered("<b>x</b> [a](javascript:alert(1))")).toBe("<p>&lt;b&gt;x&lt;/b&gt; [a](javascript:alert(1))</p>");
  });
});
