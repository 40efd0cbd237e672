import type { DomElement } from "./dom.ts";

/** How sure an element's own words make it that it is no part of the running text. */
export type Naming = "none" | "likely" | "certain";

/** Elements that hold something else than running text. */
const ELEMENTS = new Set("nav header footer aside figcaption button form label address fieldset menu h1".split(" "));

const ROLES = new Set(
  (
    "navigation banner contentinfo complementary search menu menubar toolbar dialog alertdialog tablist button note " +
    "form"
  ).split(" "),
);

const PROPERTIES = /author|date|headline|publisher|image|keywords/i;

/** Words of a class or an id that name what stands beside the running text. */
const WORDS = new Set(
  (
    "nav navbar navigation menu submenu breadcrumbs footer foot rail consent gdpr banner ad ads adslot dfp optin toolbar " +
    "tools pager pagination masthead modal overlay popup popover tooltip rollover dropdown flyout skip hidden toc " +
    "author authors bio credit credits tag tags tagged taglist categories keywords meta metadata postmeta attribution " +
    "dateline timestamp date published updated pubdate eyebrow kicker headline standfirst dek deck subtitle excerpt " +
    "teaser teasers widget widgets readmore more next prev print login register feedback rating ratings follow reactions"
  ).split(" "),
);

/** The same for words that are long enough to be found within others. */
const PARTS = new RegExp(
  [
    "newsletter sidebar social share(?!holder|point) sharing promo sponsor outbrain taboola breadcrumb pagination byline caption",
    "advert trending popular mostread subscri signup cookie copyright screenreader visuallyhidden authorbox authorbio",
    "aboutauthor inlinelink jumplink infobox",
  ]
    .join(" ")
    .replaceAll(" ", "|"),
);

/** Names of what other people wrote, or of other pages: no length makes it this page's text. */
const OTHERS = /comment(?!ary|ator)|disqus|related(?!ness)|recirc|recommend|readnext|upnext|alsolike/;

/** What others wrote and the text quotes. */
const QUOTED = /embed|tweet|instagram/i;

/** The longest list of names that is looked at: longer ones are the state of a page, not a name. */
const MAX_NAMES = 600;

/** Judges elements by their kind, role, class and id; asks each list of names once. */
export function boilerplateNaming(): (element: DomElement) => Naming {
  const known = new Map<string, Naming>();
  return (element) => {
    if (ELEMENTS.has(element.localName)) return "likely";
    if (ROLES.has(element.getAttribute("role")?.toLowerCase() ?? "")) return "likely";
    if (PROPERTIES.test(element.getAttribute("itemprop") ?? "")) return "likely";
    const names = namesOf(element);
    if (names === " ") return "none";
    const naming = known.get(names) ?? namingOf(names);
    known.set(names, naming);
    return naming;
  };
}

const BODY = /(?:article|story|post|entry|news|blog)[-_]*(?:main[-_]*)?(?:body|content|text|copy)(?![a-z])/;

/** Whether an element says that it holds the body of an article. */
export function isBodyName(element: DomElement): boolean {
  if (element.getAttribute("itemprop")?.toLowerCase() === "articlebody") return true;
  return element.localName !== "body" && BODY.test(namesOf(element).toLowerCase());
}

function namesOf(element: DomElement): string {
  return `${element.getAttribute("class") ?? ""} ${element.getAttribute("id") ?? ""}`;
}

function namingOf(names: string): Naming {
  if (names.length > MAX_NAMES || QUOTED.test(names)) return "none";
  const words = names.split(/\s+/).map((name) =>
    name
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
  if (words.some((name) => OTHERS.test(name.join("")))) return "certain";
  const likely = words.some((name) => name.some((word) => WORDS.has(word)) || PARTS.test(name.join("")));
  return likely ? "likely" : "none";
}
