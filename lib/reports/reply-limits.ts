/** What a reader may write back, in characters. Apart from the schema, so that the shared page needs no more script for it. */
export const replyLimits = { body: 2000, author: 120 } as const;
