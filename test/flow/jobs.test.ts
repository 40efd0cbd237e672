import { describe, expect, inject, test } from "vitest";
import WebSocket from "ws";
import { Job } from "../../runtime/domain/job.ts";
import { ExtractionResult } from "../../runtime/domain/result.ts";
import { STAGES } from "../../runtime/domain/stage.ts";
import { apiOf, eventually } from "./api-client.ts";

const site = inject("siteUrl");
const PRODUCT_SCHEMA = {
  type: "object",
  properties: { name: { type: ["string", "null"] }, price: { type: ["number", "null"] } },
  required: ["name", "price"],
  additionalProperties: false,
};

describe.each(STAGES)("in %s", (stage) => {
  const api = apiOf(stage);

  test("a sync job comes back finished, without a model, with evidence for its values", async () => {
    const { status, body } = await api.post("/jobs", { type: "sync", url: `${site}/article`, fresh: true });
    expect(status).toBe(200);
    const job = Job.parse(body);
    expect(job.status).toBe("completed");
    const result = ExtractionResult.parse(job.result);
    expect(result.model).toBeUndefined();
    expect(Object.keys(result.evidence).length).toBeGreaterThanOrEqual(3);
  });

  test("an ai-process job goes through queue, worker and the stage's model family", async () => {
    const request = { type: "ai-process", url: `${site}/product`, params: { schema: PRODUCT_SCHEMA }, fresh: true };
    const { status, body } = await api.post("/jobs", request);
    expect(status).toBe(202);
    const accepted = Job.parse(body);
    expect(accepted.status).toBe("pending");
    const job = await eventually("the job to finish", async () => {
      const found = Job.parse((await api.get(`/jobs/${accepted.id}`)).body);
      return found.status === "completed" || found.status === "failed" ? found : undefined;
    });
    expect(job.error).toBeUndefined();
    const result = ExtractionResult.parse(job.result);
    expect(result.model).toMatch(stage === "production" ? /^gpt-4/ : /^gpt-5/);
    expect(Object.keys(result.evidence)).toEqual(expect.arrayContaining(["/name", "/price"]));
    expect(result.usage?.inputTokens).toBeGreaterThan(0);
  });

  test("a socket that subscribed to an ai-process job hears of its end", async () => {
    const { status, body } = await api.post("/socket-tickets", {});
    expect(status).toBe(201);
    const { ticket } = body as { ticket: string };
    const socket = new WebSocket(`${api.socketUrl}?ticket=${ticket}`);
    const frames: { type: string; job?: { id: string; status: string } }[] = [];
    socket.on("message", (data) => frames.push(JSON.parse(String(data))));
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const params = { instructions: "What is this page about?" };
    const slow = { type: "ai-process", url: `${site}/slow?ms=1500`, params, fresh: true };
    const job = Job.parse((await api.post("/jobs", slow)).body);
    socket.send(JSON.stringify({ action: "subscribe", jobId: job.id }));
    const end = await eventually("the notification", async () =>
      frames.find((frame) => frame.type === "job" && frame.job?.id === job.id && frame.job.status === "completed"),
    );
    socket.close();
    expect(Object.keys(end.job ?? {}).sort()).toEqual(["id", "status", "updatedAt"]);
  });

  test("a socket without a ticket is refused, and so is a ticket that was used", async () => {
    const open = (query: string) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`${api.socketUrl}${query}`);
        socket.once("open", () => {
          socket.close();
          resolve("open");
        });
        socket.once("error", () => resolve("refused"));
      });
    const { ticket } = (await api.post("/socket-tickets", {})).body as { ticket: string };
    expect(await open("")).toBe("refused");
    expect(await open(`?ticket=${ticket}`)).toBe("open");
    expect(await open(`?ticket=${ticket}`)).toBe("refused");
  });

  test("the same request twice is one job", async () => {
    const request = { type: "sync", url: `${site}/recipe?run=${crypto.randomUUID()}` };
    const first = await api.post("/jobs", request);
    const second = await api.post("/jobs", request);
    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({ id: (first.body as Job).id, duplicate: true });
  });
});
