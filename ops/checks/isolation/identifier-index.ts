import type { Item, Pair, Side } from "./stage-model.ts";

/** Something by which exactly one resource is known: an ARN, an id, a URL, a name. */
export type Identifier = { readonly text: string; readonly item: Item };

/** Identifiers of both stages, found by the word that tells them best. */
export type IdentifierIndex = {
  /** What a text names, anywhere in it. */
  readonly find: (text: string) => readonly Identifier[];
  /** What a whole text is the name of; within a stage its own things go first. */
  readonly named: (text: string, by: Side) => Item | undefined;
};

/** Properties whose values name the resource that has them, whatever its type. */
const PROPERTIES = [
  ...[
    "url",
    "invokeArn",
    "qualifiedArn",
    "qualifiedInvokeArn",
    "executionArn",
    "streamArn",
    "invokeUrl",
    "apiEndpoint",
  ],
  ...["functionUrl", "urlId", "uniqueId", "uuid", "repositoryUrl", "bucketDomainName", "bucketRegionalDomainName"],
];
const PROPERTIES_OF: Readonly<Record<string, readonly string[]>> = {
  "aws:s3/bucket:Bucket": ["bucket"],
  "aws:s3/bucketV2:BucketV2": ["bucket"],
  "aws:kms/key:Key": ["keyId"],
  "aws:lambda/layerVersion:LayerVersion": ["layerArn"],
};
/** Types whose name alone addresses them. */
const NAMED = new Set([
  ...["aws:dynamodb/table:Table", "aws:sqs/queue:Queue", "aws:sns/topic:Topic", "aws:lambda/function:Function"],
  ...["aws:iam/role:Role", "aws:iam/user:User", "aws:iam/group:Group", "aws:iam/policy:Policy", "aws:s3/bucket:Bucket"],
  ...["aws:secretsmanager/secret:Secret", "aws:cloudwatch/logGroup:LogGroup", "aws:cloudwatch/metricAlarm:MetricAlarm"],
  ...["aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventBus:EventBus", "aws:ssm/parameter:Parameter"],
  ...[
    "aws:sfn/stateMachine:StateMachine",
    "aws:kinesis/stream:Stream",
    "aws:ecr/repository:Repository",
    "aws:kms/alias:Alias",
  ],
  ...["aws:s3/bucketV2:BucketV2", "aws:iam/instanceProfile:InstanceProfile", "aws:lambda/layerVersion:LayerVersion"],
  ...[
    "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    "aws:scheduler/scheduleGroup:ScheduleGroup",
    "aws:pipes/pipe:Pipe",
  ],
  ...[
    "aws:cloudwatch/logDestination:LogDestination",
    "aws:cloudwatch/dashboard:Dashboard",
    "aws:scheduler/schedule:Schedule",
  ],
]);
/** Types whose id is made up by AWS and so is theirs alone, although it may be short. */
const SHORT_IDS = new Set(["aws:apigateway/restApi:RestApi", "aws:apigatewayv2/api:Api", "aws:kms/key:Key"]);
const WORD = /[A-Za-z0-9_-]+/g;
const SHORTEST = 8;

function textsOf({ type, resource, arn, side }: Item): readonly string[] {
  if (!type.startsWith("aws")) return [];
  const { properties, id, name } = resource;
  const keys = [...PROPERTIES, ...(PROPERTIES_OF[type] ?? [])];
  const texts = keys.map((key) => properties[key]).filter((value) => typeof value === "string");
  if (arn !== undefined) texts.push(arn);
  if (NAMED.has(type)) texts.push(name);
  if (id !== undefined && (id.length >= SHORTEST || SHORT_IDS.has(type)) && /[\d:/-]/.test(id)) texts.push(id);
  const { stage, project } = side.snapshot;
  const common = new Set([stage, project, `${project}/${stage}`, side.place.account, side.place.region]);
  return [...new Set(texts)].filter((text) => text.length >= 5 && !common.has(text));
}

function wordsOf(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}

function boundaryAt(text: string, at: number): boolean {
  return at < 0 || at >= text.length || !/[A-Za-z0-9_-]/.test(text[at] ?? "");
}

/** Whether `part` stands in `text` as a whole, not as the beginning or end of a longer name. */
function standsIn(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) {
    if (boundaryAt(text, at - 1) && boundaryAt(text, at + part.length)) return true;
  }
  return false;
}

/** Without those that are only a part of a longer one. */
function longest(found: readonly Identifier[]): readonly Identifier[] {
  const kept: Identifier[] = [];
  for (const identifier of found.toSorted((left, right) => right.text.length - left.text.length)) {
    if (!kept.some(({ text }) => standsIn(text, identifier.text))) kept.push(identifier);
  }
  return kept;
}

/**
 * Indexes everything that names a resource of either stage. What names resources of both is left out: it tells nothing
 * (what is really shared is found elsewhere).
 */
export function identifierIndex({ items, sides }: Pair): IdentifierIndex {
  const owners = new Map<string, Item | "both">();
  const own = new Map(sides.map((side) => [side, new Map<string, Item>()]));
  for (const item of items) {
    const names = own.get(item.side);
    for (const text of textsOf(item)) {
      if (names?.has(text) === false) names.set(text, item);
      const owner = owners.get(text);
      if (owner === undefined) owners.set(text, item);
      else if (owner !== "both" && owner.side !== item.side) owners.set(text, "both");
    }
  }
  const byText = new Map([...owners].flatMap(([text, owner]) => (owner === "both" ? [] : [[text, owner] as const])));
  const counts = new Map<string, number>();
  for (const text of byText.keys())
    for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const byWord = new Map<string, Identifier[]>();
  for (const [text, item] of byText) {
    const rarest = wordsOf(text).reduce(
      (best, word) => ((counts.get(word) ?? 0) < (counts.get(best) ?? Infinity) ? word : best),
      "",
    );
    const list = byWord.get(rarest);
    if (list === undefined) byWord.set(rarest, [{ text, item }]);
    else list.push({ text, item });
  }
  const find = (text: string): readonly Identifier[] => {
    const whole = byText.get(text);
    if (whole !== undefined) return [{ text, item: whole }];
    const found = new Map<Item, Identifier>();
    for (const word of new Set(wordsOf(text))) {
      for (const identifier of byWord.get(word) ?? []) {
        const known = found.get(identifier.item);
        if (known !== undefined && known.text.length >= identifier.text.length) continue;
        if (standsIn(text, identifier.text)) found.set(identifier.item, identifier);
      }
    }
    return longest([...found.values()]);
  };
  return { find, named: (text, by) => own.get(by)?.get(text) ?? byText.get(text) };
}
