import type { DomElement } from "../reduce/dom.ts";
import { type Colour, colourIn, isLost } from "./css-colour.ts";
import type { Declarations } from "./declarations.ts";
import type { PageStyles } from "./page-styles.ts";

/** A ground is a colour, or a picture or anything else on which no colour can be said to be lost. */
type Ground = Colour | "picture" | undefined;

/** What lies under the text of one document. */
export class Backdrop {
  private readonly styles: PageStyles;
  /** What the children of an element stand on. */
  private readonly grounds = new WeakMap<DomElement, Ground>();

  constructor(styles: PageStyles) {
    this.styles = styles;
  }

  /** Whether the text of an element has the colour of what it stands on. */
  swallows({ element, declarations }: { element: DomElement; declarations: Declarations }): boolean {
    const colour = colourIn(declarations.get("color")?.value ?? "");
    // Clear text is judged by its declarations; most pages set their own text in colours on a ground from a file.
    if (!colour || colour[3] < 0.05) return false;
    const own = groundOf(element, declarations);
    if (own !== undefined) return own !== "picture" && isLost(colour, own);
    if (this.styles.partial && !isOwn(element)) return false;
    const under = this.under(element);
    return under !== "picture" && isLost(colour, under);
  }

  private under(element: DomElement): Ground {
    const above: DomElement[] = [];
    let ground: Ground;
    for (let node = element.parentNode; node && node.nodeType === 1 && ground === undefined; node = node.parentNode) {
      if (this.grounds.has(node)) {
        ground = this.grounds.get(node);
        break;
      }
      above.push(node);
      ground = groundOf(node, this.styles.declarationsOf(node));
    }
    for (const node of above) this.grounds.set(node, ground);
    return ground;
  }
}

/** Whether an element's colour is given on the element itself. */
function isOwn(element: DomElement): boolean {
  return element.localName === "font" || /(?:^|[;\s])color\s*:/i.test(element.getAttribute("style") ?? "");
}

function groundOf(element: DomElement, declarations: Declarations | undefined): Ground {
  const image = declarations?.get("background-image")?.value ?? "none";
  const shorthand = declarations?.get("background")?.value ?? "";
  if (image !== "none" || /url\(|gradient\(|image-set\(/.test(shorthand)) return "picture";
  const value = declarations?.get("background-color")?.value ?? shorthand;
  const colour = colourIn(value || (element.getAttribute("bgcolor") ?? ""));
  if (colour && colour[3] > 0.5) return colour;
  return /var\(/.test(value) || element.hasAttribute("background") ? "picture" : undefined;
}
