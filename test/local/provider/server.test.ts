import type { ServiceError } from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import rpcStatus from "@pulumi/pulumi/proto/status_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { describe, expect, it } from "vitest";
import { bagOf, structOf } from "../../../local/provider/messages.ts";
import type { Bag } from "../../../local/provider/value.ts";
import { ask, pretending, started } from "./served-provider.ts";

const urn = "urn:pulumi:test::app::aws:sqs/queue:Queue::jobs";
const nowhere = "http://127.0.0.1:1";
const queueUrl = `${nowhere}/000000000000/jobs`;
const creation = (inputs: Bag, secrets: readonly string[][] = []) =>
  new provider.CreateRequest().setUrn(urn).setProperties(structOf(inputs, secrets));

describe("the provider over gRPC", () => {
  it("says who it is and what it understands", async () => {
    const client = await started(nowhere);
    const info = await ask<{ getVersion(): string }>((answer) => client.getPluginInfo(new empty.Empty(), answer));
    expect(info.getVersion()).toBe("7.48.0");
    const shake = await ask<InstanceType<typeof provider.ProviderHandshakeResponse>>((answer) =>
      client.handshake(new provider.ProviderHandshakeRequest(), answer),
    );
    expect(shake.getAcceptSecrets()).toBe(true);
  });

  it("describes every type it serves in its schema", async () => {
    const client = await started(nowhere);
    const response = await ask<InstanceType<typeof provider.GetSchemaResponse>>((answer) =>
      client.getSchema(new provider.GetSchemaRequest(), answer),
    );
    const { name, version, resources } = JSON.parse(response.getSchema());
    expect({ name, version }).toEqual({ name: "aws", version: "7.48.0" });
    expect(resources["aws:iam/rolePolicy:RolePolicy"]).toMatchObject({
      requiredInputs: ["policy", "role"],
      inputProperties: { policy: { type: "string" } },
    });
  });

  it("keeps secret what was given secret, and asks AWS nothing in a preview", async () => {
    const client = await started(nowhere);
    const request = creation({ name: "jobs", tags: { a: "hush" } }, [["tags", "a"]]).setPreview(true);
    const response = await ask<InstanceType<typeof provider.CreateResponse>>((answer) =>
      client.create(request, answer),
    );
    expect(bagOf(response.getProperties()).secrets).toEqual([
      ["tags", "a"],
      ["tagsAll", "a"],
    ]);
  });

  it("refuses an unserved type in its check", async () => {
    const client = await started(nowhere);
    const request = new provider.CheckRequest().setUrn("urn:pulumi:t::a::aws:ec2/vpc:Vpc::v").setNews(structOf({}));
    const response = await ask<InstanceType<typeof provider.CheckResponse>>((answer) => client.check(request, answer));
    expect(response.getFailuresList()[0]?.getReason()).toMatch(/does not serve the resource type aws:ec2\/vpc:Vpc/);
  });

  it.each([
    { settings: { profile: "mine" }, reason: /"aws:profile" is not served/ },
    { settings: {}, reason: null },
  ])("checks its own settings $settings", async ({ settings, reason }) => {
    const client = await started(nowhere);
    const request = new provider.CheckRequest().setNews(structOf(settings));
    const response = await ask<InstanceType<typeof provider.CheckResponse>>((answer) =>
      client.checkConfig(request, answer),
    );
    const reasons = response.getFailuresList().map((failure) => failure.getReason());
    expect(reasons).toEqual(reason === null ? [] : [expect.stringMatching(reason)]);
  });

  it("replaces everything when its region changes, and nothing when default tags do", async () => {
    const client = await started(nowhere);
    const differing = async (olds: Bag, news: Bag) => {
      const request = new provider.DiffRequest().setOldInputs(structOf(olds)).setNews(structOf(news));
      const response = await ask<InstanceType<typeof provider.DiffResponse>>((answer) =>
        client.diffConfig(request, answer),
      );
      return { diffs: response.getDiffsList(), replaces: response.getReplacesList() };
    };
    expect(await differing({ region: "a" }, { region: "b" })).toEqual({ diffs: ["region"], replaces: ["region"] });
    expect(await differing({}, { defaultTags: "{}" })).toEqual({ diffs: ["defaultTags"], replaces: [] });
    expect(await differing({ region: "a" }, { region: "a" })).toEqual({ diffs: [], replaces: [] });
  });

  it("says that the embedded AWS does not answer", async () => {
    const client = await started(nowhere);
    const failure = ask((answer) => client.create(creation({ name: "jobs" }), answer));
    await expect(failure).rejects.toMatchObject({
      details: `aws:sqs/queue:Queue "jobs": the embedded AWS at ${nowhere} does not answer: start it and try again`,
    });
  });

  it("hands over the service's error with the resource's name", async () => {
    const denied = { __type: "AccessDeniedException", message: "not yours" };
    const client = await started(await pretending({ CreateQueue: [400, denied] }));
    const failure = ask((answer) => client.create(creation({ name: "jobs" }), answer));
    await expect(failure).rejects.toMatchObject({
      details: 'aws:sqs/queue:Queue "jobs": AccessDeniedException: not yours',
    });
  });

  it("hands over a resource that was made but cannot be read, so that it is not forgotten", async () => {
    const denied = { __type: "AccessDeniedException", message: "not yours" };
    const endpoint = await pretending({
      CreateQueue: [200, { QueueUrl: queueUrl }],
      GetQueueAttributes: [400, denied],
    });
    const client = await started(endpoint);
    const failure = await ask((answer) => client.create(creation({ name: "jobs" }), answer)).catch(
      (error: ServiceError) => error,
    );
    const [details] = (failure as ServiceError).metadata.get("grpc-status-details-bin");
    const [detail] = rpcStatus.Status.deserializeBinary(details as Buffer).getDetailsList();
    const made = provider.ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
    expect(made.getId()).toBe(`${endpoint}/000000000000/jobs`);
    expect(made.getReasonsList()).toEqual(["not yours"]);
    expect(bagOf(made.getInputs()).bag).toEqual({ name: "jobs" });
  });

  it("reads what is gone as nothing, and deletes it without an error", async () => {
    const gone = { __type: "com.amazonaws.sqs#QueueDoesNotExist", message: "gone" };
    const client = await started(await pretending({ GetQueueAttributes: [400, gone], DeleteQueue: [400, gone] }));
    const read = new provider.ReadRequest()
      .setUrn(urn)
      .setId(queueUrl)
      .setProperties(structOf({ name: "jobs" }));
    const found = await ask<InstanceType<typeof provider.ReadResponse>>((answer) => client.read(read, answer));
    expect(found.getId()).toBe("");
    const deletion = new provider.DeleteRequest().setUrn(urn).setId(queueUrl).setProperties(structOf({}));
    await expect(ask((answer) => client.delete(deletion, answer))).resolves.toBeDefined();
  });

  it("finishes what is under way when the run is cancelled, so that the state knows of it", async () => {
    const client = await started(await pretending({ CreateQueue: [200, { QueueUrl: queueUrl }] }));
    const failure = ask((answer) => client.create(creation({ name: "jobs" }), answer));
    await ask((answer) => client.cancel(new empty.Empty(), answer));
    const { metadata } = (await failure.catch((error: ServiceError) => error)) as ServiceError;
    const [details] = metadata.get("grpc-status-details-bin");
    const [detail] = rpcStatus.Status.deserializeBinary(details as Buffer).getDetailsList();
    const made = provider.ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
    expect(made.getId()).toMatch(/\/000000000000\/jobs$/);
  });

  it("stops trying when the run is cancelled", async () => {
    const busy = { __type: "QueueDeletedRecently", message: "wait" };
    const client = await started(await pretending({ CreateQueue: [400, busy] }));
    const failure = ask((answer) => client.create(creation({ name: "jobs" }), answer));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await Promise.all([
      expect(failure).rejects.toMatchObject({ details: expect.stringMatching(/cancelled|wait/) }),
      ask((answer) => client.cancel(new empty.Empty(), answer)),
    ]);
  });

  it("answers which account, region and partition it serves, and refuses other questions", async () => {
    const client = await started(nowhere, { region: "eu-west-1" });
    const invoked = async (token: string) => {
      const request = new provider.InvokeRequest().setTok(token).setArgs(structOf({}));
      const response = await ask<InstanceType<typeof provider.InvokeResponse>>((answer) =>
        client.invoke(request, answer),
      );
      return bagOf(response.getReturn()).bag;
    };
    expect(await invoked("aws:index/getRegion:getRegion")).toMatchObject({ region: "eu-west-1", name: "eu-west-1" });
    expect(await invoked("aws:index/getPartition:getPartition")).toMatchObject({ partition: "aws" });
    await expect(invoked("aws:index/getArn:getArn")).rejects.toMatchObject({
      details: expect.stringMatching(/does not serve the function aws:index\/getArn/),
    });
  });
});
