import { asset, htmlPage, notFound } from "./document.ts";
import { frontPage } from "./front-page.ts";
import { largePage } from "./large-page.ts";
import { redirectAt } from "./redirects.ts";
import { lasting, type Resource } from "./resource.ts";
import { slowPage } from "./slow-page.ts";

interface Visit {
  readonly url: URL;
  readonly origin: string;
}

const setUp = "2026-10-01T08:00:00Z";
const utf8 = "text/html; charset=utf-8";
const robots = "User-agent: *\nDisallow: /drafts/\nCrawl-delay: 1\n";

const page =
  ({
    file,
    modified = setUp,
    charset = "utf-8",
    type = utf8,
  }: {
    file: string;
    modified?: string;
    charset?: string;
    type?: string;
  }) =>
  ({ origin }: Visit): Promise<Resource> =>
    htmlPage({ file: `pages/${file}.html`, origin, charset, type, modified });

const slow = page({ file: "slow", modified: "2026-10-10T07:00:00Z" });

const routes: Readonly<Record<string, (visit: Visit) => Promise<Resource> | Resource>> = {
  "/": ({ origin }) => frontPage({ origin, modified: "2026-10-14T05:00:00Z" }),
  "/article": page({ file: "article", modified: "2026-10-13T14:05:00Z" }),
  "/product": page({ file: "product" }),
  "/listing": page({ file: "listing" }),
  "/table": page({ file: "table", modified: "2026-10-11T18:00:00Z" }),
  "/recipe": page({ file: "recipe", modified: "2026-10-08T06:00:00Z" }),
  "/charset": page({ file: "charset", charset: "windows-1252", type: "text/html; charset=windows-1252" }),
  "/charset/meta": page({ file: "charset-meta", charset: "shift_jis", type: "text/html" }),
  "/rtl": page({ file: "rtl", modified: "2026-10-11T07:00:00Z" }),
  "/drafts/notebook": page({ file: "notebook" }),
  "/large": () => largePage(setUp),
  "/slow": async (visit) => slowPage({ page: await slow(visit), asked: visit.url.searchParams.get("ms") }),
  "/style.css": () => asset({ file: "style.css", type: "text/css; charset=utf-8", modified: setUp }),
  "/lantern.svg": () => asset({ file: "lantern.svg", type: "image/svg+xml", modified: setUp }),
  "/robots.txt": () => lasting({ bytes: Buffer.from(robots), type: "text/plain; charset=utf-8", modified: setUp }),
};

/** What an address of the site holds; the page that says so where it holds nothing. */
export async function resourceAt(visit: Visit): Promise<Resource> {
  const path = visit.url.pathname;
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  return redirectAt(path) ?? (await route?.(visit)) ?? notFound(visit.origin);
}
