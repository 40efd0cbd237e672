import { createHash } from "node:crypto";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { describe, expect, inject, test } from "vitest";
import { Job } from "../../runtime/domain/job.ts";
import { STAGES } from "../../runtime/domain/stage.ts";
import { classify } from "../../runtime/ingest/classify.ts";
import { apiOf, eventually } from "./api-client.ts";
import { emulatedOptions } from "./emulated-tables.ts";

const site = inject("siteUrl");
const url = `${site}/article`;

describe.each(STAGES)("a page in %s", (stage) => {
  const api = apiOf(stage);
  const s3 = new S3Client({ ...emulatedOptions(), forcePathStyle: true });

  const finished = async (request: object): Promise<Job> => {
    const accepted = Job.parse((await api.post("/jobs", { ...request, fresh: true })).body);
    return await eventually("the job to finish", async () => {
      const job = Job.parse((await api.get(`/jobs/${accepted.id}`)).body);
      return job.status === "completed" || job.status === "failed" ? job : undefined;
    });
  };

  test.each(["sync", "async"])("that robots.txt keeps from us fails a job of type %s for good", async (type) => {
    const job = await finished({ type, url: `${site}/drafts/notebook` });
    expect(job).toMatchObject({ status: "failed", error: expect.stringMatching(/^page-refused: .*robots\.txt/) });
  });

  test("is not fetched against its robots.txt because a job says so", async () => {
    const request = { type: "sync", url: `${site}/drafts/notebook`, params: { robots: "ignore" } };
    const { status, body } = await api.post("/jobs", request);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: { code: "invalid-request", message: expect.stringContaining("params.robots") },
    });
  });

  test.each(["sync", "async"])("that has not changed comes from the bucket in a job of type %s", async (type) => {
    expect((await finished({ type, url })).status).toBe("completed");
    const found = classify(url, { allowedTargets: [new URL(site).host] });
    const Key = `pages/${"contentId" in found ? found.contentId : ""}.json`;
    const Bucket = api.artifactsBucket;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const record = JSON.parse((await Body?.transformToString()) ?? "");
    expect(record).toMatchObject({ url, charset: "utf-8", etag: expect.stringMatching(/^"/) });
    const text = "<title>What the bucket holds</title><h1>What the bucket holds</h1><p>Nobody wrote this on the site.";
    const body = createHash("sha256").update(text).digest("hex");
    await s3.send(new PutObjectCommand({ Bucket, Key: `page-texts/${body}`, Body: text }));
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify({ ...record, body }) }));
    expect((await finished({ type, url })).result?.article).toMatchObject({ title: "What the bucket holds" });
    await s3.send(new PutObjectCommand({ Bucket, Key: `page-texts/${body}`, Body: "spoilt" }));
    expect((await finished({ type, url })).result?.article).toMatchObject({ title: expect.stringContaining("bridge") });
  });
});
