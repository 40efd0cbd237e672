import { expect, test } from "vitest";
import { extract } from "../../../../local/model/filling/extract.ts";
import { namedValueShape, phrasesIn } from "../../../../local/model/filling/named-values.ts";

const facts = {
  type: "array",
  items: {
    type: "object",
    properties: { name: { type: "string" }, value: { type: ["string", "number", "null"] } },
    required: ["name", "value"],
    additionalProperties: false,
  },
};
const schema = { type: "object", properties: { facts }, required: ["facts"], additionalProperties: false };
const page = "# Kettle\nPrice: £42.50\nBrand: Skerry\nBy Mara Lindqvist";

test.each([
  ["Extract the price and the brand of this product.", ["price", "brand"]],
  ["Please give me: title, author; the date of publication", ["title", "author", "date of publication"]],
  ["What is the price?", ["price"]],
])("%s", (instructions, phrases) => {
  expect(phrasesIn(instructions)).toEqual(phrases);
});

test("what the instructions name is listed under its name; what the page lacks is left out", () => {
  expect(extract({ schema, page, instructions: "Extract the brand, the author and the weight." })).toEqual({
    facts: [
      { name: "brand", value: "Skerry" },
      { name: "author", value: "Mara Lindqvist" },
    ],
  });
});

test("where the instructions name nothing of the page, its labelled values are listed", () => {
  expect(extract({ schema, page, instructions: "Everything important" })).toEqual({
    facts: [
      { name: "price", value: "£42.50" },
      { name: "brand", value: "Skerry" },
    ],
  });
});

test("an item with more than a name and a value is an ordinary object", () => {
  const item = (names: readonly string[]) => ({ properties: Object.fromEntries(names.map((name) => [name, {}])) });
  expect(namedValueShape(item(["field", "text"]))).toEqual({ name: "field", value: "text" });
  expect(namedValueShape(item(["name", "price"]))).toBeUndefined();
  expect(namedValueShape(item(["name", "value", "unit"]))).toBeUndefined();
});
