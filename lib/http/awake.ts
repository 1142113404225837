/** On <html> once the page answers by itself. */
export const awakeMark = "data-awake";

/** Told to the document when every listener of the page is in place. */
export const awakeEvent = "attune:awake";
