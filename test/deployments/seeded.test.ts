import { afterAll, beforeAll, expect, test } from "vitest";
import type { StageUp } from "../../local/bring-up.ts";
import { deploymentsIn } from "./deployments-in.ts";
import { type OwnDeployments, startOwnDeployments } from "./own-deployments.ts";
import { SEEDED } from "./seeded-rows.ts";
import { stageAsItIs } from "./stage-as-it-is.ts";

type Line = { name: string; status: string; findings: { message: string }[] };

const { signal } = new AbortController();
let stage: OwnDeployments;
let up: StageUp;

beforeAll(async () => {
  stage = await startOwnDeployments(signal);
  const first = await stage.first();
  expect(first.ended, first.ended.err).toMatchObject({ code: 0 });
  up = first.up;
}, 300_000);

afterAll(() => stage?.stop(), 60_000);

test.each(Object.entries(SEEDED))(
  "%s is stopped where it has to be, and undone to exactly what was before",
  async (name, { stops, says, edits = [], make, canary = false }) => {
    const mend = await make?.(stage.aws, up);
    try {
      const [before, known] = [await stageAsItIs(stage.aws), await deploymentsIn(stage)];
      await stage.checkout.commit(name, edits);
      const words = ["deploy", "--stage", "preview", "--apply", "--json", ...(canary ? [] : ["--quick"])];
      const { code, out, err } = await stage.ops(words);
      expect(code, `${err}\n${out}`).toBe(1);
      const { steps } = JSON.parse(out) as { steps: Line[] };
      const failed = steps.filter(
        (line) => (line.status === "failed" || line.status === "undecided") && line.name !== "end",
      );
      expect(failed.length, out).toBeGreaterThan(0);
      for (const line of failed) {
        expect(line).toMatchObject({ name: expect.stringMatching(`^${stops}`), status: "failed" });
      }
      expect(failed.flatMap(({ findings }) => findings.map(({ message }) => message)).join("\n")).toMatch(says);
      const fresh = (await deploymentsIn(stage)).slice(known.length);
      const begun = /^(deploy|gate)/.test(stops) ? [] : [{ kind: "deployment", state: "undone" }];
      expect(fresh).toMatchObject(begun);
      expect(await stageAsItIs(stage.aws)).toEqual(before);
    } finally {
      await mend?.();
      await stage.checkout.goTo(stage.checkout.first);
    }
  },
  600_000,
);
