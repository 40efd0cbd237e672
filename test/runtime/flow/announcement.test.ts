import { describe, expect, it } from "vitest";
import type { SocketSender } from "../../../runtime/adapters/socket-sender.ts";
import { Failure } from "../../../runtime/domain/failure.ts";
import { announce, announcementOf, type JobFrame } from "../../../runtime/flow/announcement.ts";
import { follow } from "../../../runtime/flow/following.ts";
import { memorySocketRegistry } from "../../contract/memory-socket-registry.ts";

const { signal } = new AbortController();
const image = (status: string, updatedAt: number | string) => ({
  id: { S: "j" },
  status: { S: status },
  updatedAt: { N: String(updatedAt) },
  schemaVersion: { N: "13" },
  params: { M: { secret: { S: "x" } } },
});

/** Clients by their connection: what they heard; those in `gone` have left, those in `broken` cannot be reached. */
function clients(gone: readonly string[] = [], broken: readonly string[] = []) {
  const heard: [string, object][] = [];
  const sender: SocketSender = {
    async send({ connectionId, frame }) {
      if (broken.includes(connectionId)) throw new Failure("unavailable", "no answer");
      if (gone.includes(connectionId)) return "gone";
      heard.push([connectionId, frame]);
      return "sent";
    },
  };
  return { heard, sender };
}

async function registryWith(connectionIds: readonly string[], jobId = "j") {
  const registry = memorySocketRegistry();
  for (const connectionId of connectionIds) {
    await registry.connect({ connectionId, ticket: (await registry.issueTicket(signal)).ticket }, signal);
    if (jobId !== "") await registry.subscribe({ connectionId, jobId }, signal);
  }
  return registry;
}

describe("announcing a change", () => {
  const frame: JobFrame = { type: "job", job: { id: "j", status: "completed", updatedAt: 5 } };

  it.each([
    ["a new job", undefined, image("completed", 5), frame],
    ["another status", image("processing", 5), image("completed", 5), frame],
    ["another time", image("completed", 4), image("completed", 5), frame],
    ["nothing that counts", image("completed", 5), { ...image("completed", 5), lease: { N: "1" } }, undefined],
    ["an end of the item", image("completed", 5), undefined, undefined],
    ["an item of another shape", undefined, { id: { S: "j" }, state: { S: "done" } }, undefined],
    ["an unknown status", undefined, image("sleeping", 5), undefined],
    ["a time that is none", undefined, image("completed", "soon"), undefined],
  ])("tells of %s what there is to tell", async (_, before, after, expected) => {
    expect(await announcementOf({ before, after })).toEqual(expected);
  });

  const older = (changes: object = {}) => ({
    ...{ id: { S: "j" }, status: { S: "RUNNING" }, url: { S: "https://a.example/" }, tag: { B: "AQI=" } },
    ...{ params: { M: { list: { L: [{ BS: ["AQI="] }] } } }, createdAt: { N: "4" }, ...changes },
  });
  const done = { status: { S: "done" }, updatedAt: { N: "5" } };

  it.each([
    ["a migration", older(), image("processing", 4), undefined],
    ["a migration that is undone", image("processing", 4), older(), undefined],
    ["work on an older item", older(), image("completed", 5), frame],
    ["an older program's work", older(), older(done), frame],
    ["an older program's work on what it does not tell", older(), older({ retries: { N: "1" } }), undefined],
    ["an older item that nobody can read", older(), older({ status: { S: "asleep" } }), undefined],
    ["words that mean something else", undefined, { ...image("completed", 5), schemaVersion: { N: "14" } }, undefined],
  ])("tells of %s what there is to tell", async (_, before, after, expected) => {
    expect(await announcementOf({ before, after })).toEqual(expected);
  });

  it("reaches all who follow, forgets those who left, and counts those it cannot reach", async () => {
    const registry = await registryWith(["here", "left", "stuck"]);
    const { heard, sender } = clients(["left"], ["stuck"]);
    const told = await announce(frame, { registry, sender }, signal);
    expect(told).toMatchObject({ sent: 1, gone: 1, failures: [{ code: "unavailable" }] });
    expect(heard).toEqual([["here", frame]]);
    const left = [];
    for await (const page of registry.subscribers("j", signal)) left.push(...page);
    expect(left).toEqual(["here", "stuck"]);
  });
});

describe("following a job", () => {
  const job = { id: "j", status: "pending", updatedAt: 1 } as const;

  it("tells at once how far the job is, as it is after the subscription", async () => {
    const registry = await registryWith(["here"], "");
    const { heard, sender } = clients();
    let reads = 0;
    const states = { get: async () => ({ ...job, updatedAt: ++reads }) };
    await follow({ connectionId: "here", jobId: "j" }, { registry, sender, states }, signal);
    expect(heard).toEqual([["here", { type: "job", job: { ...job, updatedAt: 2 } }]]);
  });

  it("knows no unknown job", async () => {
    const registry = await registryWith(["here"], "");
    const ports = { registry, ...clients(), states: { get: async () => undefined } };
    await expect(follow({ connectionId: "here", jobId: "x" }, ports, signal)).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
