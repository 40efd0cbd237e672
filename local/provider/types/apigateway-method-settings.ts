import type { MethodSetting, PatchOperation } from "@aws-sdk/client-api-gateway";
import { block, type Fields, flag, number, type State, text } from "../property.ts";
import { type CreateCall, resourceType } from "../resource-type.ts";

const settings = {
  dataTraceEnabled: flag({ use: "computed" }),
  loggingLevel: text({ use: "computed" }),
  metricsEnabled: flag(),
  throttlingBurstLimit: number({ default: -1 }),
  throttlingRateLimit: number({ default: -1 }),
} as const satisfies Fields;

const properties = {
  methodPath: text({ use: "required", replaces: true }),
  restApi: text({ use: "required", replaces: true }),
  settings: block(settings, { use: "required" }),
  stageName: text({ use: "required", replaces: true }),
} as const;

/** What each setting is called in a patch, and in the answer. */
const names = {
  dataTraceEnabled: ["logging/dataTrace", "dataTraceEnabled"],
  loggingLevel: ["logging/loglevel", "loggingLevel"],
  metricsEnabled: ["metrics/enabled", "metricsEnabled"],
  throttlingBurstLimit: ["throttling/burstLimit", "throttlingBurstLimit"],
  throttlingRateLimit: ["throttling/rateLimit", "throttlingRateLimit"],
} as const satisfies Record<keyof typeof settings, readonly [string, keyof MethodSetting]>;

/** Throttling and logging of a stage's methods (all of them for the path `*\/*`); its id is `api-stage-path`. */
export const methodSettings = resourceType({
  token: "aws:apigateway/methodSettings:MethodSettings",
  properties,
  imported: {
    form: "REST_API_ID/STAGE_NAME/METHOD_PATH",
    split: ([restApi = "", stageName = "", ...rest]) => {
      const facts = { restApi, stageName, methodPath: rest.join("/") };
      return { id: identity(facts), facts };
    },
  },
  create: async (call) => {
    await put(call);
    return identity(call.inputs);
  },
  read: async ({ aws, state }) => {
    const { restApi, stageName, methodPath = "" } = state;
    const { methodSettings: all = {} } = await aws.apigateway.getStage({ restApiId: restApi, stageName });
    const found = all[methodPath];
    if (found === undefined) return undefined;
    const told = Object.entries(names).map(([name, [, key]]) => [name, found[key]]);
    return { methodPath, restApi, stageName, settings: Object.fromEntries(told) as State<typeof settings> };
  },
  update: put,
  delete: ({ aws, state }) =>
    aws.apigateway.updateStage({
      restApiId: state.restApi,
      stageName: state.stageName,
      patchOperations: [{ op: "remove", path: pathOf(state.methodPath ?? "") }],
    }),
});

function put({ aws, inputs }: Pick<CreateCall<typeof properties>, "aws" | "inputs">): Promise<unknown> {
  const given = Object.entries(inputs.settings).filter(([, value]) => value !== undefined);
  const patchOperations = given.map(([name, value]): PatchOperation => {
    const [path] = names[name as keyof typeof names];
    return { op: "replace", path: `${pathOf(inputs.methodPath)}/${path}`, value: String(value) };
  });
  return aws.apigateway.updateStage({ restApiId: inputs.restApi, stageName: inputs.stageName, patchOperations });
}

/** `{resource path}/{method}` as a place in a stage; slashes within the resource path are written `~1`. */
function pathOf(methodPath: string): string {
  const parts = methodPath.split("/");
  const method = parts.pop();
  return `/${parts.join("~1")}/${method}`;
}

function identity({ restApi, stageName, methodPath }: State<typeof properties>): string {
  return `${restApi}-${stageName}-${methodPath}`;
}
