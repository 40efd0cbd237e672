import { randomBytes } from "node:crypto";
import type { Aws } from "../../local/provider/aws.ts";
import { Archive, Asset, type Bag } from "../../local/provider/value.ts";
import type { ProviderClient, Recorded } from "./provider-client.ts";

/** The resources that others stand on, by the name that rows use for them. */
export type Ground = DataGround | RestGround | WebGround;
type DataGround = "role" | "function" | "queue" | "table" | "bucket" | "secret" | "logs" | "key" | "laterKey" | "topic";
type RestGround = "restApi" | "resource" | "method" | "integration" | "deployment" | "laterDeployment" | "restStage";
type WebGround = "webApi" | "webIntegration" | "laterWebIntegration";

/** What a row of the contract finds around it: names of its own, clients, and the ground it asked for. */
export interface World {
  readonly name: (what: string) => string;
  readonly aws: Aws;
  readonly on: (ground: Ground) => Recorded;
}

/** Who may take a role, as a policy document. */
export function trust(service: string): string {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** A function's code that answers with the given text. */
export function codeSaying(text: string): Archive {
  const handler = new Asset({ text: `export const handler = async () => ${JSON.stringify(text)};\n` });
  return new Archive({ assets: { "index.mjs": handler } });
}

interface GroundRow {
  readonly token: string;
  readonly needs: readonly Ground[];
  readonly inputs: (world: World) => Bag;
}

const grounds: Readonly<Record<Ground, GroundRow>> = {
  role: {
    token: "aws:iam/role:Role",
    needs: [],
    inputs: ({ name }) => ({ name: name("role"), assumeRolePolicy: trust("lambda.amazonaws.com") }),
  },
  function: {
    token: "aws:lambda/function:Function",
    needs: ["role"],
    inputs: ({ name, on }) => ({
      name: name("function"),
      role: on("role").state.arn,
      runtime: "nodejs22.x",
      handler: "index.handler",
      code: codeSaying("ground"),
    }),
  },
  queue: { token: "aws:sqs/queue:Queue", needs: [], inputs: ({ name }) => ({ name: name("queue") }) },
  table: {
    token: "aws:dynamodb/table:Table",
    needs: [],
    inputs: ({ name }) => ({
      name: name("table"),
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      billingMode: "PAY_PER_REQUEST",
      streamEnabled: true,
      streamViewType: "NEW_IMAGE",
    }),
  },
  bucket: { token: "aws:s3/bucket:Bucket", needs: [], inputs: ({ name }) => ({ bucket: name("bucket") }) },
  secret: {
    token: "aws:secretsmanager/secret:Secret",
    needs: [],
    inputs: ({ name }) => ({ name: name("secret"), recoveryWindowInDays: 0 }),
  },
  logs: { token: "aws:cloudwatch/logGroup:LogGroup", needs: [], inputs: ({ name }) => ({ name: `/${name("logs")}` }) },
  key: { token: "aws:kms/key:Key", needs: [], inputs: () => ({ description: "contract" }) },
  laterKey: { token: "aws:kms/key:Key", needs: [], inputs: () => ({ description: "contract, later" }) },
  topic: { token: "aws:sns/topic:Topic", needs: [], inputs: ({ name }) => ({ name: name("topic") }) },
  restApi: { token: "aws:apigateway/restApi:RestApi", needs: [], inputs: ({ name }) => ({ name: name("rest") }) },
  resource: {
    token: "aws:apigateway/resource:Resource",
    needs: ["restApi"],
    inputs: ({ on }) => ({
      restApi: on("restApi").id,
      parentId: on("restApi").state.rootResourceId,
      pathPart: "jobs",
    }),
  },
  method: {
    token: "aws:apigateway/method:Method",
    needs: ["resource"],
    inputs: ({ on }) => ({
      restApi: on("restApi").id,
      resourceId: on("resource").id,
      httpMethod: "POST",
      authorization: "NONE",
    }),
  },
  integration: {
    token: "aws:apigateway/integration:Integration",
    needs: ["method"],
    inputs: ({ on }) => ({
      restApi: on("restApi").id,
      resourceId: on("resource").id,
      httpMethod: "POST",
      type: "MOCK",
    }),
  },
  deployment: {
    token: "aws:apigateway/deployment:Deployment",
    needs: ["integration"],
    inputs: ({ on }) => ({ restApi: on("restApi").id, triggers: { version: "1" } }),
  },
  laterDeployment: {
    token: "aws:apigateway/deployment:Deployment",
    needs: ["integration"],
    inputs: ({ on }) => ({ restApi: on("restApi").id, triggers: { version: "2" } }),
  },
  restStage: {
    token: "aws:apigateway/stage:Stage",
    needs: ["deployment"],
    inputs: ({ on }) => ({ restApi: on("restApi").id, deployment: on("deployment").id, stageName: "v1" }),
  },
  webApi: {
    token: "aws:apigatewayv2/api:Api",
    needs: [],
    inputs: ({ name }) => ({
      name: name("web"),
      protocolType: "WEBSOCKET",
      routeSelectionExpression: "$request.body.action",
    }),
  },
  webIntegration: {
    token: "aws:apigatewayv2/integration:Integration",
    needs: ["webApi", "function"],
    inputs: webProxy,
  },
  laterWebIntegration: {
    token: "aws:apigatewayv2/integration:Integration",
    needs: ["webApi", "function"],
    inputs: webProxy,
  },
};

function webProxy({ on }: World): Bag {
  return {
    apiId: on("webApi").id,
    integrationType: "AWS_PROXY",
    integrationUri: on("function").state.invokeArn,
  };
}

/** Builds the ground a row asks for, with names that no other run uses; `end` takes it away again. */
export async function buildWorld(
  provider: ProviderClient,
  aws: Aws,
  needs: readonly Ground[],
): Promise<{ world: World; end: () => Promise<void> }> {
  const run = randomBytes(4).toString("hex");
  const built = new Map<Ground, Recorded>();
  const world: World = {
    name: (what) => `contract-${what}-${run}`,
    aws,
    on: (ground) => {
      const found = built.get(ground);
      if (found === undefined) throw new Error(`the row does not say that it needs the ${ground}`);
      return found;
    },
  };
  const build = async (ground: Ground): Promise<void> => {
    if (built.has(ground)) return;
    const { token, needs: deeper, inputs } = grounds[ground];
    for (const need of deeper) await build(need);
    built.set(ground, await createRecorded(provider, token, inputs(world)));
  };
  for (const ground of needs) await build(ground);
  const end = async (): Promise<void> => {
    for (const recorded of [...built.values()].toReversed()) await provider.delete(recorded);
  };
  return { world, end };
}

/** Checks and creates a resource as the engine does. */
export async function createRecorded(provider: ProviderClient, token: string, given: Bag): Promise<Recorded> {
  const { inputs, failures } = await provider.check({ token, name: "contract", news: given });
  if (failures.length > 0) throw new Error(failures.join("; "));
  const { id, state } = await provider.create({ token, inputs });
  return { token, id, state, inputs };
}
