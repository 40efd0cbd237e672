/** Names by which one and the same thing is asked for or written; in each row the likeliest first, as keys. */
const KINDRED: readonly (readonly string[])[] = [
  ["title", "headline", "name", "heading"],
  ["byline", "author", "authorname", "authors", "writer", "writtenby", "creator", "by"],
  [
    "published",
    "datepublished",
    "publishedat",
    "publicationdate",
    "publisheddate",
    "publishdate",
    "publishedon",
    "date",
  ],
  ["modified", "datemodified", "updated", "updatedat", "lastmodified", "lastupdated"],
  ["price", "offersprice", "productpriceamount", "lowprice", "cost"],
  ["currency", "pricecurrency", "productpricecurrency"],
  ["language", "inlanguage", "lang"],
  ["colours", "colors", "colour", "color"],
  ["description", "summary", "abstract", "ogdescription"],
  ["rating", "ratingvalue", "stars", "score"],
  ["reviewcount", "ratingcount", "reviews", "numberofreviews"],
  ["brand", "brandname", "manufacturer", "maker"],
  ["image", "imageurl", "ogimage", "thumbnailurl", "thumbnail", "photo"],
  ["url", "link", "ogurl", "href"],
  ["sku", "productid", "articlenumber", "itemnumber", "itemno", "productcode", "mpn"],
  ["category", "articlesection", "section", "genre"],
  ["keywords", "tags", "articletag"],
  ["availability", "instock", "stock", "available", "isavailable", "isinstock"],
  ["location", "address", "place", "venue"],
  ["company", "hiringorganization", "organization", "employer"],
  ["publisher", "sitename", "ogsitename", "site"],
  ["ingredients", "recipeingredient"],
  ["steps", "instructions", "recipeinstructions", "method", "directions", "preparation"],
  ["servings", "recipeyield", "yield", "serves", "portions"],
  ["preptime", "preparationtime"],
  ["cooktime", "cookingtime"],
  ["start", "startdate", "begins", "starts"],
  ["end", "enddate", "ends"],
];

/** A property's name or a label without case and punctuation: `date_published` and `Date Published` are one. */
export function nameKey(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** The keys under which the thing called `name` may be found, itself first. */
export function kindredKeys(name: string): readonly string[] {
  const key = nameKey(name);
  const row = KINDRED.find((keys) => keys.includes(key)) ?? [];
  return [key, ...row.filter((other) => other !== key)];
}
