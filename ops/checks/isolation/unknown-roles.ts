import { parseArn } from "../iam/arn.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import type { Undecided } from "./judgement.ts";
import type { Pair } from "./stage-model.ts";
import { textsIn } from "./texts-in.ts";

const ROLE = /^arn:aws[\w-]*:iam::\d{12}:role\/(?!aws-service-role\/)[\w+=,.@/-]+$/;

/** Roles that a stage's resources act with although neither snapshot tells what those roles may do. */
export function unknownRoles({ items }: Pair, index: IdentifierIndex): readonly Undecided[] {
  return items.flatMap((item) =>
    textsIn(item.resource).texts.flatMap(({ path, text }) =>
      ROLE.test(text) && parseArn(text)?.resource !== undefined && index.find(text).length === 0
        ? [{ subject: item.label, reason: `${path} names ${text}, and what that role may do is in neither snapshot` }]
        : [],
    ),
  );
}
