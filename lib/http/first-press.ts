import { awakeEvent, awakeMark } from "@/lib/http/awake";

/**
 * Keeps what a person does on a page whose scripts are still on their way, and does it once they have arrived: presses of buttons, forms
 * that are sent, fields that are filled, keys that are shortcuts. Nothing of React hears a press before, so nothing happens twice. Left to
 * the browser is what works without scripts: links, popovers, forms with an address. Kept deeds are done in their order, each in a turn of its own so that
 * the state that one leaves is there for the next; what stands behind a question that one of them opened is not done any more.
 *
 * A field is set back before it is filled again, because React only tells of values that differ from the last it has seen. One that holds
 * what it began with is left alone: a browser may show a saved password that it does not tell yet.
 * See docs/decisions/0348.
 */
export const firstPressScript = `(() => {
  const kept = new Map();
  const keep = (event, element, deed, key = element) => {
    event.stopImmediatePropagation();
    if (deed) kept.set(key, { element, deed });
  };
  const isChoice = (element) => element.type === "checkbox" || element.type === "radio";
  const press = (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    if (target instanceof HTMLInputElement && isChoice(target)) return keep(event, target);
    const button = target.closest("button");
    if (!button || button.hasAttribute("popovertarget") || (button.form && button.type !== "button")) return;
    event.preventDefault();
    keep(event, button, () => button.click());
  };
  const send = (event) => {
    const form = event.target;
    if (form.hasAttribute("action")) return;
    const by = event.submitter;
    event.preventDefault();
    keep(event, form, () => form.requestSubmit(by && by.form === form ? by : null));
  };
  const fill = (event) => {
    const field = event.target;
    if (!("value" in field)) return;
    const { value, checked } = field;
    keep(event, field, () => {
      if (isChoice(field)) {
        field.checked = !checked;
        return field.click();
      }
      if (value === field.defaultValue) return;
      if (field.type === "file") return field.dispatchEvent(new Event("change", { bubbles: true }));
      const { selectionStart, selectionEnd } = field;
      if (field.tagName !== "SELECT") field.value = field.defaultValue;
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, value);
      if (typeof selectionStart === "number") field.setSelectionRange(selectionStart, selectionEnd);
      field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
    });
  };
  const strike = (event) => {
    const { target, key } = event;
    if (!(target instanceof Element) || target.matches("input, select, textarea")) return;
    if (event.ctrlKey || event.metaKey || event.altKey || /^(Tab|Enter|Escape|Shift| )$/.test(key)) return;
    keep(event, target, () => target.dispatchEvent(new KeyboardEvent("keydown", event)), event);
  };
  const kinds = [["click", press], ["submit", send], ["input", fill], ["change", fill], ["keydown", strike]];
  for (const [kind, hear] of kinds) addEventListener(kind, hear, true);
  document.addEventListener("${awakeEvent}", async () => {
    for (const [kind, hear] of kinds) removeEventListener(kind, hear, true);
    document.documentElement.setAttribute("${awakeMark}", "");
    for (const { element, deed } of kept.values()) {
      await new Promise((turn) => setTimeout(turn));
      const question = document.querySelector("dialog:modal");
      if (element.isConnected && !element.matches(":disabled") && (!question || question.contains(element))) deed();
    }
  }, { once: true });
})();`;

/** Lets exactly this script run under the Content-Security-Policy, on pages that know no nonce too. A test tells when it is another's. */
export const firstPressSource = "'sha256-IcuH6u3yAveer2yvli92kpZE7d6oedEBknMDnrYb3Fk='";
