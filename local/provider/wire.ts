import { Archive, Asset, type Bag, isBag, isList, unknown, type Value } from "./value.ts";

const signatureKey = "4dabf18193072939515e22adb298388d";
const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
} as const;

const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknowns: ReadonlySet<string> = new Set([
  unknownText,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Where a secret sits: the keys that lead to it. A secret inside a list makes the whole list secret. */
export type Path = readonly string[];

/** Values as the engine sent them, with secrets taken off and remembered by place. */
export interface Decoded {
  readonly bag: Bag;
  readonly secrets: readonly Path[];
}

type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

/** Reads the plain form of a property Struct: unknown sentinels, secrets and assets become values of their own. */
export function decode(plain: unknown): Decoded {
  const secrets: Path[] = [];
  const bag = decodeValue((plain ?? {}) as Plain, [], secrets);
  return { bag: isBag(bag) ? bag : {}, secrets };
}

/** Writes a bag as the plain form of a property Struct, wrapping what sits at the secret places. */
export function encode({ bag, secrets }: Decoded): Record<string, Plain> {
  const places = new Set(secrets.map((path) => JSON.stringify(path)));
  return Object.fromEntries(
    Object.entries(bag).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, encodeValue(value, [key], places)] as const],
    ),
  );
}

function decodeValue(plain: Plain, path: Path, secrets: Path[]): Value {
  if (typeof plain === "string") return unknowns.has(plain) ? unknown : plain;
  if (plain === null || typeof plain !== "object") return plain;
  if (Array.isArray(plain)) {
    const inner: Path[] = [];
    const items = plain.map((item) => decodeValue(item, path, inner));
    if (inner.length > 0) secrets.push(path);
    return items;
  }
  const signature = plain[signatureKey];
  if (signature === signatures.secret) {
    secrets.push(path);
    return decodeValue(plain.value ?? null, path, []);
  }
  if (signature === signatures.output) return decodeOutput(plain, path, secrets);
  if (signature === signatures.asset) return decodeAsset(plain);
  if (signature === signatures.archive) return decodeArchive(plain, path, secrets);
  return Object.fromEntries(
    Object.entries(plain).map(([key, value]) => [key, decodeValue(value, [...path, key], secrets)]),
  );
}

function decodeOutput(plain: { [key: string]: Plain }, path: Path, secrets: Path[]): Value {
  if (plain.secret === true) secrets.push(path);
  return plain.value === undefined ? unknown : decodeValue(plain.value, path, secrets);
}

function decodeAsset(plain: { [key: string]: Plain }): Asset {
  const hash = textOf(plain.hash);
  if (textOf(plain.path) !== undefined) return new Asset({ path: String(plain.path) }, hash);
  if (textOf(plain.uri) !== undefined) return new Asset({ uri: String(plain.uri) }, hash);
  return new Asset({ text: String(plain.text ?? "") }, hash);
}

function decodeArchive(plain: { [key: string]: Plain }, path: Path, secrets: Path[]): Archive {
  const hash = textOf(plain.hash);
  if (textOf(plain.path) !== undefined) return new Archive({ path: String(plain.path) }, hash);
  if (textOf(plain.uri) !== undefined) return new Archive({ uri: String(plain.uri) }, hash);
  const inner: Path[] = [];
  const entries = decodeValue(plain.assets ?? {}, path, inner);
  if (inner.length > 0) secrets.push(path);
  const assets = Object.entries(isBag(entries) ? entries : {}).flatMap(([name, entry]) =>
    entry instanceof Asset || entry instanceof Archive ? [[name, entry] as const] : [],
  );
  return new Archive({ assets: Object.fromEntries(assets) }, hash);
}

function textOf(plain: Plain | undefined): string | undefined {
  return typeof plain === "string" && plain !== "" ? plain : undefined;
}

function encodeValue(value: Value, path: Path, places: ReadonlySet<string>): Plain {
  if (places.has(JSON.stringify(path))) {
    return { [signatureKey]: signatures.secret, value: encodeValue(value, path, new Set()) };
  }
  if (value === unknown) return unknownText;
  if (isList(value)) return value.map((item) => encodeValue(item, path, new Set()));
  if (value instanceof Asset) return signed("asset", value.hash, value.source);
  if (value instanceof Archive) return encodeArchive(value);
  if (isBag(value)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, entry]) =>
        entry === undefined ? [] : [[key, encodeValue(entry, [...path, key], places)] as const],
      ),
    );
  }
  return value;
}

function encodeArchive(archive: Archive): Plain {
  if (!("assets" in archive.source)) return signed("archive", archive.hash, archive.source);
  const assets = Object.entries(archive.source.assets).map(([name, entry]) => [
    name,
    encodeValue(entry, [], new Set()),
  ]);
  return signed("archive", archive.hash, { assets: Object.fromEntries(assets) });
}

function signed(kind: "asset" | "archive", hash: string | undefined, source: object): Plain {
  return {
    [signatureKey]: signatures[kind],
    ...(hash === undefined ? {} : { hash }),
    ...(source as { [key: string]: Plain }),
  };
}
