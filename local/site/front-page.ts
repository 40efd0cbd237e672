import { filled } from "./document.ts";
import { pages } from "./pages.ts";
import { lasting, type Resource } from "./resource.ts";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const card = ({ path, title, about }: { path: string; title: string; about: string }): string =>
  `<li class="card"><h3><a href="${path}"><bdi>${escaped(title)}</bdi></a></h3><p>${escaped(about)}.</p><p class="small"><code>${path}</code></p></li>`;

const others = [
  {
    path: "/redirects/seven",
    title: "Seven redirects",
    about: "More hops than most readers follow; ends at the article",
  },
  { path: "/redirects/loop", title: "A redirect loop", about: "Two addresses that point at each other" },
  { path: "/slow?ms=10000", title: "The same letter, slower", about: "Ten seconds from the first word to the last" },
  { path: "/drafts/notebook", title: "A reporter's notebook", about: "Kept from robots by robots.txt" },
  { path: "/nowhere", title: "A missing page", about: "Answers 404, politely" },
];

const template = (): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The Orrin Quay Lantern</title>
<meta name="description" content="The newspaper of a small harbour town: sample pages to extract from.">
<link rel="icon" href="/lantern.svg">
<link rel="stylesheet" href="/style.css">
</head>
<body>
{{masthead}}
<main id="main">
<h1>Today in Orrin Quay</h1>
<p class="standfirst">Pages of every common kind, to try an extraction on. Each is served as a real server would serve it.</p>
<ul class="cards">
${pages.map(card).join("\n")}
</ul>
<h2>Addresses that misbehave</h2>
<ul class="cards">
${others.map(card).join("\n")}
</ul>
<section class="notice">
<h2 id="about">About this paper</h2>
<p>The Lantern is a sample site. It runs on this machine only, and everything in it was made up for it.</p>
<h2 id="letters">Letters</h2>
<p>Letters are read aloud at the Compass on Fridays. Those with a return address are answered.</p>
<h2 id="cookies">Cookies</h2>
<p>None are set. The banner is there because every page has one.</p>
</section>
</main>
{{footer}}
</body>
</html>
`;

/** The page that lists all others. */
export async function frontPage({ origin, modified }: { origin: string; modified: string }): Promise<Resource> {
  const bytes = Buffer.from(await filled({ template: template(), origin }));
  return lasting({ bytes, type: "text/html; charset=utf-8", modified });
}
