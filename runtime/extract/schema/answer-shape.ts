import { isObject, type JsonSchema, propertiesOf } from "./json-schema.ts";

/** An answer with every property its schema names, null where the model left one out, so that results have one shape whoever answers. */
export function withEveryProperty(data: unknown, schema: JsonSchema): unknown {
  const { items } = schema;
  if (Array.isArray(data)) return isObject(items) ? data.map((item) => withEveryProperty(item, items)) : data;
  if (!isObject(data)) return data;
  const named = propertiesOf(schema).map(([name, inner]) => [
    name,
    Object.hasOwn(data, name) ? withEveryProperty(data[name], inner) : null,
  ]);
  return { ...data, ...Object.fromEntries(named) };
}
