import { describe, expect, test } from "vitest";
import { isAllowed, parseRobots } from "../../../../runtime/extract/fetch/robots-file.ts";

type Row = readonly [why: string, file: string, path: string, allowed: boolean];

const everyone = (...lines: string[]) => ["User-agent: *", ...lines].join("\n");

const ROWS: readonly Row[] = [
  ["an empty file allows", "", "/a", true],
  ["a rule for everyone is ours", everyone("Disallow: /a"), "/ab", false],
  ["a rule says nothing of other paths", everyone("Disallow: /a"), "/b/a", true],
  ["an empty disallow allows", everyone("Disallow:"), "/", true],
  ["a slash keeps everything", everyone("Disallow: /"), "/?q", false],
  ["the file itself is always open", everyone("Disallow: /"), "/robots.txt", true],
  ["the longest match decides", everyone("Disallow: /a", "Allow: /a/b", "Disallow: /a/b/c"), "/a/b/x", true],
  ["the longest match decides in any order", everyone("Disallow: /a/b/c", "Allow: /a"), "/a/b/c/d", false],
  ["allow wins among equals", everyone("Disallow: /a", "Allow: /a"), "/a", true],
  ["case matters in paths", everyone("Disallow: /A"), "/a", true],
  ["a star is any text", everyone("Disallow: /*/print"), "/a/b/print.html", false],
  ["a star is no text too", everyone("Disallow: /a*b"), "/ab", false],
  ["a dollar is the end", everyone("Disallow: /*.gif$"), "/a.gif?x", true],
  ["a dollar is the end of what matches", everyone("Disallow: /*.gif$"), "/a.gif/b.gif", false],
  ["a dollar alone after the path", everyone("Disallow: /a$"), "/a", false],
  ["a dollar keeps longer paths out", everyone("Disallow: /a$"), "/ab", true],
  ["a tail does not reach into its head", everyone("Disallow: /ab*b$"), "/ab", true],
  ["a dollar in the middle is a dollar", everyone("Disallow: /a$b"), "/a$b", false],
  ["an escaped star is a star", everyone("Disallow: /a%2Ab"), "/a*b", false],
  ["an escaped star is nothing else", everyone("Disallow: /a%2ab"), "/axb", true],
  ["an escaped dollar is a dollar", everyone("Disallow: /a%24"), "/a$b", false],
  ["escapes of plain characters are those", everyone("Disallow: /%62%61z"), "/baz", false],
  ["escapes in the URL as well", everyone("Disallow: /baz"), "/%62%61%7A", false],
  ["letters beyond ASCII are their escapes", everyone("Disallow: /ツ"), "/%e3%83%84", false],
  ["an escaped slash is no slash", everyone("Disallow: /a%2Fb"), "/a/b", true],
  [
    "reserved characters of a query are their escapes",
    everyone("Disallow: /f?u=http%3A%2F%2Fx"),
    "/f?u=http://x",
    false,
  ],
  ["the query counts", everyone("Disallow: /*?*sid="), "/a?b=1&sid=2", false],
  ["a pattern that does not begin with a slash matches nothing", everyone("Disallow: a"), "/a", true],
  ["our group goes before everyone's", `${everyone("Disallow: /")}\nUser-agent: AtlasCodex\nDisallow: /b`, "/a", true],
  ["our group may stand first", `User-agent: atlascodex\nAllow: /\n\n${everyone("Disallow: /")}`, "/a", true],
  [
    "names without rules between them share the next ones",
    `User-agent: AtlasCodex\n\n${everyone("Disallow: /")}\n`,
    "/a",
    false,
  ],
  ["our empty group allows", `${everyone("Disallow: /")}\nUser-agent: AtlasCodex\nDisallow:`, "/a", true],
  [
    "groups of ours are one",
    "User-agent: AtlasCodex\nDisallow: /a\n\nUser-agent: AtlasCodex\nDisallow: /b",
    "/a",
    false,
  ],
  ["a group may have several names", "User-agent: other\nUser-agent: AtlasCodex/1.0\nDisallow: /a", "/a", false],
  ["longer names are others", "User-agent: AtlasCodexNews\nDisallow: /", "/a", true],
  ["shorter names are others", "User-agent: Atlas\nDisallow: /", "/a", true],
  ["another's rules are not ours", "User-agent: other\nDisallow: /", "/a", true],
  ["rules before any name are nobody's", "Disallow: /\nUser-agent: *\nAllow: /b", "/a", true],
  ["other lines do not end the names", "User-agent: *\nSitemap: /s\nUser-agent: x\nDisallow: /a", "/a", false],
  ["other lines do not end a group", everyone("Disallow: /a", "Crawl-delay: 5", "Disallow: /b"), "/b", false],
  ["comments, spaces and case are passed over", " USER-AGENT :  * # all\r\n disallow : /a # no", "/a", false],
  ["lines may end as on old machines", "User-agent: *\rDisallow: /a", "/a", false],
  ["a page of HTML is no rule", "<!doctype html><title>Disallow: /</title>", "/a", true],
];

describe("a robots.txt", () => {
  test.each(ROWS)("%s", (_, file, path, allowed) => {
    expect(isAllowed(parseRobots(file), path)).toBe(allowed);
  });

  test("of half a megabyte made to take long is answered at once", () => {
    const long = `/${"a".repeat(4_000)}`;
    const started = performance.now();
    for (const line of [`Disallow: /*${"*a".repeat(900)}b`, `Disallow: /*${"a".repeat(1_500)}b`, "Disallow: /*b$"]) {
      const rules = parseRobots(everyone(...Array.from({ length: Math.floor(512_000 / line.length) }, () => line)));
      expect(isAllowed(rules, long + long)).toBe(true);
    }
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
