import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

type Read = (schema: unknown, value: unknown) => unknown;
type Deserializer = { _read: Read };
type Protocol = { deserializer: Deserializer; readonly codec: { createDeserializer: () => Deserializer } };

/**
 * The same client, reading attributes of every name. The SDK as it is gives an attribute of an item that is called
 * `__proto__` without its value (@smithy/core 3, JsonShapeDeserializer2: it clears the value before it reads it).
 */
export function wholeItems(client: DynamoDBClient): DynamoDBClient {
  const protocol = client.config.protocol as unknown as Protocol;
  const create = protocol.codec.createDeserializer.bind(protocol.codec);
  // Errors, which can hold items, are read by deserializers of their own.
  protocol.codec.createDeserializer = () => whole(create());
  whole(protocol.deserializer);
  return client;
}

function whole(deserializer: Deserializer): Deserializer {
  const read: Read = deserializer._read.bind(deserializer);
  deserializer._read = (schema, value) => {
    const lost = typeof value === "object" && value !== null && Object.getOwnPropertyDescriptor(value, "__proto__");
    const part = read(schema, value);
    if (!lost) return part;
    const { kept } = read(schema, { kept: lost.value }) as { kept?: unknown };
    return kept === undefined ? part : Object.defineProperty(part, "__proto__", { ...lost, value: kept });
  };
  return deserializer;
}
