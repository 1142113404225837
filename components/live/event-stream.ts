/**
 * Reads server-sent events from an answer, one call for each whole event. Like EventSource, but asked for with headers: a token
 * must not stand in an address, where every proxy on the way writes it down.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  onEvent: (event: { name: string; data: string }) => void,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let buffered = "";
  let name = "message";
  let data: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (buffered + value).split(/\r\n|\r|\n/);
    buffered = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (data.length) onEvent({ name, data: data.join("\n") });
        name = "message";
        data = [];
        continue;
      }
      const [, field = "", content = ""] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
      if (field === "event") name = content;
      if (field === "data") data.push(content);
    }
  }
}
