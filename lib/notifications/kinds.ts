/**
 * What people can be told, in the order of their texts: messages/{en,de}/notifications.json has a sentence for each under `kinds`, with the
 * params as its values. A new kind is a line here and a sentence in each language; a test compares them.
 */
export const notificationKinds = [
  /** {title} a session has ended and its report is drafted */
  "report-drafted",
  /** {title, link} somebody read a shared report for the first time */
  "report-opened",
  /** {title, name} a master answered from the report page */
  "report-replied",
  /** {title} the message to the master came back */
  "mail-bounced",
  /** {title} the message to the master could not be handed over */
  "mail-failed",
  /** {title, days} the report has not been opened */
  "reminder-suggested",
  /** {rows} */
  "export-ready",
  /** {} */
  "export-failed",
  /** {sessions} live, recap, snapshot, export and report disagree */
  "figures-disagree",
  /** {title, anomaly, severity} an ended session is out of the ordinary */
  "anomaly-found",
  /** {author} a colleague mentions somebody in a note on a quiz session */
  "quiz-note-mention",
  /** {} the copy of what is kept of a person can be fetched */
  "privacy-export-done",
  /** {} */
  "privacy-export-failed",
  /** {} a person was erased */
  "privacy-erasure-done",
  /** {} nothing was changed */
  "privacy-erasure-failed",
] as const;

export type NotificationKind = (typeof notificationKinds)[number];

export const isNotificationKind = (value: string): value is NotificationKind =>
  (notificationKinds as readonly string[]).includes(value);
