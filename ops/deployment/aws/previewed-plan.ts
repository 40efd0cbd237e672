import { createHash } from "node:crypto";
import * as z from "zod";
import { canonicalJson } from "../../../runtime/ingest/canonical-json.ts";
import type { Plan, PlannedChange } from "../ports.ts";

const Bag = z.record(z.string(), z.unknown());
const State = z.looseObject({ type: z.string(), inputs: Bag.optional() });
const Step = z.looseObject({
  op: z.string(),
  urn: z.string(),
  oldState: State.nullish(),
  newState: State.nullish(),
  diffReasons: z.array(z.string()).nullish(),
  replaceReasons: z.array(z.string()).nullish(),
  detailedDiff: Bag.nullish(),
});
type Step = z.infer<typeof Step>;
const Preview = z.looseObject({ steps: z.array(Step) });

/** The engine's words for what it does, as a plan's; what changes nothing is left out. A replacement is told once. */
const OPERATIONS: Readonly<Record<string, PlannedChange["operation"]>> = {
  create: "create",
  update: "update",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  "import-replacement": "replace",
  import: "import",
  delete: "delete",
};

const Environment = z.looseObject({
  name: z.string(),
  environment: z.looseObject({ variables: z.looseObject({ VERSION_ID: z.string() }) }),
});

/** What `pulumi preview --json --show-sames` prints, as a plan. Throws a ZodError for what is no preview. */
export function previewedPlan(document: unknown): Omit<Plan, "file"> {
  const { steps } = Preview.parse(document);
  const changes = new Map<string, PlannedChange>();
  const asked: unknown[] = [];
  for (const step of steps) {
    const operation = OPERATIONS[step.op];
    if (operation === undefined) continue;
    const earlier = changes.get(step.urn);
    const properties = new Set([...(earlier?.properties ?? []), ...propertiesOf(step)]);
    changes.set(step.urn, {
      urn: step.urn,
      type: (step.newState ?? step.oldState)?.type ?? "",
      name: step.urn.split("::").at(-1) ?? step.urn,
      operation,
      properties: [...properties].toSorted(),
    });
    asked.push([step.urn, step.op, withoutPlaces(step.newState?.inputs ?? null)]);
  }
  const bundles = Object.fromEntries(steps.flatMap(bundleIn));
  const ordered = asked.map((one) => canonicalJson(one)).toSorted();
  const id = createHash("sha256").update(canonicalJson({ ordered, bundles })).digest("hex");
  return { id, changes: [...changes.values()], bundles };
}

/** First parts of the paths that differ: `environment`, not `environment.variables.VERSION_ID`. */
function propertiesOf({ diffReasons, replaceReasons, detailedDiff }: Step): string[] {
  const paths = [...(diffReasons ?? []), ...(replaceReasons ?? []), ...Object.keys(detailedDiff ?? {})];
  return paths.map((path) => path.split(/[.[]/)[0] ?? path);
}

function bundleIn({ newState }: Step): [string, string][] {
  if (newState?.type !== "aws:lambda/function:Function") return [];
  const told = Environment.safeParse(newState.inputs).data;
  const name = /^atlas-codex-(.+)-[a-z]+$/.exec(told?.name ?? "")?.[1];
  return told === undefined || name === undefined ? [] : [[name, told.environment.variables.VERSION_ID]];
}

/** The engine's mark of an asset or an archive: it is told by the hash of what is in it, wherever that lies. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (SIGNATURE in value && "hash" in value) return { hash: value.hash };
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutPlaces(item)]));
}
