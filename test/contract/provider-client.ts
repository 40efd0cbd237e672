import { credentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { bagOf, structOf } from "../../local/provider/messages.ts";
import { serveProvider } from "../../local/provider/server.ts";
import type { Bag } from "../../local/provider/value.ts";

/** Resource calls as the engine makes them, over gRPC, with plain values. */
export interface ProviderClient {
  readonly check: (of: { token: string; name: string; news: Bag; olds?: Bag }) => Promise<Checked>;
  readonly diff: (of: Recorded & { news: Bag }) => Promise<Diffed>;
  readonly create: (of: { token: string; inputs: Bag; preview?: boolean }) => Promise<{ id: string; state: Bag }>;
  readonly read: (of: Partial<Recorded> & { token: string; id: string }) => Promise<Recorded | undefined>;
  readonly update: (of: Recorded & { news: Bag; preview?: boolean }) => Promise<Bag>;
  readonly delete: (of: Recorded) => Promise<void>;
  readonly close: () => void;
}

export interface Recorded {
  readonly token: string;
  readonly id: string;
  readonly state: Bag;
  readonly inputs: Bag;
}

export interface Checked {
  readonly inputs: Bag;
  readonly failures: readonly string[];
}

export interface Diffed {
  readonly paths: readonly string[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

type Callback<R> = (error: Error | null, response: R) => void;

/** Starts a provider for an embedded AWS and configures it as the engine does. */
export async function startProviderClient(endpoint: string, settings: Bag = {}): Promise<ProviderClient> {
  const server = await serveProvider({
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "us-west-2",
  });
  const client = new services.ResourceProviderClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
  const ask = <R>(call: (answer: Callback<R>) => unknown): Promise<R> =>
    new Promise((resolve, reject) => {
      call((error, response) => (error === null ? resolve(response) : reject(error)));
    });
  const configuration = new provider.ConfigureRequest().setArgs(structOf(settings)).setAcceptsecrets(true);
  await ask((answer) => client.configure(configuration, answer));

  return {
    check: async ({ token, name, news, olds = {} }) => {
      const request = new provider.CheckRequest()
        .setUrn(urnOf(token, name))
        .setNews(structOf(news))
        .setOlds(structOf(olds))
        .setRandomseed(Buffer.from(name));
      const response = await ask<InstanceType<typeof provider.CheckResponse>>((answer) =>
        client.check(request, answer),
      );
      const failures = response.getFailuresList().map((failure) => failure.getReason());
      return { inputs: bagOf(response.getInputs()).bag, failures };
    },
    diff: async ({ token, id, state, inputs, news }) => {
      const request = new provider.DiffRequest()
        .setUrn(urnOf(token))
        .setId(id)
        .setOlds(structOf(state))
        .setOldInputs(structOf(inputs))
        .setNews(structOf(news));
      const response = await ask<InstanceType<typeof provider.DiffResponse>>((answer) => client.diff(request, answer));
      return {
        paths: [...response.getDetaileddiffMap().keys()],
        replaces: response.getReplacesList(),
        deleteBeforeReplace: response.getDeletebeforereplace(),
      };
    },
    create: async ({ token, inputs, preview = false }) => {
      const request = new provider.CreateRequest()
        .setUrn(urnOf(token))
        .setProperties(structOf(inputs))
        .setPreview(preview);
      const response = await ask<InstanceType<typeof provider.CreateResponse>>((answer) =>
        client.create(request, answer),
      );
      return { id: response.getId(), state: bagOf(response.getProperties()).bag };
    },
    read: async ({ token, id, state = {}, inputs = {} }) => {
      const request = new provider.ReadRequest()
        .setUrn(urnOf(token))
        .setId(id)
        .setProperties(structOf(state))
        .setInputs(structOf(inputs));
      const response = await ask<InstanceType<typeof provider.ReadResponse>>((answer) => client.read(request, answer));
      if (response.getId() === "") return undefined;
      const found = { state: bagOf(response.getProperties()).bag, inputs: bagOf(response.getInputs()).bag };
      return { token, id: response.getId(), ...found };
    },
    update: async ({ token, id, state, inputs, news, preview = false }) => {
      const request = new provider.UpdateRequest()
        .setUrn(urnOf(token))
        .setId(id)
        .setOlds(structOf(state))
        .setOldInputs(structOf(inputs))
        .setNews(structOf(news))
        .setPreview(preview);
      const response = await ask<InstanceType<typeof provider.UpdateResponse>>((answer) =>
        client.update(request, answer),
      );
      return bagOf(response.getProperties()).bag;
    },
    delete: async ({ token, id, state, inputs }) => {
      const request = new provider.DeleteRequest()
        .setUrn(urnOf(token))
        .setId(id)
        .setProperties(structOf(state))
        .setOldInputs(structOf(inputs));
      await ask((answer) => client.delete(request, answer));
    },
    close: () => {
      client.close();
      server.close();
    },
  };
}

function urnOf(token: string, name = "contract"): string {
  return `urn:pulumi:test::contract::${token}::${name}`;
}
