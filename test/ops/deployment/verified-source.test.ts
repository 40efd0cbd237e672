import { expect, test } from "vitest";
import { rollback } from "../../../ops/deployment/rollback.ts";
import { verifiedOf } from "../../../ops/deployment/verified-source.ts";
import { BACK, deployed, emptyStage, truth, UNINTERRUPTED } from "./sample-stage.ts";

/** What happens in the preview stage, in order: commits that are deployed, `back`, or `back to` the first deployment of a commit. */
async function verifiedAfter(events: readonly string[], commit: string) {
  const stage = emptyStage();
  const ids = new Map<string, string>();
  for (const event of events) {
    if (event.startsWith("back")) {
      const to = ids.get(event.slice("back to ".length));
      await rollback({ ...BACK, ports: stage.ports, ...(to === undefined ? {} : { to }) }, UNINTERRUPTED);
    } else {
      const { record } = await deployed(stage, event);
      if (!ids.has(event)) ids.set(event, record?.id ?? "");
    }
  }
  const { all } = await truth(stage.ports);
  const found = verifiedOf(all, { commit, digest: `digest of ${commit}` });
  return found === undefined ? undefined : all.filter(({ kind }) => kind === "deployment").indexOf(found);
}

test.each([
  ["live", ["a", "b"], "b", 1],
  ["live before another one", ["a", "b"], "a", 0],
  ["never deployed", ["a", "b"], "c", undefined],
  ["live, then rolled back", ["a", "b", "back"], "b", undefined],
  ["rolled back, and another one deployed", ["a", "b", "back", "c"], "b", undefined],
  ["rolled back and deployed again", ["a", "b", "back", "b"], "b", 2],
  ["deployed twice, and gone back from the second time", ["a", "b", "a", "b", "back"], "b", undefined],
  ["gone back to", ["a", "b", "back"], "a", 0],
  ["rolled back, and then gone back to", ["a", "b", "back", "c", "back to b"], "b", 1],
  ["gone back to, and then rolled back", ["a", "b", "c", "back", "back"], "b", undefined],
  ["passed over on the way to an older one", ["a", "b", "c", "back to a"], "b", 1],
] as const)("a commit that was %s", async (_, events, commit, deployment) => {
  expect(await verifiedAfter(events, commit)).toBe(deployment);
});

test("the same files under another commit are the same source, and what was undone was never verified", async () => {
  const stage = emptyStage();
  await deployed(stage, "a");
  stage.world.trouble = { verify: "fails" };
  await deployed(stage, "b");
  const { all } = await truth(stage.ports);
  expect(verifiedOf(all, { commit: "rebased", digest: "digest of a" })?.source.commit).toBe("a");
  expect(verifiedOf(all, { commit: "b", digest: "digest of b" })).toBeUndefined();
});
