import { SECRET_SHAPES, type SecretShape } from "../../../runtime/domain/secret-shapes.ts";

/** In what people write, a quote or a `$` after the colon begins code that puts a password in, and is none itself. */
const URL_PASSWORD: SecretShape = {
  kind: "connection-string",
  what: "a password in a URL",
  pattern: /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'`<>]+:(?<value>[^\s/:@"'`<>$]+)@/,
};

/** What secrets look like in a line of a file, each pattern finding all of a line. */
export const LINE_SHAPES: readonly SecretShape[] = [...SECRET_SHAPES, URL_PASSWORD].map((shape) => ({
  ...shape,
  pattern: new RegExp(shape.pattern, "g"),
}));
