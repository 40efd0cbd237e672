import { parseArn } from "./arn.ts";
import { ANY, ANY_IN_PART, codesOf, type Glob, globOf, HEX, ONE } from "./glob.ts";

/** A resource with everything below it that policies name apart, and the services whose actions act on it. */
export type ResourceScope = {
  readonly arn: string;
  /** Owner, where the ARN does not say. */
  readonly account: string | undefined;
  readonly family: string | undefined;
  readonly services: readonly string[];
  /** The resource itself first, then what is below it. */
  readonly domain: readonly Glob[];
  /** What every ARN of the domain starts with, one of these. */
  readonly stems: readonly string[];
};

type Row = {
  readonly service: string;
  readonly resource: RegExp;
  readonly family: string;
  /** Tails below the ARN; `*` and `?` are wildcards, `^` is a `*` that matches no colon, `#` a hexadecimal digit. */
  readonly below: readonly string[];
  /** Tails that the stack gives names to; what is known of them takes their place. */
  readonly named?: readonly string[];
  readonly services?: readonly string[];
};

const BACKUP = "##############-########";
const TABLE_PARTS = ["/stream/####-##-##T##:##:##.###", `/backup/${BACKUP}`, `/export/${BACKUP}`, `/import/${BACKUP}`];

// ARN forms: Service Authorization Reference, "Resource types defined by …". A secret's ARN ends in six characters of AWS's own.
const ROWS: readonly Row[] = [
  {
    service: "dynamodb",
    resource: /^table\/[^/]+$/,
    family: "table",
    below: TABLE_PARTS,
    named: ["/index/*"],
  },
  { service: "sqs", resource: /^[^:]+$/, family: "queue", below: [] },
  { service: "s3", resource: /^[^/:]+$/, family: "bucket", below: ["/?*"] },
  { service: "lambda", resource: /^function:[^:]+$/, family: "function", below: [":*"] },
  { service: "lambda", resource: /^event-source-mapping:/, family: "event-source-mapping", below: [] },
  { service: "lambda", resource: /^layer:[^:]+$/, family: "layer", below: [":*"] },
  { service: "lambda", resource: /^layer:/, family: "layer", below: [] },
  { service: "secretsmanager", resource: /^secret:/, family: "secret", below: ["-??????"] },
  { service: "kms", resource: /^key\//, family: "key", below: [] },
  { service: "kms", resource: /^alias\//, family: "alias", below: [] },
  { service: "logs", resource: /^log-group:[^:]+$/, family: "log-group", below: [":log-stream:^"] },
  { service: "sns", resource: /^[^:]+$/, family: "topic", below: [":########-####-####-####-############"] },
  { service: "events", resource: /^rule\//, family: "rule", below: [] },
  { service: "events", resource: /^event-bus\//, family: "event-bus", below: [] },
  { service: "scheduler", resource: /^schedule\//, family: "schedule", below: [] },
  { service: "scheduler", resource: /^schedule-group\//, family: "schedule-group", below: [] },
  { service: "ssm", resource: /^parameter\//, family: "parameter", below: [] },
  { service: "iam", resource: /^role\//, family: "role", below: [], services: ["iam", "sts"] },
  { service: "iam", resource: /^policy\//, family: "policy", below: [] },
  { service: "iam", resource: /^user\//, family: "user", below: [] },
  { service: "apigateway", resource: /^\//, family: "api", below: ["/*"] },
  { service: "execute-api", resource: /^[^/]+$/, family: "api", below: ["/*"] },
  { service: "states", resource: /^stateMachine:[^:]+$/, family: "state-machine", below: [":*"] },
  { service: "cloudwatch", resource: /^alarm:/, family: "alarm", below: [] },
  { service: "cloudwatch", resource: /^dashboard\//, family: "dashboard", below: [] },
  { service: "budgets", resource: /^budget\/[^/]+$/, family: "budget", below: ["/action/*"] },
];
const ANYTHING_BELOW = ["/*", ":*"];
const RUNS = ["execution:", "express:", "mapRun:"];

const WILDCARDS: Readonly<Record<string, number>> = { "*": ANY, "?": ONE, "^": ANY_IN_PART, "#": HEX };

function below(text: string, tail: string): Glob {
  const wild = Array.from(tail, (mark) => WILDCARDS[mark] ?? mark.charCodeAt(0));
  return globOf([...codesOf(text), ...wild]);
}

/** A state machine's runs have ARNs beside its own, not below it. */
function runsOf(arn: string): readonly Glob[] {
  return RUNS.flatMap((kind) => [":*", "/*"].map((tail) => below(arn.replace(":stateMachine:", `:${kind}`), tail)));
}

/** A resource asked about. */
export type ScopeArgs = {
  /** A log group's may end in `:*`, a secret's may lack the six characters AWS appends. */
  readonly arn: string;
  /** The owner, needed where the ARN does not say. */
  readonly account?: string;
  /** Known tails of what has a name below it (`/index/by-day`), all of them; left out, any name is thought of. */
  readonly children?: readonly string[];
};

/** What counts as acting on a resource: its ARN and what lies below it. */
export function scopeOf({ arn: text, account, children }: ScopeArgs): ResourceScope {
  const own = text.replace(/:\*$/, "");
  const arn = parseArn(own);
  const row = ROWS.find(({ service, resource }) => service === arn?.service && resource.test(arn.resource));
  const tails = [...(row?.below ?? ANYTHING_BELOW), ...(children === undefined ? (row?.named ?? []) : [])];
  const runs = row?.family === "state-machine" ? runsOf(own) : [];
  return {
    arn: own,
    account,
    family: row?.family,
    services: row?.services ?? [arn?.service ?? ""],
    domain: [
      globOf(codesOf(own)),
      ...tails.map((tail) => below(own, tail)),
      ...(children ?? []).map((tail) => globOf(codesOf(own + tail))),
      ...runs,
    ],
    stems: [own, ...runs.map(({ prefix }) => prefix)],
  };
}
