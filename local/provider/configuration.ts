import type { CheckFailure } from "./check-failure.ts";
import type { Tags } from "./tags.ts";
import { type Bag, isBag, isList, unknown, type Value } from "./value.ts";

/** Where the embedded AWS listens, as whom it is used, and what every resource gets. */
export interface Configuration {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
  readonly defaultTags: Tags;
  readonly allowedAccountIds: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A configuration, or every reason why there is none. */
export type Configured = { readonly configuration: Configuration } | { readonly failures: readonly CheckFailure[] };

const servedKeys: ReadonlySet<string> = new Set(["region", "defaultTags", "allowedAccountIds", "version"]);
/** Settings of the official provider that change nothing on the embedded AWS. */
const harmlessKeys: ReadonlySet<string> = new Set([
  "skipCredentialsValidation",
  "skipMetadataApiCheck",
  "skipRegionValidation",
  "skipRequestingAccountId",
  "s3UsePathStyle",
  "pluginDownloadURL",
]);
const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);
const purpose = "this provider serves the embedded AWS only";

/**
 * Reads the provider's configuration from the stack's settings and the environment. The endpoint comes from
 * AWS_ENDPOINT_URL and must be on this machine; nothing missing is guessed.
 */
export function configure(settings: Bag, environment: Environment): Configured {
  const region = textOf(settings.region) ?? environment.AWS_REGION;
  const failures = [
    ...Object.keys(settings).flatMap(unserved),
    ...["defaultTags", "allowedAccountIds"].flatMap((key) => illegible(key, settings[key])),
    ...endpointFailures(environment.AWS_ENDPOINT_URL),
    ...["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].flatMap((name) => unset(name, environment[name])),
    ...(region === undefined ? [{ property: "region", reason: "no region: set aws:region or AWS_REGION" }] : []),
  ];
  if (failures.length > 0) return { failures };
  return {
    configuration: {
      endpoint: new URL(environment.AWS_ENDPOINT_URL ?? "").origin,
      region: region ?? "",
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? "",
      sessionToken: environment.AWS_SESSION_TOKEN,
      defaultTags: tagsOf(structured(settings.defaultTags)),
      allowedAccountIds: textsOf(structured(settings.allowedAccountIds)),
    },
  };
}

function unserved(key: string): readonly CheckFailure[] {
  if (servedKeys.has(key) || harmlessKeys.has(key) || key.startsWith("__")) return [];
  return [{ property: key, reason: `the setting "aws:${key}" is not served by the embedded AWS: remove it` }];
}

function endpointFailures(endpoint: string | undefined): readonly CheckFailure[] {
  if (endpoint === undefined || endpoint === "") return unset("AWS_ENDPOINT_URL", endpoint);
  if (URL.canParse(endpoint) && loopback.has(new URL(endpoint).hostname)) return [];
  return [{ property: "", reason: `${purpose}, and AWS_ENDPOINT_URL "${endpoint}" is not an address on this machine` }];
}

function unset(name: string, value: string | undefined): readonly CheckFailure[] {
  if (value !== undefined && value !== "") return [];
  return [{ property: "", reason: `${purpose}: start it and set ${name}` }];
}

function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Nested settings arrive as values or, from stack settings, as their JSON; undefined when that cannot be read. */
function structured(value: Value | undefined): Value | undefined {
  if (typeof value !== "string" || value === "") return value;
  try {
    return JSON.parse(value) as Value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function illegible(key: string, value: Value | undefined): readonly CheckFailure[] {
  if (value === undefined || structured(value) !== undefined) return [];
  return [{ property: key, reason: `the setting "aws:${key}" is not JSON: correct it` }];
}

function tagsOf(value: Value | undefined): Tags {
  const tags = isBag(value) ? value.tags : undefined;
  if (!isBag(tags)) return {};
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, tag]) => (tag === unknown ? [] : [[key, String(tag)]])),
  );
}

function textsOf(value: Value | undefined): readonly string[] {
  return isList(value) ? value.map(String) : [];
}
