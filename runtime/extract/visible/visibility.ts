import type { DomDocument, DomElement, DomNode } from "../reduce/dom.ts";
import { Backdrop } from "./backdrop.ts";
import { isCurtain } from "./curtain.ts";
import type { Declarations } from "./declarations.ts";
import { blanks, hides, INHERITED } from "./hiding.ts";
import { PageStyles } from "./page-styles.ts";

/** Elements whose content is not text of the page. */
const UNREAD = new Set(
  (
    "head script style template noscript svg math iframe object embed canvas audio video picture source track map " +
    "input select textarea datalist button dialog frame frameset noframes link meta title base"
  ).split(" "),
);

/** Classes that by convention keep an element for screen readers alone, whatever stylesheet defines them. */
const READ_ALOUD =
  /(?:^|\s)(?:sr-only|(?:is-|u-|cdk-)?visually-?hidden|visually_hidden|screen-?reader(?:s?-(?:only|text))?|u-hidden-visually|hidden-visually|show-for-sr|sr-text|element-invisible|a11y-hidden|assistive-text|off-?screen)(?=\s|$)/i;

/** Whether a reader sees nothing of an element: by its kind, its attributes, the page's own styles, or its colour on its ground. */
export function isUnseen(element: DomElement): boolean {
  const name = element.localName;
  if (UNREAD.has(name)) return !(name === "dialog" && element.hasAttribute("open"));
  // Pages that fade in hide their whole body until a script has run.
  if (name === "html" || name === "body") return false;
  if (element.hasAttribute("hidden") || element.hasAttribute("popover")) return true;
  if (element.getAttribute("aria-hidden")?.toLowerCase() === "true") return true;
  const classes = element.getAttribute("class");
  if (classes !== null && READ_ALOUD.test(classes)) return true;
  return sightOf(element).isHidden(element);
}

const SIGHTS = new WeakMap<object, Sight>();

function sightOf(element: DomElement): Sight {
  const { ownerDocument } = element;
  const known = SIGHTS.get(ownerDocument);
  if (known) return known;
  const made = new Sight(ownerDocument);
  SIGHTS.set(ownerDocument, made);
  return made;
}

/** What one document's styles hide. */
class Sight {
  private readonly styles: PageStyles;
  private readonly backdrop: Backdrop;
  /** Elements without text of their own that would hide any, with what they pass on to their children. */
  private readonly passing = new WeakMap<DomNode, Declarations>();
  private passes = false;

  constructor(document: DomDocument) {
    this.styles = new PageStyles(document);
    this.backdrop = new Backdrop(this.styles);
  }

  isHidden(element: DomElement): boolean {
    const own = this.styles.hidingDeclarationsOf(element);
    if (own && hides(own)) return !isCurtain(element);
    const passed = this.passes && element.parentNode ? this.passing.get(element.parentNode) : undefined;
    const font = element.localName === "font" ? element.getAttribute("color") : null;
    if (!own && !passed && font === null) return false;
    const all = new Map([
      ...(passed ?? []),
      ...(font === null ? [] : [["color", { value: font, important: false }] as const]),
      ...(own ?? []),
    ]);
    if (!blanks(all) && !this.backdrop.swallows({ element, declarations: all })) return false;
    if (hasText(element)) return !isCurtain(element);
    this.passing.set(
      element,
      new Map([...all].filter(([property]) => (INHERITED as readonly string[]).includes(property))),
    );
    this.passes = true;
    return false;
  }
}

function hasText(element: DomElement): boolean {
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === 3 && /[\p{L}\p{N}]/u.test(node.textContent ?? "")) return true;
  }
  return false;
}
