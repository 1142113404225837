/** What is wrong with one field of an event, in words that say how to put it right. Never holds a value that was sent. */
export interface EventIssue {
  /** path inside the event, as `properties.sessionId`; empty when it is about the event as a whole */
  field: string;
  reason: string;
}

interface Judged {
  /** place in the request, from 0 */
  index: number;
  /** the id that the sender gave; for an accepted event without one, the id that it got */
  id: string | null;
}

/** What became of one event. `accepted` and `duplicate` are promises: the event is in the log and committed. */
export type Verdict =
  | (Judged & {
      verdict: "accepted";
      /** properties that the event's schema does not know; they were left out */
      ignored?: string[];
    })
  | (Judged & { verdict: "duplicate" })
  | (Judged & {
      verdict: "rejected";
      field: string;
      reason: string;
      /** every mistake, when there is more than the one */
      issues?: EventIssue[];
    });
