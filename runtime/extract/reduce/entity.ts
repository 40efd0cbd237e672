import type { Structured } from "./structured.ts";

export type Entity = Readonly<Record<string, unknown>>;

/** Types of which a page has one at most in earnest, what it is about first; what only frames a page comes last. */
const TYPES = [
  ...["Product", "ProductGroup", "Recipe", "Event", "JobPosting", "Book", "Movie", "Course", "SoftwareApplication"],
  ...["NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "TechArticle", "ScholarlyArticle", "Report"],
  ...[
    "Review",
    "VideoObject",
    "Dataset",
    "QAPage",
    "DiscussionForumPosting",
    "ItemList",
    "LocalBusiness",
    "Restaurant",
  ],
  ...["Person", "Place", "CreativeWork", "ProfilePage", "AboutPage", "CollectionPage", "WebPage"],
];

const FRAMES = new Set([
  "WebSite",
  "BreadcrumbList",
  "SiteNavigationElement",
  "SearchAction",
  "ImageObject",
  "ListItem",
]);

/** The things a page describes, what it is about first. */
export function entitiesOf({ jsonLd, microdata }: Pick<Structured, "jsonLd" | "microdata">): Entity[] {
  return [...jsonLd, ...microdata]
    .filter(isEntity)
    .map((entity) => ({ entity, rank: rankOf(entity) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ entity }) => entity);
}

/** Whether a value of structured data is a thing with properties. */
export function isEntity(value: unknown): value is Entity {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The types of a thing, as they are written. */
export function typesOf(entity: Entity): string[] {
  return [entity["@type"]].flat().filter((type) => typeof type === "string");
}

function rankOf(entity: Entity): number | undefined {
  const types = typesOf(entity);
  if (types.length > 0 && types.every((type) => FRAMES.has(type))) return undefined;
  const ranks = types.map((type) => TYPES.indexOf(type)).filter((rank) => rank >= 0);
  return ranks.length > 0 ? Math.min(...ranks) : TYPES.length;
}
