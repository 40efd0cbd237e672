import { type Resource, validators } from "./resource.ts";

const size = 5 * 1024 * 1024;
const linesPerChunk = 500;
const boats = ["Patience", "Ada Wren", "North Light", "Grebe", "Two Sisters", "Marigold", "Old Reliable"];
const doings = [
  "came in with the tide",
  "left for the north shore",
  "asked for the bridge",
  "landed a good catch",
  "waited for the wind",
];
const weathers = ["fog until nine", "a clear sky", "rain from the west", "a hard frost", "light airs", "a rising gale"];

const pick = (list: readonly string[], number: number): string => list[number % list.length] ?? "";

const head = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The complete harbour log | The Orrin Quay Lantern</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main id="main">
<article>
<h1>The complete harbour log</h1>
<p class="byline">Kept by Hollis Marchbanks since 1998</p>
`;
const tail = `<p>End of the log.</p>
</article>
</main>
</body>
</html>
`;

const entry = (number: number): string =>
  `<p>Entry ${number}: the ${pick(boats, number * 7 + (number >> 3))} ${pick(doings, number * 5 + (number >> 2))}; ${pick(weathers, number * 3 + (number >> 4))}, height ${(3 + (number % 21) / 10).toFixed(1)} m.</p>\n`;

async function* chunks(signal: AbortSignal): AsyncGenerator<Buffer> {
  yield Buffer.from(head);
  let left = size - Buffer.byteLength(head) - Buffer.byteLength(tail);
  for (let number = 1; !signal.aborted; number += linesPerChunk) {
    const lines = Array.from({ length: linesPerChunk }, (_, index) => entry(number + index)).join("");
    if (lines.length >= left) break;
    yield Buffer.from(lines);
    left -= lines.length;
  }
  yield Buffer.from(`${" ".repeat(left - 1)}\n`);
  yield Buffer.from(tail);
}

/** A log of exactly 5 MiB, the same bytes every time, streamed without a content-length. */
export function largePage(modified: string): Resource {
  const type = { "content-type": "text/html; charset=utf-8" };
  return { status: 200, headers: { ...type, ...validators({ etag: `"log-${size}"`, modified }) }, body: chunks };
}
