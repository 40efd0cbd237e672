import { expect, test } from "vitest";
import { emailsIn, phonesIn, urlsIn } from "../../../../local/model/reading/contacts.ts";
import { amountsIn, currenciesIn, scaleOf } from "../../../../local/model/reading/money.ts";

test("addresses end before the punctuation that follows them", () => {
  expect(emailsIn("(desk@harbour.example), not @harbour.")).toEqual(["desk@harbour.example"]);
  expect(urlsIn("See https://x.example/a?b=1#c. Or <http://y.example/>, ok?")).toEqual([
    "https://x.example/a?b=1#c",
    "http://y.example/",
  ]);
});

test("a telephone number is no date and no price", () => {
  expect(phonesIn("01632 960 417 or +46 31 555 01 20, since 2026-10-13, for 12 50")).toEqual([
    "01632 960 417",
    "+46 31 555 01 20",
  ]);
});

test("amounts carry their sign on either side, never one of the next line", () => {
  expect(amountsIn("£42.50, 3,80 €, USD 1,200, 20 kr, £1.34 million, Almanac 2027\n£7.50")).toEqual([
    "£42.50",
    "3,80 €",
    "USD 1,200",
    "20 kr",
    "£1.34 million",
    "£7.50",
  ]);
  expect(currenciesIn("£42.50, 3,80 €, in CHF")).toEqual(["GBP", "EUR", "CHF"]);
  expect([scaleOf("£1.34 million"), scaleOf("£42")]).toEqual([1e6, 1]);
});
