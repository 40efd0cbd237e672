import { type FunctionConfiguration, type Lambda, paginateListVersionsByFunction } from "@aws-sdk/client-lambda";
import { type Call, resourceType } from "../resource-type.ts";
import { eventually } from "../retry.ts";
import { zipped } from "../zip.ts";
import {
  architecturesOf,
  clearings,
  configurationOf,
  type FunctionInputs,
  functionProperties,
  functionState,
} from "./lambda-function-forms.ts";

/** What a change of needs no new configuration or code of the function itself. */
const aside: ReadonlySet<string> = new Set([
  "reservedConcurrentExecutions",
  "publish",
  "skipDestroy",
  "tags",
  "tagsAll",
]);
const codeInputs = ["code", "sourceCodeHash", "architectures"];

/** A Lambda function; its id is its name. */
export const lambdaFunction = resourceType({
  token: "aws:lambda/function:Function",
  properties: functionProperties,
  autoname: { property: "name", maximum: 64 },
  tags: {
    put: ({ aws, state, tags }) => aws.lambda.tagResource({ Resource: String(state.arn), Tags: tags }),
    remove: ({ aws, state, keys }) => aws.lambda.untagResource({ Resource: String(state.arn), TagKeys: keys }),
  },
  renewed: (changed, inputs) => {
    const touched = [...changed].some((name) => !aside.has(name));
    const published = inputs.publish === true && (touched || changed.has("publish"));
    return [
      ...(touched ? ["lastModified"] : []),
      ...(codeInputs.some((name) => changed.has(name)) ? ["codeSha256", "sourceCodeHash", "sourceCodeSize"] : []),
      ...(published ? ["version", "qualifiedArn", "qualifiedInvokeArn"] : []),
    ];
  },
  create: async (call) => {
    const { aws, inputs, tags } = call;
    await aws.lambda.createFunction({
      ...configurationOf(inputs),
      FunctionName: inputs.name,
      Role: inputs.role,
      Publish: inputs.publish,
      PackageType: "Zip",
      Code: { ZipFile: await codeOf(inputs) },
      Architectures: architecturesOf(inputs),
      Tags: tags,
    });
    await settled(call, inputs.name);
    if (inputs.reservedConcurrentExecutions >= 0) await reserve(call, inputs.name, inputs.reservedConcurrentExecutions);
    return inputs.name;
  },
  read: async ({ aws, id, state }) => {
    const { Configuration, Tags, Concurrency } = await aws.lambda.getFunction({ FunctionName: id });
    if (Configuration === undefined) return undefined;
    const replacedCode = state.codeSha256 !== undefined && state.codeSha256 !== Configuration.CodeSha256;
    return {
      ...functionState(Configuration, aws.region, await latestVersion(aws.lambda, id)),
      ...(replacedCode ? { code: undefined } : {}),
      sourceCodeHash: state.sourceCodeHash ?? Configuration.CodeSha256,
      reservedConcurrentExecutions: Concurrency?.ReservedConcurrentExecutions ?? -1,
      tags: Tags ?? {},
    };
  },
  update: async (call) => {
    const { aws, id, inputs, changed } = call;
    const configured = [...changed].some((name) => !aside.has(name) && !codeInputs.includes(name));
    const coded = codeInputs.some((name) => changed.has(name));
    if (configured) {
      const configuration = { ...configurationOf(inputs), ...clearings(inputs, changed), Role: inputs.role };
      await aws.lambda.updateFunctionConfiguration({ ...configuration, FunctionName: id });
      await settled(call, id);
    }
    if (coded) {
      const [ZipFile, Architectures] = [await codeOf(inputs), architecturesOf(inputs)];
      await aws.lambda.updateFunctionCode({ FunctionName: id, ZipFile, Architectures });
      await settled(call, id);
    }
    if (changed.has("reservedConcurrentExecutions")) await reserve(call, id, inputs.reservedConcurrentExecutions);
    if (inputs.publish && (configured || coded || changed.has("publish"))) {
      await aws.lambda.publishVersion({ FunctionName: id });
    }
  },
  delete: async ({ aws, id, state }) => {
    if (state.skipDestroy !== true) await aws.lambda.deleteFunction({ FunctionName: id });
  },
});

async function codeOf({ code }: FunctionInputs): Promise<Uint8Array> {
  if (code === undefined) throw new Error("a function needs its code here: give it as an archive");
  return zipped(code);
}

/** The newest published version's number and ARN, or those of $LATEST while none is published. */
async function latestVersion(lambda: Lambda, name: string): Promise<FunctionConfiguration> {
  const versions: FunctionConfiguration[] = [];
  for await (const page of paginateListVersionsByFunction({ client: lambda }, { FunctionName: name })) {
    versions.push(...(page.Versions ?? []));
  }
  return versions.toSorted((one, other) => versionNumber(one) - versionNumber(other)).at(-1) ?? {};
}

function versionNumber({ Version }: FunctionConfiguration): number {
  return Version === "$LATEST" ? 0 : Number(Version);
}

async function settled({ aws, signal }: Call, name: string): Promise<void> {
  const done = await eventually(
    async () => {
      const { State, LastUpdateStatus, StateReason } = await aws.lambda.getFunctionConfiguration({
        FunctionName: name,
      });
      if (State === "Failed") throw new Error(`the function "${name}" failed to start: ${StateReason}`);
      return State === "Pending" || LastUpdateStatus === "InProgress" ? undefined : true;
    },
    { tries: 120, signal },
  );
  if (done === undefined) throw new Error(`the function "${name}" is still being changed: try again later`);
}

async function reserve({ aws }: Call, name: string, executions: number): Promise<void> {
  await (executions < 0
    ? aws.lambda.deleteFunctionConcurrency({ FunctionName: name })
    : aws.lambda.putFunctionConcurrency({ FunctionName: name, ReservedConcurrentExecutions: executions }));
}
