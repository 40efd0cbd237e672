import { CONTEXT, httpRequest } from "../http-request.ts";
import { handler as peer } from "./middy-handler.ts";
import { handler as ours } from "./our-handler.ts";

const BATCH = 100;
const BATCHES = 100;
const WARM_UP = 5;
const RUNS = 21;

type Handler = (event: object, context: typeof CONTEXT) => Promise<unknown>;

/** Both sides write to this process's standard output; its lines end here, so that the pipe's speed is not measured. */
const written = { isKept: true, bytes: 0, lines: [] as string[] };
process.stdout.write = (chunk: string | Uint8Array) => {
  written.bytes += Buffer.byteLength(chunk);
  if (written.isKept) written.lines.push(String(chunk));
  return true;
};

/** Microseconds for one event, one after the other; what it takes to make the events is left out. */
async function microseconds(handler: Handler): Promise<number> {
  let sum = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const events = Array.from({ length: BATCH }, httpRequest);
    const started = performance.now();
    for (const event of events) await handler(event, CONTEXT);
    sum += performance.now() - started;
  }
  return (sum * 1000) / (BATCHES * BATCH);
}

/** One answer and the lines it wrote, so that it can be judged whether both sides do the same. */
async function sample(handler: Handler) {
  written.lines.length = 0;
  const answer = await handler(httpRequest(), CONTEXT);
  return { answer, lines: [...written.lines] };
}

const sides = { ours: ours as Handler, peer: peer as unknown as Handler };
const samples = { ours: await sample(sides.ours), peer: await sample(sides.peer) };
written.isKept = false;
const times: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
for (let run = -WARM_UP; run < RUNS; run += 1) {
  const seen = { ours: await microseconds(sides.ours), peer: await microseconds(sides.peer) };
  if (run < 0) continue;
  times.ours.push(seen.ours);
  times.peer.push(seen.peer);
}
process.send?.({ samples, times });
