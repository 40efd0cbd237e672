import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { reducePage } from "../../../../runtime/extract/reduce/reduce.ts";

const FOLDER = new URL("../../../cases/pages/", import.meta.url);
const PAGES = readdirSync(FOLDER).filter((file) => file.endsWith(".html"));

const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");

function mainText(html: string): string[] {
  return linesOf(reducePage({ html, contentType: "text/html" }).article.text);
}

test.each(PAGES)("the main text of %s is what a reader would copy out", (file) => {
  const expected = readFileSync(new URL(file.replace(/html$/, "txt"), FOLDER), "utf8");
  expect(mainText(readFileSync(new URL(file, FOLDER), "utf8"))).toEqual(linesOf(expected));
});

const STORY = [
  "The mill has stood still since the flood, and the miller has taken up the accordion.",
  "He plays in the evening, with the window open, and the neighbours have got used to it.",
];
const story = STORY.map((line) => `<p>${line}</p>`).join("");

describe("what stands beside the text is left out", () => {
  test.each([
    ["a heading of other pages and what follows it", `${story}<h3>Read next</h3><p>A short pointer to elsewhere.</p>`],
    [
      "a heading whose list of links went",
      `${story}<h2>Related</h2><ul><li><a href=a>One</a><li><a href=b>Two</a></ul>`,
    ],
    [
      "a pointer in the middle",
      STORY.map((line) => `<p>${line}</p><p>See also: <a href=a>The other mill</a></p>`).join(""),
    ],
    ["a dateline", `<div>Updated 3:15 PM, Friday, August 14, 2026</div>${story}`],
    ["a dateline in another language", `<div>Veröffentlicht am 14. August 2026 um 15:15 Uhr</div>${story}`],
    ["a byline", `<div>By Maud Miller</div>${story}`],
    ["an invitation at the end", `${story}<p>Subscribe to our newsletter for more about mills.</p>`],
    ["what stands before the headline", `<div><p>Save our mills, sign here.</p></div><h1>The mill</h1>${story}`],
    ["a caption", story.replace("</p>", "</p><figure><img src=a><figcaption>The mill in May</figcaption></figure>")],
    [
      "a caption by its class",
      story.replace("</p>", '</p><div class="photo"><span class="picCaption">The mill</span></div>'),
    ],
    ["a label", story.replace("</p>", "</p><div>Advertisement</div>")],
    ["a hint in the midst of a line", story.replace("flood,", 'flood<span class="tooltip">in 1997</span>,')],
    ["longer comments", `${story}<div id=comments>${story.repeat(4)}</div>`],
    [
      "articles in the article",
      `<article>${story}<article><p>Another story, much shorter than this.</p></article></article>`,
    ],
  ])("%s", (_, html) => {
    expect(mainText(html)).toEqual(STORY);
  });
});

describe("what belongs to the text stays", () => {
  test.each([
    ["a date within the text", "<p>12 March 2026</p>"],
    [
      "a quoted post",
      '<div class="social-embed"><blockquote class="tweet"><p>Play louder, please.</p></blockquote></div>',
    ],
    ["a list", "<ul><li>flour</li><li>salt</li></ul>"],
    ["a heading with its text", "<h2>Evenings</h2><p>They are long here.</p>"],
  ])("%s", (_, html) => {
    const words = html
      .replace(/<[^>]+>/g, " ")
      .trim()
      .split(/\s{2,}/);
    const [first = "", second = ""] = STORY;
    expect(mainText(`<p>${first}</p>${html}<p>${second}</p>`)).toEqual([first, ...words, second]);
  });
});

test("the name of an element that holds nearly all text is not believed", () => {
  expect(mainText(`<div class="widget sidebar"><h1>The mill</h1>${story}</div>`)).toEqual(STORY);
});

test("a page without prose has the text of its content", () => {
  expect(mainText("<nav>Home</nav><p>Closed</p>")).toEqual(["Closed"]);
});
