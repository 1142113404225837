// A NUL or half of a surrogate pair is valid in JSON and impossible in PostgreSQL's text and jsonb.
const unstorable = /\0|\p{Surrogate}/u;
const allUnstorable = /\0|\p{Surrogate}/gu;
const control = /\p{Cc}|\p{Surrogate}/u;
const emailShaped = /[^\s@<>"',;:/?&=]{1,64}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/iu;

/** Whether PostgreSQL can keep the text. */
export const isStorable = (text: string) => !unstorable.test(text);

/** The text without what PostgreSQL cannot keep. */
export const storable = (text: string) => (unstorable.test(text) ? text.replace(allUnstorable, "") : text);

/** Whether the text is one line without control characters. */
export const isLine = (text: string) => !control.test(text);

/** Whether an e-mail address stands somewhere in the text, also as it is written in URLs. */
export const holdsEmail = (text: string) => (text.includes("@") || text.includes("%40")) && emailShaped.test(text);
