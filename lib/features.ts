import { DomainError } from "@/lib/errors";

/**
 * What a platform admin can switch off for one organisation. Off never loses anything: events are taken in as before, what is asked for is
 * refused with the feature's name, and what waits to be sent is held until it is on again. What off means for each of them stands in
 * `messages/<locale>/features.json`; where its doors are, `lib/testing/features.test.ts` knows.
 */
export const features = ["webhooks", "read-api", "live-embed", "report-sharing", "quiz-bridge", "exports"] as const;
export type Feature = (typeof features)[number];

/** What API clients read; people read `ui.features.refused` in their language. */
const inEnglish: Record<Feature, string> = {
  webhooks: "Webhooks are",
  "read-api": "Reading with an API key is",
  "live-embed": "Showing live pages on other sites is",
  "report-sharing": "Sharing reports is",
  "quiz-bridge": "The bridge to older quizzes is",
  exports: "Making export files is",
};

interface Organisation {
  readonly featuresOff: readonly string[];
}

/** Whether an organisation has a feature. The row that a door has just read decides, so a change holds on the next request. */
export const hasFeature = ({ featuresOff }: Organisation, feature: Feature): boolean => !featuresOff.includes(feature);

/** The refusal of what belongs to a feature that is off, with its name in `fields.feature`. */
export const featureOff = (feature: Feature): DomainError =>
  new DomainError(
    "feature-off",
    `${inEnglish[feature]} switched off for this organisation. Nothing was lost; whoever runs this installation can switch it on again.`,
    { feature },
  );

/** Throws `feature-off` where the organisation does not have the feature. */
export function requireFeature(organisation: Organisation, feature: Feature | undefined): void {
  if (feature !== undefined && !hasFeature(organisation, feature)) throw featureOff(feature);
}
