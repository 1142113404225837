import { alias } from "./alias";
import type { EventDefinition } from "./define-event";
import { group } from "./group";
import { identify } from "./identify";
import { pageView } from "./page-view";
import { practiceAu } from "./practice-au";
import { practiceCancelled } from "./practice-cancelled";
import { practiceClosed } from "./practice-closed";
import { practiceConsent } from "./practice-consent";
import { practiceEnded } from "./practice-ended";
import { practiceGratitude } from "./practice-gratitude";
import { practiceImportWithdrawn } from "./practice-import-withdrawn";
import { practiceLeft } from "./practice-left";
import { practiceReaction } from "./practice-reaction";
import { practiceReady } from "./practice-ready";
import { practiceReplayed } from "./practice-replayed";
import { practiceScheduled } from "./practice-scheduled";
import { practiceSealed } from "./practice-sealed";
import { practiceStarted } from "./practice-started";
import { questionAnswered } from "./question-answered";
import { aiUsage } from "./quiz-ai-usage";
import { bookingCreated } from "./quiz-booking-created";
import { quizCompleted } from "./quiz-completed";
import { resultEmailOpened } from "./quiz-result-email-opened";
import { quizStarted } from "./quiz-started";
import { variantExposure } from "./quiz-variant-exposure";
import { quizVisited } from "./quiz-visited";
import { recapViewed } from "./recap-viewed";
import { screenView } from "./screen-view";

/** Every event that Attune knows, in the order in which a developer meets them. Other names are custom events. */
export const catalogue = [
  practiceScheduled,
  practiceCancelled,
  practiceReady,
  practiceLeft,
  practiceStarted,
  practiceEnded,
  practiceReaction,
  practiceGratitude,
  practiceConsent,
  practiceAu,
  practiceReplayed,
  recapViewed,
  practiceClosed,
  practiceSealed,
  practiceImportWithdrawn,
  quizVisited,
  quizStarted,
  questionAnswered,
  quizCompleted,
  variantExposure,
  resultEmailOpened,
  bookingCreated,
  aiUsage,
  identify,
  alias,
  group,
  pageView,
  screenView,
] as unknown as readonly EventDefinition[];

const byName: ReadonlyMap<string, EventDefinition> = new Map(catalogue.map((entry) => [entry.name, entry]));

/** The definition of a known event, or undefined for a custom one. */
export const definitionOf = (name: string): EventDefinition | undefined => byName.get(name);
