import { expect, inject, test } from "vitest";
import { Job } from "../../runtime/domain/job.ts";
import { ops } from "../ops/commands/ops-process.ts";
import { apiOf, eventually } from "./api-client.ts";

const environment = inject("environment");
const api = apiOf("preview");

const logs = (...words: string[]) => ops(["logs", "--stage", "preview", ...words], environment);

test("one request is found across functions by its correlation id, in time order", async () => {
  const correlation = `logs-${crypto.randomUUID()}`;
  const { status, body } = await api.call("/jobs", {
    method: "POST",
    headers: { "x-correlation-id": correlation },
    body: JSON.stringify({ type: "async", url: `${inject("siteUrl")}/article`, fresh: true }),
  });
  expect(status).toBe(202);
  const { id } = Job.parse(body);
  const { code, out, err } = await eventually("the lines of both", async () => {
    const ended = await logs("--correlation", correlation);
    return ended.out.includes("  worker ") && ended.out.includes("  api ") ? ended : undefined;
  });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const lines = out.split("\n").slice(0, -1);
  const times = lines.map((line) => line.slice(0, 24));
  expect(times).toEqual(times.toSorted());
  const firstOf = (name: string) => lines.findIndex((line) => line.includes(`Z  ${name} `));
  expect([firstOf("api"), firstOf("worker")]).not.toContain(-1);
  expect(lines.every((line) => line.endsWith(`correlation=${correlation}`))).toBe(true);
  expect(lines[firstOf("worker")]).toContain(`jobId=${id}`);

  const json = await logs("--correlation", correlation, "--json", "--function", "worker");
  const parsed = json.out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  expect(parsed.length).toBeGreaterThan(0);
  for (const line of parsed)
    expect(line).toMatchObject({ function: "worker", stage: "preview", correlationId: correlation });
});

test.each([
  [["--since", "10x"], "--since"],
  [["--function", "nobody"], "nobody"],
  [["--function", "migrate-segment"], "migrate-segment"],
])("%j is refused with what there is instead", async (words, named) => {
  const { code, out, err } = await logs(...words);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(new RegExp(`^ops: .*${named}.*\\n {2}→ .*\\n$`));
});

test("logs that may not be read are told in a sentence, with exit 3", async () => {
  const { code, out, err } = await ops(["logs", "--stage", "preview"], {
    ...environment,
    AWS_ACCESS_KEY_ID: "AKIANOBODYKNOWSTHIS",
  });
  expect({ code, out }).toEqual({ code: 3, out: "" });
  expect(err).toMatch(/^ops: The logs of api, .* could not be read: .*\n$/);
});

test.each(["preview", "production"] as const)(
  "the front end of %s gets its address, stage and switch",
  async (stage) => {
    const { code, out, err } = await ops(["frontend-env", "--stage", stage, "--json"], environment);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { apiUrl } = inject("stages")[stage].outputs;
    const variables = {
      VITE_API_BASE_URL: apiUrl,
      VITE_ENVIRONMENT: stage,
      VITE_GPT5_ENABLED: String(stage === "preview"),
    };
    expect(JSON.parse(out)).toEqual(variables);
    const dotenv = await ops(["frontend-env", "--stage", stage], environment);
    expect(dotenv.out).toBe(
      Object.entries(variables)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(""),
    );
  },
);
