/** An e-mail address, or a name where there is none: it breaks before its @ when it has to, and inside of a word only where a phone leaves no choice. */
export function Address({ text }: { text: string }) {
  const at = text.lastIndexOf("@");
  return (
    <span className="max-md:[overflow-wrap:anywhere]">
      {at > 0 ? (
        <>
          {text.slice(0, at)}
          <wbr />
          {text.slice(at)}
        </>
      ) : (
        text
      )}
    </span>
  );
}
