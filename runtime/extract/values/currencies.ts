/** Signs and words for currencies on pages, by ISO 4217 code; `$` and `kr` are several countries' own. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  EUR: ["€", "euro", "euros"],
  GBP: ["£", "pound", "pounds"],
  USD: ["US$", "$", "dollar", "dollars"],
  CAD: ["C$", "CA$", "$"],
  AUD: ["A$", "AU$", "$"],
  NZD: ["NZ$", "$"],
  SGD: ["S$", "$"],
  HKD: ["HK$", "$"],
  MXN: ["MX$", "$"],
  BRL: ["R$"],
  JPY: ["¥", "円", "yen"],
  CNY: ["¥", "元", "yuan"],
  INR: ["₹", "Rs.", "Rs"],
  KRW: ["₩"],
  RUB: ["₽"],
  UAH: ["₴"],
  TRY: ["₺"],
  ILS: ["₪"],
  VND: ["₫"],
  PLN: ["zł"],
  CZK: ["Kč"],
  HUF: ["Ft"],
  CHF: ["Fr.", "SFr."],
  SEK: ["kr"],
  NOK: ["kr"],
  DKK: ["kr"],
};

const AMOUNT = "\\d[\\d.,'’\\u00a0\\u202f ]*";
const SIGN = [...new Set([...Object.values(SIGNS).flat(), ...Object.keys(SIGNS)])]
  .sort((a, b) => b.length - a.length)
  .map((sign) => sign.replace(/[.$]/g, "\\$&"))
  .join("|");
const PRICE = new RegExp(`(?<![\\p{L}\\p{N}])(?:(${SIGN})\\s?(${AMOUNT})|(${AMOUNT})(${SIGN})(?![\\p{L}]))`, "u");

/** The first price in a text: as it is written, and the likeliest code of its currency. */
export function priceIn(text: string): { written: string; currency: string } | undefined {
  const [written, before, , , after] = PRICE.exec(text) ?? [];
  const sign = before ?? after;
  if (written === undefined || sign === undefined) return undefined;
  const currency = Object.keys(SIGNS).find((code) => code === sign || SIGNS[code]?.includes(sign));
  return currency === undefined ? undefined : { written: written.trim(), currency };
}

/** What a currency may be written as, beside its code; none where the code is not known. */
export function signsOf(code: string): readonly string[] {
  return SIGNS[code.toUpperCase()] ?? [];
}
