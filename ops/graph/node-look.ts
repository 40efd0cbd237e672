import type { DrawnNode } from "./stage-graph.ts";

/** Background and border of a node by what it is; the first row whose pattern fits its type. */
const LOOKS: readonly (readonly [type: RegExp, kind: string, fill: string, stroke: string])[] = [
  [/:(Role|User|Group)$/, "principal", "#fff4d6", "#b7791f"],
  [/:(Function|Alias|LayerVersion)$/, "function", "#ffe3d3", "#c05621"],
  [/^aws:(dynamodb|s3)\//, "data", "#dbeafe", "#2b6cb0"],
  [/^aws:(sqs|sns|scheduler)\/|event/i, "message", "#fce7f3", "#b83280"],
  [/^aws:(secretsmanager|kms|ssm)\//, "secret", "#e6fffa", "#2c7a7b"],
  [/^aws:apigateway/, "API", "#ede9fe", "#6b46c1"],
];
const OTHER = ["other", "#f1f5f9", "#64748b"] as const;

/** How a node looks, and the word the legend has for it. */
export function lookOf({ type }: Pick<DrawnNode, "type">): { kind: string; fill: string; stroke: string } {
  const row = LOOKS.find(([pattern]) => pattern.test(type));
  const [kind, fill, stroke] = row === undefined ? OTHER : [row[1], row[2], row[3]];
  return { kind, fill, stroke };
}

/** Every look, for the legend. */
export const LEGEND = [...LOOKS.map(([, kind, fill, stroke]) => ({ kind, fill, stroke })), lookOf({ type: "" })];

const PARTS = { Function: "λ ", Role: "role ", Queue: "queue ", Table: "table ", Bucket: "bucket ", Topic: "topic " };

/** What stands in a node's box: its kind, and its name without what every name of the stage has. */
export function labelOf({ type, name, stage }: DrawnNode): string {
  const short = name
    .replace(new RegExp(`^/?(aws/(lambda|apigateway)/)?atlas-codex-(${stage}-)?([a-z]{2}-[a-z]+-\\d-)?`), "")
    .replace(new RegExp(`-${stage}$`), "");
  const noun = type.split(":").at(-1) ?? type;
  const prefix = PARTS[noun as keyof typeof PARTS] ?? `${words(noun)} `;
  const text = `${prefix}${short === "" ? name : short}`;
  return text.length > 44 ? `${text.slice(0, 43)}…` : text;
}

function words(noun: string): string {
  return noun.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
