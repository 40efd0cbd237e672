import { join } from "node:path";
import { BUNDLE_OPTIONS, type Bundle, bundleHandlers } from "../infra/bundle.ts";
import { FUNCTION_NAMES, type FunctionName, variableNames } from "../runtime/domain/environment.ts";
import { bareHandler } from "./bare-handler.ts";
import { type Built, bundle } from "./bundle.ts";
import { importTime } from "./import-time.ts";
import { median, type Row } from "./row.ts";

const RUNS = 11;
const MOST = 1.25;

/** Something for every variable: a handler reads its environment when it is imported. Nothing is called. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  STAGE: "preview",
  GPT5_ENABLED: "true",
  FORCE_GPT4: "false",
  UNIFIED_EXTRACTOR_ENABLED: "true",
  DEFAULT_MODEL_STRATEGY: "gpt5_preview",
  MONTHLY_BUDGET: "500",
  QUEUE_URL: "https://sqs.us-west-2.amazonaws.com/000000000000/queue",
  SOCKET_ENDPOINT: "https://socket.execute-api.us-west-2.amazonaws.com/preview",
  CORS_ORIGINS: "https://app.example",
};

const OPTIONAL = ["MODEL_PROVIDER_KEYS", "MODEL_BASE_URL", "FETCH_ALLOWED_TARGETS", "ROBOTS_EXEMPT_HOSTS"];

/** What is evaluated later than the import, when the first call needs it. */
const LATER = [
  { what: "the extraction engine, with the first page", text: 'export * from "./runtime/flow/page-extraction.ts";' },
  { what: "the openai client, with the first question", text: 'export * from "openai";' },
];

type Compared = { readonly name: FunctionName; readonly ours: number; readonly peer: number; readonly ratio: number };

/** Each function's real bundle in a fresh process, against a handler that has the same SDK clients and does nothing. */
export const coldImport: Row = {
  name: "cold-import",
  work: "import of each function's bundle in a fresh process; the function with the worst ratio",
  peer: "a bare handler with the same SDK clients and commands",
  target: { text: `≤ ${MOST} × each`, met: (ratio) => ratio <= MOST },
  async measure(signal) {
    const bundles = await bundleHandlers(FUNCTION_NAMES);
    const seen: Compared[] = [];
    for (const name of FUNCTION_NAMES) {
      const ours = bundles.get(name);
      if (ours === undefined) throw new Error(`The bundle of ${name} is missing.`);
      seen.push(await compared({ name, ours, peer: await bare(name) }, signal));
    }
    const worst = seen.reduce((a, b) => (b.ratio > a.ratio ? b : a));
    return { ours: worst.ours, peer: worst.peer, unit: "ms", notes: [...seen.map(note), ...(await later(signal))] };
  },
};

async function bare(name: FunctionName): Promise<Built> {
  const { inputs } = await bundle({ entry: { file: `runtime/handlers/${name}.ts` } });
  const sources = inputs.filter((path) => path.startsWith("runtime/"));
  return bundle({ entry: { text: await bareHandler(BUNDLE_OPTIONS.absWorkingDir, sources) } });
}

async function compared(
  { name, ours, peer }: { name: FunctionName; ours: Bundle; peer: Built },
  signal: AbortSignal,
): Promise<Compared> {
  const environment = environmentOf(name);
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let run = 0; run < RUNS; run += 1) {
    times.ours.push(await importTime({ path: join(ours.folder, "index.mjs"), environment }, signal));
    times.peer.push(await importTime({ path: peer.path, environment }, signal));
  }
  const middle = { ours: median(times.ours), peer: median(times.peer) };
  return { name, ...middle, ratio: middle.ours / middle.peer };
}

function environmentOf(name: FunctionName): Record<string, string> {
  const needed = variableNames(name).filter((variable) => !OPTIONAL.includes(variable));
  return {
    ...Object.fromEntries(needed.map((variable) => [variable, PLACEHOLDERS[variable] ?? "placeholder"])),
    AWS_REGION: "us-west-2",
    AWS_ACCESS_KEY_ID: "placeholder",
    AWS_SECRET_ACCESS_KEY: "placeholder",
  };
}

function note({ name, ours, peer, ratio }: Compared): string {
  return `  cold-import: ${name.padEnd(13)} ${ours.toFixed(1)} of ${peer.toFixed(1)} ms, ${ratio.toFixed(2)} ×`;
}

async function later(signal: AbortSignal): Promise<string[]> {
  const notes: string[] = [];
  for (const { what, text } of LATER) {
    const { path } = await bundle({ entry: { text } });
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await importTime({ path }, signal));
    notes.push(`  cold-import: evaluated later: ${what}, ${median(times).toFixed(1)} ms`);
  }
  return notes;
}
