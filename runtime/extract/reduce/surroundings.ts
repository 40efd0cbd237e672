import type { DomDocument, DomElement } from "./dom.ts";

const ELEMENTS = new Set(["nav", "footer", "aside"]);

const ROLES = new Set(
  "navigation banner contentinfo complementary search menu menubar toolbar dialog alertdialog tablist".split(" "),
);

/** Words by which pages name what surrounds their content, as whole words of a class or an id. */
const NAMES = new RegExp(
  `(?:^|[\\s_-])(?:${[
    "nav navbar navigation menu submenu breadcrumb breadcrumbs footer sidebar cookie cookies consent gdpr banner",
    "ad ads advert advertisement promo promotion sponsor sponsored newsletter subscribe subscription signup social",
    "share sharing sharebar related recommended recommendations comments disqus popup modal overlay skip pagination",
    "pager toolbar masthead copyright outbrain taboola paywall trending",
  ]
    .join(" ")
    .replaceAll(" ", "|")})(?:$|[\\s_-])`,
  "i",
);

/** What a page is about stands in one of these, so nothing around them can be its surroundings. */
const CONTENT = "main, [role=main], article, h1, [itemprop=articleBody], [itemprop=headline]";

/** How many such elements are looked at. */
const MAX_CONTENT = 200;

/** Tells for each element of a document whether it surrounds the content: navigation, footers, advertising, what to read next. */
export function surroundingsOf(document: DomDocument): (element: DomElement) => boolean {
  const around = new Set<DomElement>();
  let seen = 0;
  for (const content of document.querySelectorAll(CONTENT)) {
    seen += 1;
    if (seen > MAX_CONTENT) break;
    for (let node: DomElement | null = content; node && !around.has(node); node = node.parentNode) around.add(node);
  }
  return (element) => !around.has(element) && (isSurrounding(element) || isPageHeader(element, around));
}

function isSurrounding(element: DomElement): boolean {
  if (ELEMENTS.has(element.localName)) return true;
  const role = element.getAttribute("role");
  if (role !== null && ROLES.has(role.toLowerCase())) return true;
  const names = `${element.getAttribute("class") ?? ""} ${element.getAttribute("id") ?? ""}`;
  return names.length > 1 && names.length < 400 && NAMES.test(names);
}

/** A header outside of the content, which belongs to the site. */
function isPageHeader(element: DomElement, around: ReadonlySet<DomElement>): boolean {
  if (element.localName !== "header") return false;
  for (let node = element.parentNode; node; node = node.parentNode) {
    if (around.has(node)) return node.localName === "body" || node.localName === "html";
  }
  return true;
}
