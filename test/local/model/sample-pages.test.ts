import { expect, test } from "vitest";
import { extract } from "../../../local/model/filling/extract.ts";
import { startSite } from "../../../local/site/server.ts";

const text = { type: ["string", "null"] };
const number = { type: ["number", "null"] };
const closed = (properties: object) => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

async function pageAt(path: string): Promise<string> {
  const site = await startSite();
  try {
    return await (await fetch(`${site.url}${path}`)).text();
  } finally {
    await site.stop();
  }
}

test("the product page is read", async () => {
  const schema = closed({
    name: text,
    price: number,
    currency: text,
    brand: text,
    inStock: { type: "boolean" },
    reviewCount: number,
  });
  expect(extract({ schema, page: await pageAt("/product") })).toEqual({
    name: "Enamel ship's kettle, 2 litres",
    price: 46.5,
    currency: "GBP",
    brand: "Skerry & Sons",
    inStock: true,
    reviewCount: 128,
  });
});

test("the listing is read card by card", async () => {
  const schema = closed({
    products: { type: "array", items: closed({ name: text, price: number, inStock: { type: "boolean" } }) },
  });
  const { products } = extract({ schema, page: await pageAt("/listing") }) as { products: readonly object[] };
  expect(products).toHaveLength(8);
  expect(products[3]).toEqual({ name: "Oilskin coat", price: 139, inStock: false });
});

test("the tide table is read row by row", async () => {
  const schema = closed({ tides: { type: "array", items: closed({ day: text, highWater: text, height: number }) } });
  const { tides } = extract({ schema, page: await pageAt("/table") }) as { tides: readonly object[] };
  expect(tides[2]).toEqual({ day: "Wednesday", highWater: "09:03", height: 5 });
});
