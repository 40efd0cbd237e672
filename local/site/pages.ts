/** One page of the sample site and what a reader should find there; `path` starts with a slash. */
export interface SitePage {
  readonly name: string;
  readonly path: string;
  readonly title: string;
  readonly about: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

const article = {
  title: "After eleven winters the swing bridge turns again",
  author: "Mara Lindqvist",
  published: "2026-10-13T06:30:00+01:00",
  modified: "2026-10-13T15:05:00+01:00",
  section: "Harbour",
  language: "en",
  phone: "01632 960 417",
  repairCost: "£1.34 million",
};

/** The pages, in the order of the front page. */
export const pages: readonly SitePage[] = [
  {
    name: "article",
    path: "/article",
    title: article.title,
    about: "News article with byline, OpenGraph and JSON-LD NewsArticle",
    expected: article,
  },
  {
    name: "product",
    path: "/product",
    title: "Enamel ship's kettle, 2 litres",
    about: "Product with JSON-LD Product, Offer and AggregateRating",
    expected: {
      title: "Enamel ship's kettle, 2 litres",
      brand: "Skerry & Sons",
      sku: "QS-2207",
      price: 46.5,
      currency: "GBP",
      inStock: true,
      rating: 4.6,
      reviewCount: 128,
      weightKg: 1.15,
    },
  },
  {
    name: "listing",
    path: "/listing",
    title: "New this month at Quayside Stores",
    about: "Shop listing: eight cards with name, price and stock",
    expected: {
      count: 8,
      names: [
        "Enamel ship's kettle, 2 litres",
        "Enamel mug",
        "Brass trivet",
        "Oilskin coat",
        "Tarred twine, 50 m",
        "Tide almanac 2027",
        "Anchor lamp",
        "Boat socks",
      ],
      prices: [46.5, 9.8, 22, 139, 6.4, 7.5, 88, 14.25],
      soldOut: ["Oilskin coat", "Boat socks"],
    },
  },
  {
    name: "table",
    path: "/table",
    title: "Tides for the week of 12 October",
    about: "Data table with caption, column heads and row heads",
    expected: {
      days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
      highWater: ["07:42", "08:21", "09:03", "09:47", "10:36", "11:33", "12:44"],
      heights: [4.8, 4.9, 5, 4.9, 4.7, 4.4, 4.2],
      columns: ["Day", "High water", "Height (m)", "Low water", "Depth (m)", "Wind"],
    },
  },
  {
    name: "recipe",
    path: "/recipe",
    title: "Smoked haddock and leek pie",
    about: "Recipe in microdata: ingredients, steps, times",
    expected: {
      title: "Smoked haddock and leek pie",
      author: "Hanne Achterberg",
      published: "2026-10-08",
      servings: 4,
      prepMinutes: 25,
      cookMinutes: 40,
      ingredients: 8,
      steps: 6,
    },
  },
  {
    name: "charset",
    path: "/charset",
    title: "Die Bäckerei am Kai schließt nach 88 Jahren",
    about: "German article in windows-1252, declared in the header alone",
    expected: {
      title: "Die Bäckerei am Kai schließt nach 88 Jahren",
      author: "Käthe Brömmelkamp",
      published: "2026-10-09",
      language: "de",
      charset: "windows-1252",
      quote: "„Man gewöhnt sich an die Hitze“",
      price: "3,80 €",
    },
  },
  {
    name: "charset-meta",
    path: "/charset/meta",
    title: "灯台の鐘、四十年ぶりに鳴る",
    about: "Japanese article in Shift_JIS, declared in a meta element alone",
    expected: {
      title: "灯台の鐘、四十年ぶりに鳴る",
      author: "三島かおり",
      published: "2026-10-07",
      language: "ja",
      charset: "shift_jis",
    },
  },
  {
    name: "rtl",
    path: "/rtl",
    title: "مكتبة القارب تعود إلى الميناء",
    about: "Arabic article, right to left",
    expected: {
      title: "مكتبة القارب تعود إلى الميناء",
      author: "ليلى الحدّاد",
      published: "2026-10-11T08:00:00+01:00",
      language: "ar",
      direction: "rtl",
      email: "boat@library.example",
    },
  },
  {
    name: "large",
    path: "/large",
    title: "The complete harbour log",
    about: "Five megabytes of log entries, streamed without a length",
    expected: { title: "The complete harbour log", bytes: 5_242_880, lastWords: "End of the log." },
  },
  {
    name: "redirects",
    path: "/redirects/three",
    title: article.title,
    about: "Three redirects (301, 302, 308) that end at the article",
    expected: { ...article, hops: 3, landsAt: "/article" },
  },
  {
    name: "slow",
    path: "/slow",
    title: "The slow ferry, a letter in instalments",
    about: "A letter that trickles in over three seconds (?ms= chooses, up to 30,000)",
    expected: {
      title: "The slow ferry, a letter in instalments",
      author: "Daniel Achterberg",
      published: "2026-10-10",
      fare: "£1.80",
      milliseconds: 3_000,
    },
  },
];
