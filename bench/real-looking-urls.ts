import { seededNumbers } from "./seeded-numbers.ts";

const SITES = ["shop", "news", "blog", "docs", "forum", "jobs", "wiki", "media", "support", "events"];
const NAMES = [
  "amber",
  "birch",
  "cedar",
  "delta",
  "ember",
  "falcon",
  "granite",
  "harbour",
  "indigo",
  "juniper",
  "kestrel",
];
const ENDINGS = ["com", "org", "net", "de", "co.uk", "fr", "io", "com.br", "jp", "example"];
const WORDS = [
  ...["annual", "report", "how-to", "review", "guide", "update", "market", "climate", "football", "recipe", "winter"],
  ...[
    "caf%C3%A9",
    "stra%c3%9fe",
    "%7Euser",
    "a%2Fb",
    "C%2B%2B",
    "New%20York",
    "product",
    "category",
    "archive",
    "item",
  ],
];
const TAGS = [
  "utm_source=newsletter",
  "utm_medium=email",
  "utm_campaign=spring%202026",
  "gclid=EAIaIQobChMI0v",
  "fbclid=IwAR0x",
];
const QUERIES = ["id=", "page=", "q=", "sort=", "ref=", "lang=", "colour=", "size=", "v=", "session="];

/** URLs as people submit and pages link them: campaign tags, escapes in both spellings, default ports, dot segments, fragments. The same for every run. */
export function realLookingUrls(count: number): string[] {
  const number = seededNumbers(20_261_121);
  const chance = (share: number) => number() < share;
  const one = (list: readonly string[]) => list[Math.floor(number() * list.length)] ?? "";
  const some = (most: number, make: () => string) => Array.from({ length: Math.floor(number() * (most + 1)) }, make);
  const host = () => {
    const name = `${chance(0.6) ? "www." : chance(0.5) ? `${one(SITES)}.` : ""}${one(NAMES)}-${one(NAMES)}.${one(ENDINGS)}`;
    return chance(0.05) ? name.toUpperCase() : name;
  };
  const path = () => {
    const parts = some(4, () => `${one(WORDS)}${chance(0.3) ? `-${Math.floor(number() * 100_000)}` : ""}`);
    if (chance(0.02)) parts.push("..", one(WORDS));
    return `/${parts.join("/")}${chance(0.3) && parts.length > 0 ? "/" : ""}${chance(0.1) ? "index.html" : ""}`;
  };
  const query = () => {
    const own = some(3, () => `${one(QUERIES)}${chance(0.5) ? Math.floor(number() * 10_000) : one(WORDS)}`);
    const all = [...own, ...(chance(0.35) ? some(3, () => one(TAGS)) : [])];
    return all.length === 0 ? "" : `?${all.join("&")}`;
  };
  const fragment = () =>
    chance(0.12) ? `#${one(["top", "comments", "!/inbox/3", "/settings", "section-2", ":~:text=price"])}` : "";
  return Array.from({ length: count }, () => {
    const scheme = chance(0.15) ? "http" : "https";
    const port = chance(0.02) ? (scheme === "http" ? ":80" : ":443") : chance(0.01) ? ":8443" : "";
    return `${scheme}://${host()}${port}${path()}${query()}${fragment()}`;
  });
}
