import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** A stored value that JSON has no word for: it shows its tagged form, and is written back as exactly what was read. */
export class ExactValue {
  readonly #attribute: AttributeValue;

  constructor(tagged: Readonly<Record<string, unknown>>, attribute: AttributeValue) {
    Object.assign(this, tagged);
    this.#attribute = attribute;
  }

  get attribute(): AttributeValue {
    return this.#attribute;
  }
}
