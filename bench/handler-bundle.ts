import { type Built, bundle } from "./bundle.ts";
import { httpRequest } from "./http-request.ts";
import { importTime } from "./import-time.ts";
import { median, type Row } from "./row.ts";

const RUNS = 9;
const MOST = 0.5;
const KIB = 1024;

/** What a trivial API costs before its first line: our entry against middy and Powertools, bundled alike, started afresh. */
export const handlerBundle: Row = {
  name: "handler-bundle",
  work: "a trivial API (key, body with a schema, log line, metric), minified: its bytes and its import, whichever is worse",
  peer: "the same API on middy 7 and Powertools 2.35",
  target: { text: `≤ ${MOST} × each`, met: (ratio) => ratio <= MOST },
  async measure(signal) {
    const ours = await bundle({ entry: { file: "bench/started/our-handler.ts" } });
    const peer = await bundle({ entry: { file: "bench/started/middy-handler.ts" } });
    const times = await importTimes({ ours, peer }, {}, signal);
    const firsts = await importTimes({ ours, peer }, { event: httpRequest() }, signal);
    const bytes = { ours: ours.bytes / KIB, peer: peer.bytes / KIB };
    const isTimeWorse = times.ours / times.peer > bytes.ours / bytes.peer;
    const notes = [
      `  handler-bundle: ${bytes.ours.toFixed(1)} of ${bytes.peer.toFixed(1)} KiB, ${ratio(bytes)}`,
      `  handler-bundle: import in ${times.ours.toFixed(1)} of ${times.peer.toFixed(1)} ms, ${ratio(times)}`,
      `  handler-bundle: import and first answer in ${firsts.ours.toFixed(1)} of ${firsts.peer.toFixed(1)} ms, ${ratio(firsts)}`,
      ...(await beyondTheFramework(peer)),
    ];
    return isTimeWorse ? { ...times, unit: "ms", notes } : { ...bytes, unit: "KiB", notes };
  },
};

type Figures = { readonly ours: number; readonly peer: number };

async function importTimes(
  built: { ours: Built; peer: Built },
  more: { event?: object },
  signal: AbortSignal,
): Promise<Figures> {
  const ours: number[] = [];
  const peer: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(await importTime({ ...built.ours, ...more }, signal));
    peer.push(await importTime({ ...built.peer, ...more }, signal));
  }
  return { ours: median(ours), peer: median(peer) };
}

/** What is left out above: both sides bring no schema library, and our API does more than be a framework. */
async function beyondTheFramework(peer: Built): Promise<string[]> {
  const zod = await bundle({
    entry: { text: 'import * as z from "zod/mini"; export const body = z.object({ a: z.string() });' },
  });
  const file = "runtime/handlers/api.ts";
  const whole = await bundle({ entry: { file } });
  const own = await bundle({ entry: { file }, without: ["@aws-sdk/*", "@smithy/*"] });
  const kib = (bytes: number) => `${Math.round(bytes / KIB).toLocaleString("en")} KiB`;
  return [
    `  handler-bundle: neither side has a schema library in it; zod/mini, which our bodies are parsed with, is ${kib(zod.bytes)} or more`,
    `  handler-bundle: the real api function starts with ${kib(whole.bytes)}, without SDK clients ${kib(own.bytes)}, ${(own.bytes / peer.bytes).toFixed(1)} × the peer: it holds the domain's schemas and the whole flow; the extraction engine is loaded with the first page`,
  ];
}

function ratio({ ours, peer }: Figures): string {
  return `${(ours / peer).toFixed(2)} ×`;
}
