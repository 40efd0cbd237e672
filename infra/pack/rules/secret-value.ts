import type { Resource } from "../resource.ts";
import { type Ruling, undecidedAbout, violation } from "../rule.ts";
import { type Text, textsIn } from "../texts.ts";
import { looksRandom } from "./randomness.ts";
import { DIGESTS, VALUE_SHAPES } from "./secret-shapes.ts";

/** Where plain values are handed to what runs: an environment, the variables of an API's stage. */
const ENVIRONMENT = /^(environment\.variables|variables|stageVariables)\./;
const SECRET_NAME = /(^|_)(KEY|SECRET|TOKEN|PASSWORD|PASSPHRASE|CREDENTIALS?)$/i;

/** No property holds anything that has the shape of a secret. What is found is never repeated in the message. */
export function secretValue({ props }: Resource): readonly Ruling[] {
  const values = [...textsIn(props)];
  const shaped = values.flatMap((value) => {
    const shape = shapeOf(value);
    if (shape === undefined) return [];
    const change =
      "Keep it in Secrets Manager and carry the secret's id here; then change the secret, it has been seen";
    return [violation(`${value.path} holds what looks like ${shape}`, change)];
  });
  const unknown = values.filter(({ path, text }) => text === undefined && ENVIRONMENT.test(path));
  return [...shaped, ...undecidedAbout(unknown.map(({ path }) => path))];
}

function shapeOf({ path, key, text }: Text): string | undefined {
  if (text === undefined || text === "" || DIGESTS.some((digest) => digest.path.test(path))) return undefined;
  const known = VALUE_SHAPES.find(({ pattern }) => pattern.test(text));
  if (known !== undefined) return known.what;
  const carried = ENVIRONMENT.test(path);
  if (carried && SECRET_NAME.test(key)) return "a secret, by the name of its variable";
  if (carried && /^[0-9a-f]{32,}$/i.test(text)) return "a key in hexadecimal digits";
  return looksRandom(text) ? "a random key" : undefined;
}
