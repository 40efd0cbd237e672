import type { AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** An attribute as it travels: binary in base64. */
type Travelling = {
  readonly B?: string;
  readonly BS?: readonly string[];
  readonly L?: readonly Travelling[];
  readonly M?: Readonly<Record<string, Travelling>>;
};

/**
 * The client itself, from now on with the attribute `__proto__` in what it reads: the SDK's codec overwrites it with
 * undefined where an item has it (@smithy/core 3.41, JsonShapeDeserializer2, maps that are transformed in place).
 */
export function wholeItems<Client extends DynamoDBClient>(client: Client): Client {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result as { response: { body?: unknown } };
      response.body = await bytesOf(response.body);
      return result;
    },
    { step: "deserialize", name: "keepAnswer", priority: "low", override: true },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        const result = await next(args);
        restoreFrom(result.response, result.output);
        return result;
      } catch (error) {
        // A condition that failed may bring the item along.
        if (error instanceof Error && "$response" in error) restoreFrom(error.$response, error);
        throw error;
      }
    },
    { step: "deserialize", name: "restoreAttributes", priority: "high", override: true },
  );
  return client;
}

async function bytesOf(body: unknown): Promise<unknown> {
  const streamed = typeof body === "object" && body !== null && Symbol.asyncIterator in body;
  if (!streamed || body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function restoreFrom(response: unknown, read: unknown): void {
  const body = typeof response === "object" && response !== null && "body" in response ? response.body : undefined;
  if (!(body instanceof Uint8Array)) return;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (bytes.includes('"__proto__"')) restore(JSON.parse(bytes.toString("utf8")), read);
}

function restore(sent: unknown, read: unknown): void {
  if (typeof sent !== "object" || sent === null || typeof read !== "object" || read === null) return;
  for (const [name, member] of Object.entries(sent)) {
    const held: unknown = Object.getOwnPropertyDescriptor(read, name)?.value;
    if (name !== "__proto__" || held !== undefined) restore(member, held);
    else {
      const options = { writable: true, enumerable: true, configurable: true };
      Object.defineProperty(read, name, { value: arrived(member as Travelling), ...options });
    }
  }
}

function arrived({ B, BS, L, M, ...plain }: Travelling): AttributeValue {
  if (B !== undefined) return { B: Uint8Array.from(Buffer.from(B, "base64")) };
  if (BS !== undefined) return { BS: BS.map((member) => Uint8Array.from(Buffer.from(member, "base64"))) };
  if (L !== undefined) return { L: L.map(arrived) };
  if (M !== undefined) return { M: Object.fromEntries(Object.entries(M).map(([name, one]) => [name, arrived(one)])) };
  return plain as AttributeValue;
}
