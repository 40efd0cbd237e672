import type { DomDocument, DomElement } from "../reduce/dom.ts";
import { cssRules } from "./css-rules.ts";
import { cascade, type Declarations, readDeclarations } from "./declarations.ts";
import { mediaHolds } from "./media.ts";
import { matches, namesOf, readSelector, type Selector } from "./selector.ts";

type Rule = Selector & { readonly order: number; readonly body: RuleBody };
type RuleBody = { readonly text: string; readonly hides: boolean; read?: Declarations };

/** Properties by which a rule can hide something or show it again. */
const RELEVANT =
  /display|visib|opacity|font|text-indent|position|transform|translate|scale|clip|overflow|zoom|color|background|letter-spacing|margin|height|width|left|top|inset/i;

/** Declarations that hide by themselves, or do so together with harmless ones. */
const HIDING =
  /display\s*:\s*none|visib\w*\s*:\s*(?:hidden|collapse)|opacity[:(\s]*(?:0|\.0)|zoom\s*:\s*(?:0|\.0)|font(?:-size)?\s*:\s*(?:[01](?![\d])|0?\.\d)|-\d{3}|\d{4}|scale\w*\s*[:(]\s*0|clip|(?:width|height|size)\s*:\s*[01](?!\d)|letter-spacing\s*:\s*-/i;

/** A colour on a ground of its own; any colour, where no ground can come from elsewhere. */
const COLOURED = /(?:^|[;\s])color\s*:[\s\S]*background|background[\s\S]*[;\s]color\s*:|text-fill-color/i;
const COLOUR = /(?:^|[;\s])color\s*:/i;

/** The most rules that are kept of one page. */
const MAX_RULES = 20_000;

/** The longest selector that is read, in UTF-16 units. */
const MAX_SELECTOR = 1_000;

/** How many rules are tried on elements of one page; a page on which this is not enough is made to take long. */
const MAX_TRIED = 2_000_000;

/** How many rules of one page are taken whose selectors are looked up in the whole document. */
const MAX_INTRICATE = 8;

/** What such a selector has: elements beside others, by their number, or by what they are not. */
const INTRICATE = /[+~]|:(?:not|is|where|has|(?:first|last|only|nth)[a-z-]*|empty)\b/;

/** States that come and go, and parts that are no elements. */
const MOMENTARY =
  /::|:(?:hover|focus|active|target|checked|visited|link|before|after|disabled|enabled|placeholder|first-l|-)/;

/** The rules of a page's own stylesheets, found by what an element is called. */
export class PageStyles {
  /** Whether more styles come from files that are not read. */
  readonly partial: boolean;
  private readonly byKey = new Map<string, Rule[]>();
  private readonly byElement = new Map<DomElement, Rule[]>();
  private readonly document: DomDocument;
  private readonly anywhere: Rule[] = [];
  private readonly declared = new WeakMap<DomElement, Declarations | undefined>();
  /** The ids and the words of classes that the document has: a rule for any other concerns nothing. */
  private readonly present: ReadonlySet<string> = new Set();
  private count = 0;
  private tried = 0;
  private intricate = 0;

  constructor(document: DomDocument) {
    this.document = document;
    this.partial = document.querySelector("link[rel~=stylesheet]") !== null;
    const colour = this.partial ? COLOURED : COLOUR;
    const styles = [...document.querySelectorAll("style")].filter(isApplied);
    if (styles.length > 0) this.present = keysIn(document);
    for (const style of styles) {
      const css = style.textContent ?? "";
      if (!RELEVANT.test(css)) continue;
      for (const { selectors, body } of cssRules(css)) {
        if (RELEVANT.test(body)) this.add(selectors, { text: body, hides: HIDING.test(body) || colour.test(body) });
      }
    }
  }

  /** What the page's rules and the element's own attribute declare for it; undefined where none of them can hide it. */
  hidingDeclarationsOf(element: DomElement): Declarations | undefined {
    const style = element.getAttribute("style");
    if (style === null && !this.rulesFor(element).some((rule) => rule.body.hides && matches(element, rule)))
      return undefined;
    return this.declarationsOf(element);
  }

  /** What the page's rules and the element's own attribute declare for it; undefined where nothing does. */
  declarationsOf(element: DomElement): Declarations | undefined {
    if (!this.declared.has(element)) this.declared.set(element, this.cascaded(element));
    return this.declared.get(element);
  }

  private cascaded(element: DomElement): Declarations | undefined {
    const style = element.getAttribute("style");
    const rules = this.rulesFor(element).filter((rule) => matches(element, rule));
    if (rules.length > 1) rules.sort((a, b) => a.weight - b.weight || a.order - b.order);
    const declared = rules.map(({ body }) => {
      body.read ??= readDeclarations(body.text);
      return body.read;
    });
    if (style !== null) declared.push(readDeclarations(style));
    return declared.length === 0 ? undefined : cascade(declared);
  }

  /** The rules whose last part may be this element. */
  private rulesFor(element: DomElement): Rule[] {
    if (this.count === 0 || this.tried > MAX_TRIED) return [];
    const found = [
      ...(this.byElement.get(element) ?? []),
      ...this.anywhere,
      ...(this.byKey.get(element.localName) ?? []),
    ];
    const { id, words } = namesOf(element);
    for (const word of words) found.push(...(this.byKey.get(`.${word}`) ?? []));
    if (id !== null) found.push(...(this.byKey.get(`#${id}`) ?? []));
    this.tried += found.length;
    return found;
  }

  /** Takes a rule whose selector says more than `readSelector` reads, by asking the document itself which elements it means. */
  private addIntricate(text: string, body: RuleBody): void {
    if (this.intricate >= MAX_INTRICATE || !INTRICATE.test(text) || MOMENTARY.test(text)) return;
    const named = text.replace(/\([^)]*\)/g, "").match(/[.#][\w-]+/g) ?? [];
    if (!named.every((key) => this.present.has(key))) return;
    this.intricate += 1;
    for (const element of selected(this.document, text)) {
      const rules = this.byElement.get(element) ?? [];
      rules.push({ compounds: [], weight: 100 * (1 + named.length), order: this.count, body });
      this.byElement.set(element, rules);
    }
    this.count += 1;
  }

  private concernsAny({ compounds }: Selector): boolean {
    return compounds.every(
      ({ ids, classes }) =>
        ids.every((id) => this.present.has(`#${id}`)) && classes.every((word) => this.present.has(`.${word}`)),
    );
  }

  private add(selectors: string, body: RuleBody): void {
    for (const text of selectors.split(",")) {
      if (text.length > MAX_SELECTOR) continue;
      const selector = this.count < MAX_RULES ? readSelector(text.trim()) : undefined;
      const last = selector?.compounds.at(-1);
      if (!selector && body.hides) this.addIntricate(text.trim(), body);
      if (!selector || !last || !this.concernsAny(selector)) continue;
      const rule = { ...selector, order: this.count, body };
      this.count += 1;
      const { ids, classes, tag } = last;
      const key = ids[0] ? `#${ids[0]}` : classes[0] ? `.${classes[0]}` : tag === "*" ? undefined : tag;
      if (key === undefined) this.anywhere.push(rule);
      else {
        const rules = this.byKey.get(key) ?? [];
        rules.push(rule);
        this.byKey.set(key, rules);
      }
    }
  }
}

/** The elements a selector means; none for one that is not well-formed, as in a browser. */
function selected(document: DomDocument, selector: string): Iterable<DomElement> {
  try {
    return document.querySelectorAll(selector);
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

function keysIn(document: DomDocument): Set<string> {
  const keys = new Set<string>();
  for (const element of document.querySelectorAll("[class], [id]")) {
    const { id, words } = namesOf(element);
    if (id !== null) keys.add(`#${id}`);
    for (const word of words) keys.add(`.${word}`);
  }
  return keys;
}

/** Whether a style element is in force: for this screen, and not inside of what is only shown without scripts. */
function isApplied(style: DomElement): boolean {
  for (let node = style.parentNode; node; node = node.parentNode) {
    if (node.localName === "noscript" || node.localName === "template") return false;
  }
  return mediaHolds(style.getAttribute("media") ?? "");
}
