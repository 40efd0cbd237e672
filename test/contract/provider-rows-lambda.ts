import { patiently } from "../../local/provider/retry.ts";
import { zipped } from "../../local/provider/zip.ts";
import type { TypeRow } from "./provider-type.ts";
import { codeSaying } from "./provider-world.ts";

const patience = AbortSignal.timeout(60_000);
const inserts = JSON.stringify({ eventName: ["INSERT"] });

/** Functions, what feeds them, and who may invoke them. */
export const lambdaRows: readonly TypeRow[] = [
  {
    token: "aws:lambda/function:Function",
    needs: ["role", "logs"],
    unimportable: ["code", "publish"],
    inputs: ({ name, on }) => ({
      name: name("worker"),
      role: on("role").state.arn,
      runtime: "nodejs22.x",
      handler: "index.handler",
      code: codeSaying("one"),
      description: "first",
      memorySize: 256,
      timeout: 10,
      architectures: ["arm64"],
      environment: { variables: { STAGE: "preview", GONE: "soon" } },
      loggingConfig: { logFormat: "JSON", logGroup: on("logs").id },
      tracingConfig: { mode: "Active" },
      reservedConcurrentExecutions: 2,
      tags: { project: "contract" },
    }),
    change: () => ({
      code: codeSaying("two"),
      description: undefined,
      memorySize: undefined,
      environment: { variables: { STAGE: "production" } },
      loggingConfig: { logFormat: "Text" },
      tracingConfig: { mode: "PassThrough" },
      reservedConcurrentExecutions: undefined,
      publish: true,
      tags: { owner: "contract" },
    }),
    replace: ({ name }) => ({ name: name("other-worker") }),
    drift: {
      shows: "environment",
      act: ({ aws }, { id }) =>
        aws.lambda.updateFunctionConfiguration({ FunctionName: id, Environment: { Variables: { STAGE: "theirs" } } }),
    },
    otherDrift: {
      shows: "code",
      act: async ({ aws }, { id }) => {
        const ZipFile = await zipped(codeSaying("theirs"));
        return patiently("update", () => aws.lambda.updateFunctionCode({ FunctionName: id, ZipFile }), patience);
      },
    },
    outputs: {
      arn: /:function:contract-worker-/,
      invokeArn: /^arn:aws:apigateway:us-west-2:lambda:path\//,
      version: /./,
    },
  },
  {
    token: "aws:lambda/alias:Alias",
    needs: ["function"],
    standsOn: "function",
    inputs: ({ on }) => ({
      name: "live",
      functionName: on("function").id,
      functionVersion: "$LATEST",
      description: "first",
    }),
    change: () => ({ description: undefined }),
    replace: () => ({ name: "other" }),
    drift: {
      shows: "functionVersion",
      act: async ({ aws, on }) => {
        const FunctionName = on("function").id;
        const { Version } = await aws.lambda.publishVersion({ FunctionName });
        return aws.lambda.updateAlias({ FunctionName, Name: "live", FunctionVersion: Version });
      },
    },
    importedBy: ["functionName", "name"],
    outputs: { arn: /:function:contract-function-.*:live$/, invokeArn: /^arn:aws:apigateway:us-west-2:lambda:path\// },
  },
  {
    token: "aws:lambda/eventSourceMapping:EventSourceMapping",
    kind: "of a queue",
    needs: ["function", "queue"],
    inputs: ({ on }) => ({
      eventSourceArn: on("queue").state.arn,
      functionName: on("function").state.arn,
      batchSize: 5,
      functionResponseTypes: ["ReportBatchItemFailures"],
      maximumBatchingWindowInSeconds: 1,
      scalingConfig: { maximumConcurrency: 2 },
      tags: { project: "contract" },
    }),
    change: () => ({
      batchSize: 7,
      functionResponseTypes: undefined,
      maximumBatchingWindowInSeconds: undefined,
      scalingConfig: undefined,
      enabled: false,
      tags: { owner: "contract" },
    }),
    replace: ({ aws }) => ({ eventSourceArn: `arn:aws:sqs:${aws.region}:000000000000:other` }),
    drift: {
      shows: "batchSize",
      act: ({ aws }, { id }) => aws.lambda.updateEventSourceMapping({ UUID: id, BatchSize: 9 }),
    },
    outputs: { uuid: /./, functionArn: /:function:contract-function-/, state: /abled/ },
  },
  {
    token: "aws:lambda/eventSourceMapping:EventSourceMapping",
    kind: "of a table's stream",
    needs: ["function", "table", "queue"],
    inputs: ({ on }) => ({
      eventSourceArn: on("table").state.streamArn,
      functionName: on("function").id,
      startingPosition: "LATEST",
      maximumRetryAttempts: 3,
      bisectBatchOnFunctionError: true,
      parallelizationFactor: 2,
      filterCriteria: { filters: [{ pattern: inserts }] },
      destinationConfig: { onFailure: { destinationArn: on("queue").state.arn } },
    }),
    change: () => ({
      maximumRetryAttempts: 5,
      bisectBatchOnFunctionError: undefined,
      filterCriteria: undefined,
      destinationConfig: undefined,
    }),
    replace: () => ({ startingPosition: "TRIM_HORIZON" }),
    drift: {
      shows: "maximumRetryAttempts",
      act: ({ aws }, { id }) => aws.lambda.updateEventSourceMapping({ UUID: id, MaximumRetryAttempts: 1 }),
    },
    outputs: { uuid: /./, functionArn: /:function:contract-function-/ },
  },
  {
    token: "aws:lambda/permission:Permission",
    needs: ["function"],
    standsOn: "function",
    inputs: ({ on, name }) => ({
      action: "lambda:InvokeFunction",
      function: on("function").id,
      principal: "apigateway.amazonaws.com",
      sourceArn: "arn:aws:execute-api:us-west-2:000000000000:api/*/*",
      sourceAccount: "000000000000",
      statementId: name("leave"),
    }),
    replace: () => ({ sourceArn: "arn:aws:execute-api:us-west-2:000000000000:other/*/*" }),
    importedBy: ["function", "id"],
    outputs: {},
  },
];
