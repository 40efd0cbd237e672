import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";

const bytes = fc.uint8Array({ maxLength: 4 });
const numbers = fc.oneof(
  fc.integer().map(String),
  fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }).map(String),
  fc.constantFrom("0", "1", "1.0", "1e0", "0.1", "-0.50", "100", "1E2", "1234567890123456789"),
);
const unique = { minLength: 1, maxLength: 3 } as const;

/** Any value that DynamoDB holds, of every type, nested a little. */
export const attributeValue: fc.Arbitrary<AttributeValue> = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.string({ maxLength: 3 }).map((S) => ({ S })),
    numbers.map((N) => ({ N })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true as const }),
    bytes.map((B) => ({ B })),
    fc.uniqueArray(fc.string(), unique).map((SS) => ({ SS })),
    fc.uniqueArray(fc.integer().map(String), unique).map((NS) => ({ NS })),
    fc.uniqueArray(bytes, { ...unique, selector: (one) => one.join() }).map((BS) => ({ BS })),
    fc.array(tie("value"), { maxLength: 3 }).map((L) => ({ L })),
    fc.dictionary(fc.constantFrom("a", "b", "__proto__"), tie("value")).map((M) => ({ M })),
  ),
})).value;

/** Items of one id and few names, so that two of them often share some. */
export const itemOf = (id: string): fc.Arbitrary<Record<string, AttributeValue>> =>
  fc
    .dictionary(fc.constantFrom("a", "b", "c", "d", "status", "#x", "__proto__", "é"), attributeValue)
    .map((attributes) => ({ ...attributes, id: { S: id } }));
