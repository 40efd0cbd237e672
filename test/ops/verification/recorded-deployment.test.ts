import { expect, test } from "vitest";
import { DEPLOYMENTS, type DeploymentRecord } from "../../../ops/deployment/record.ts";
import { recordedDeployment } from "../../../ops/verification/recorded-deployment.ts";
import { memoryLedger } from "../../contract/memory-ledger.ts";
import { deploymentRecord } from "./deployment-record.ts";

const { signal } = new AbortController();

async function ledgerWith(states: Record<string, DeploymentRecord["state"]>) {
  const ledger = memoryLedger();
  for (const [id, state] of Object.entries(states)) {
    await ledger.write({ run: DEPLOYMENTS, entry: id, revision: 0, value: deploymentRecord({ id, state }) }, signal);
  }
  return ledger;
}

test.each([
  [{ "D-a1": "live", "D-b2": "live", "D-c3": "undone" }, "D-b2"],
  [{ "D-a1": "undone", "D-b2": "running" }, undefined],
  [{}, undefined],
] as const)("of %o the one that serves is %s", async (states, expected) => {
  const record = await recordedDeployment(
    { ledger: await ledgerWith(states), stage: "preview", id: undefined },
    signal,
  );
  expect(record?.id).toBe(expected);
});

test("one that is asked for by its id is read whatever became of it", async () => {
  const ledger = await ledgerWith({ "D-a1": "undone", "D-b2": "live" });
  expect(await recordedDeployment({ ledger, stage: "preview", id: "D-a1" }, signal)).toMatchObject({ state: "undone" });
});

test.each([
  [{ "D-a1": "live", "D-b2": "live", "D-c3": "live", "D-d4": "live" }, "X-9", "The last ones are D-d4, D-c3, D-b2"],
  [{ "D-a1": "live", "D-a2": "live", "D-b1": "live" }, "D-a3", "Is it one of these? D-a2, D-a1"],
  [{}, "D-a1", "Nothing is recorded there yet: leave --deployment out."],
] as const)("of %o the id %s is a slip of the hand, answered with those that are near", async (states, id, fix) => {
  const asked = recordedDeployment({ ledger: await ledgerWith(states), stage: "preview", id }, signal);
  await expect(asked).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(`"${id}"`), fix });
});

test("a record that this version cannot read leaves it open", async () => {
  const ledger = memoryLedger();
  await ledger.write({ run: DEPLOYMENTS, entry: "D-a1", revision: 0, value: { state: "live" } }, signal);
  const asked = recordedDeployment({ ledger, stage: "preview", id: undefined }, signal);
  await expect(asked).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining("D-a1") });
});
