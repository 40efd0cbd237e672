import type { DomElement } from "./dom.ts";

/** Elements whose content is not text of the page. */
const UNREAD = new Set(
  (
    "head script style template noscript svg math iframe object embed canvas audio video picture source track map " +
    "input select textarea datalist button dialog frame frameset noframes link meta title base"
  ).split(" "),
);

const HIDING =
  /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d]))/i;

/** Whether a reader sees nothing of an element: by its kind, or because it is hidden by an attribute of its own. */
export function isUnseen(element: DomElement): boolean {
  const name = element.localName;
  if (UNREAD.has(name)) return !(name === "dialog" && element.hasAttribute("open"));
  // Pages that fade in hide their whole body until a script has run.
  if (name === "html" || name === "body") return false;
  if (element.hasAttribute("hidden") || element.getAttribute("aria-hidden")?.toLowerCase() === "true") return true;
  const style = element.getAttribute("style");
  return style !== null && HIDING.test(style);
}
