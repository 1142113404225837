/** A password is at most 200 signs, each of which a form writes with up to twelve characters. */
const longest = 4096;

/** The password of a posted form; null when the body is longer than any password can make it. Whatever else it holds is not read. */
export async function formPassword(request: Request): Promise<string | null> {
  const reader = request.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    if (text.length > longest) {
      await reader.cancel();
      return null;
    }
  }
  return new URLSearchParams(text).get("password") ?? "";
}
