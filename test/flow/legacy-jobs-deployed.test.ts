import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, inject, test } from "vitest";
import { fromItem, toItem } from "../../runtime/adapters/attribute.ts";
import { upgraded } from "../../runtime/adapters/legacy-item.ts";
import { bookkeeping } from "../../runtime/domain/bookkeeping.ts";
import type { Job } from "../../runtime/domain/job.ts";
import { legacyJob } from "../contract/legacy-jobs.ts";
import { apiOf, eventually } from "./api-client.ts";
import { emulatedOptions } from "./emulated-tables.ts";
import { heardFrames } from "./heard-frames.ts";
import { legacyTable } from "./legacy-table.ts";

const site = inject("siteUrl");

describe("a stage with jobs from before there was one schema", () => {
  const api = apiOf("preview");
  const sqs = new SQSClient(emulatedOptions());
  const table = legacyTable(new DynamoDBClient(emulatedOptions()), api.jobsTable);
  const { frames, send } = heardFrames(api);

  const made = async (changes: Parameters<typeof legacyJob>[0] = {}) => {
    const item = legacyJob({ url: { S: `${site}/article` }, ...changes });
    await table.put(item);
    return { id: item.id?.S ?? "", item };
  };
  const heard = (id: string) => frames.flatMap(({ job }) => (job?.id === id ? [job.status] : []));
  const follow = async (jobId: string) => {
    send(JSON.stringify({ action: "subscribe", jobId }));
    return eventually("the first frame", async () => heard(jobId)[0]);
  };

  test("tells them as canonical jobs", async () => {
    const { id } = await made();
    const { status, body } = await api.get(`/jobs/${id}`);
    expect(status).toBe(200);
    const logs = [{ level: "info", message: "queued" }];
    expect(body).toMatchObject({ id, type: "async", status: "pending", schemaVersion: 13, logs });
    expect(Object.keys(body as Job)).not.toContain("legacy");
  });

  test("works on them to the end, and those who follow hear of that but not of a migration", async () => {
    const waiting = await made();
    const busy = await made({ status: { S: "running" } });
    expect(await follow(waiting.id)).toBe("pending");
    expect(await follow(busy.id)).toBe("processing");
    const { canonical } = upgraded(busy.item);
    const next = { ...canonical, ...toItem(bookkeeping(fromItem(canonical))) };
    expect(await table.replace({ read: busy.item, next })).toBe("written");
    const MessageBody = JSON.stringify({ jobId: waiting.id });
    await sqs.send(new SendMessageCommand({ QueueUrl: api.queueUrl, MessageBody }));
    await eventually("the end of the job", async () => heard(waiting.id).find((status) => status === "completed"));
    expect(heard(busy.id)).toEqual(["processing"]);
    const { body } = await api.get(`/jobs/${waiting.id}`);
    expect(body).toMatchObject({ status: "completed", result: { data: {} }, logs: [{ message: "queued" }] });
    const { items } = (await api.get("/jobs?limit=100&status=completed")).body as { items: Job[] };
    expect(items).toContainEqual(body);
    expect(await table.itemOf(waiting.id)).toMatchObject({ legacy: upgraded(waiting.item).canonical.legacy });
  });

  test("says of one that cannot be read that it is there, and why", async () => {
    const { id } = await made({ status: { S: "asleep" } });
    const { status, body } = await api.get(`/jobs/${id}`);
    expect(status).toBe(500);
    expect(body).toMatchObject({ error: { code: "job-unreadable", reason: "unknown-status" } });
    send(JSON.stringify({ action: "subscribe", jobId: id }));
    await eventually("a refusal", async () => frames.find(({ error }) => error?.code === "job-unreadable"));
  });
});
