import type {
  Architecture,
  FunctionConfiguration,
  UpdateFunctionConfigurationCommandInput,
} from "@aws-sdk/client-lambda";
import {
  archive,
  block,
  type Fields,
  flag,
  type Inputs,
  list,
  map,
  number,
  output,
  type State,
  text,
} from "../property.ts";

/** What a Lambda function has. */
export const functionProperties = {
  architectures: list(text(), { use: "computed" }),
  arn: output,
  code: archive({ kept: true }),
  codeSha256: output,
  deadLetterConfig: block({ targetArn: text({ use: "required" }) }),
  description: text(),
  environment: block({ variables: map() }),
  ephemeralStorage: block({ size: number({ use: "computed" }) }, { use: "computed" }),
  handler: text(),
  invokeArn: output,
  kmsKeyArn: text(),
  lastModified: output,
  layers: list(text()),
  loggingConfig: block(
    {
      applicationLogLevel: text(),
      logFormat: text({ use: "required" }),
      logGroup: text({ use: "computed" }),
      systemLogLevel: text(),
    },
    { use: "computed" },
  ),
  memorySize: number({ default: 128 }),
  name: text({ use: "named", replaces: true }),
  packageType: text({ default: "Zip", replaces: true, choices: ["Zip"] }),
  publish: flag({ default: false, kept: true }),
  qualifiedArn: output,
  qualifiedInvokeArn: output,
  reservedConcurrentExecutions: number({ default: -1 }),
  role: text({ use: "required" }),
  runtime: text(),
  skipDestroy: flag({ default: false, kept: true }),
  sourceCodeHash: text({ use: "computed", kept: true }),
  sourceCodeSize: number({ use: "output" }),
  timeout: number({ default: 3 }),
  tracingConfig: block({ mode: text({ use: "required" }) }, { use: "computed" }),
  version: output,
} as const satisfies Fields;

export type FunctionInputs = Inputs<typeof functionProperties>;

type Configuration = Omit<UpdateFunctionConfigurationCommandInput, "FunctionName" | "Role">;

/** The inputs as Lambda takes them, for a new function and for a changed one. */
export function configurationOf(inputs: FunctionInputs): Configuration {
  const { environment, loggingConfig, tracingConfig, deadLetterConfig, ephemeralStorage } = inputs;
  return {
    Description: inputs.description,
    Handler: inputs.handler,
    KMSKeyArn: inputs.kmsKeyArn,
    Layers: inputs.layers === undefined ? undefined : [...inputs.layers],
    MemorySize: inputs.memorySize,
    Runtime: inputs.runtime as Configuration["Runtime"],
    Timeout: inputs.timeout,
    ...(environment === undefined ? {} : { Environment: { Variables: environment.variables ?? {} } }),
    ...(deadLetterConfig === undefined ? {} : { DeadLetterConfig: { TargetArn: deadLetterConfig.targetArn } }),
    ...(ephemeralStorage?.size === undefined ? {} : { EphemeralStorage: { Size: ephemeralStorage.size } }),
    ...(tracingConfig === undefined ? {} : { TracingConfig: { Mode: tracingConfig.mode as "Active" } }),
    ...(loggingConfig === undefined ? {} : { LoggingConfig: loggingOf(loggingConfig) }),
  };
}

/** How Lambda is told that an input that was there is there no more. */
export function clearings(inputs: FunctionInputs, changed: ReadonlySet<string>): Configuration {
  const cleared = (name: keyof FunctionInputs): boolean => changed.has(name) && inputs[name] === undefined;
  return {
    ...(cleared("description") ? { Description: "" } : {}),
    ...(cleared("kmsKeyArn") ? { KMSKeyArn: "" } : {}),
    ...(cleared("layers") ? { Layers: [] } : {}),
    ...(cleared("environment") ? { Environment: { Variables: {} } } : {}),
    ...(cleared("deadLetterConfig") ? { DeadLetterConfig: { TargetArn: "" } } : {}),
  };
}

/** The architectures asked for, or undefined for Lambda's own choice. */
export function architecturesOf({ architectures }: FunctionInputs): Architecture[] | undefined {
  return architectures?.map((name) => name as Architecture);
}

/** A function's state from what Lambda tells about it and about its newest version. */
export function functionState(
  found: FunctionConfiguration,
  region: string,
  newest: FunctionConfiguration,
): State<typeof functionProperties> {
  const arn = found.FunctionArn ?? "";
  const version = newest.Version ?? "$LATEST";
  const qualifiedArn = `${arn}:${version}`;
  const variables = found.Environment?.Variables;
  const logging = found.LoggingConfig;
  return {
    architectures: found.Architectures,
    arn,
    codeSha256: found.CodeSha256,
    description: found.Description,
    ephemeralStorage: { size: found.EphemeralStorage?.Size ?? 512 },
    handler: found.Handler,
    invokeArn: invokeArn(region, arn),
    kmsKeyArn: found.KMSKeyArn,
    lastModified: found.LastModified,
    layers: found.Layers?.map((layer) => layer.Arn ?? ""),
    loggingConfig: {
      applicationLogLevel: logging?.ApplicationLogLevel,
      logFormat: logging?.LogFormat ?? "Text",
      logGroup: logging?.LogGroup ?? `/aws/lambda/${found.FunctionName}`,
      systemLogLevel: logging?.SystemLogLevel,
    },
    memorySize: found.MemorySize,
    name: found.FunctionName,
    packageType: found.PackageType,
    qualifiedArn,
    qualifiedInvokeArn: invokeArn(region, qualifiedArn),
    role: found.Role,
    runtime: found.Runtime,
    sourceCodeSize: found.CodeSize,
    timeout: found.Timeout,
    tracingConfig: { mode: found.TracingConfig?.Mode ?? "PassThrough" },
    version,
    ...(variables === undefined || Object.keys(variables).length === 0 ? {} : { environment: { variables } }),
    ...(found.DeadLetterConfig?.TargetArn ? { deadLetterConfig: { targetArn: found.DeadLetterConfig.TargetArn } } : {}),
  };
}

function invokeArn(region: string, arn: string): string {
  return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
}

function loggingOf(logging: NonNullable<FunctionInputs["loggingConfig"]>): NonNullable<Configuration["LoggingConfig"]> {
  return {
    LogFormat: logging.logFormat as "JSON",
    LogGroup: logging.logGroup,
    ApplicationLogLevel: logging.applicationLogLevel as "INFO" | undefined,
    SystemLogLevel: logging.systemLogLevel as "INFO" | undefined,
  };
}
