import * as fc from "fast-check";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, it } from "vitest";
import { typeOf } from "../../../local/provider/catalogue.ts";
import { bagOf, secretPlaces, structOf, urnParts } from "../../../local/provider/messages.ts";
import { Archive, Asset, type Bag, unknown } from "../../../local/provider/value.ts";
import { decode, encode } from "../../../local/provider/wire.ts";

const key = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown) => ({ [key]: "1b47061264138c4ac30d75fd1eb44270", value });
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("values on the wire", () => {
  it("carries plain values both ways", () => {
    const plain = fc.dictionary(
      fc.string().filter((name) => name !== key && name !== "__proto__"),
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string())),
    );
    fc.assert(
      fc.property(plain, (bag) => {
        expect(bagOf(structOf(bag as Bag)).bag).toEqual({ ...bag });
      }),
    );
  });

  it("takes secrets off and remembers where they were", () => {
    const sent = { open: "a", token: secret("b"), environment: { variables: { KEY: secret("c"), OPEN: "d" } } };
    const { bag, secrets } = decode(sent);
    expect(bag).toEqual({ open: "a", token: "b", environment: { variables: { KEY: "c", OPEN: "d" } } });
    expect(secrets).toEqual([["token"], ["environment", "variables", "KEY"]]);
    expect(encode({ bag, secrets })).toEqual(sent);
  });

  it("makes a list secret when something in it is", () => {
    const { bag, secrets } = decode({ list: [{ a: secret("b") }, "c"] });
    expect(encode({ bag, secrets })).toEqual({ list: secret([{ a: "b" }, "c"]) });
  });

  it.each([unknownText, "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", "3eeb2bf0-c639-47a8-9e75-3b44932eb421"])(
    "reads %s as unknown and writes the text sentinel",
    (sentinel) => {
      const decoded = decode({ a: sentinel, b: { c: [sentinel] }, d: secret(sentinel) });
      expect(decoded.bag).toEqual({ a: unknown, b: { c: [unknown] }, d: unknown });
      expect(encode(decoded)).toEqual({ a: unknownText, b: { c: [unknownText] }, d: secret(unknownText) });
    },
  );

  it("reads output values that are secret or not known", () => {
    const output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
    const { bag, secrets } = decode({ a: { [key]: output, secret: true, value: "x" }, b: { [key]: output } });
    expect(bag).toEqual({ a: "x", b: unknown });
    expect(secrets).toEqual([["a"]]);
  });

  it("carries archives of texts, files and archives with their hashes", () => {
    const code = new Archive(
      { assets: { "a.txt": new Asset({ text: "hello" }, "1"), lib: new Archive({ path: "./lib" }, "2") } },
      "3",
    );
    const sent = structOf({ code, file: new Asset({ path: "/x" }), far: new Asset({ uri: "https://far.example" }) });
    expect(bagOf(sent).bag.code).toEqual(code);
    expect(bagOf(sent).bag.file).toEqual(new Asset({ path: "/x" }));
    expect(bagOf(sent).bag.far).toEqual(new Asset({ uri: "https://far.example" }));
  });

  it("leaves out what is undefined", () => {
    expect(structOf({ a: undefined, b: { c: undefined, d: 1 } }).toJavaScript()).toEqual({ b: { d: 1 } });
    expect(bagOf(undefined).bag).toEqual({});
    expect(bagOf(struct.Struct.fromJavaScript({ a: null })).bag).toEqual({ a: null });
  });

  it("marks what the type declares secret, and all tags where the tags are", () => {
    const version = typeOf("aws:secretsmanager/secretVersion:SecretVersion");
    if (version === undefined) throw new Error("the type is not served");
    expect(secretPlaces(version, [["tags", "a"]])).toEqual([
      ["tags", "a"],
      ["tagsAll", "a"],
      ["secretBinary"],
      ["secretString"],
    ]);
  });

  it("finds type and name in the URN of a nested resource", () => {
    const urn = "urn:pulumi:dev::app::my:index:Parent$aws:sqs/queue:Queue::a::b";
    expect(urnParts(urn)).toEqual({ token: "aws:sqs/queue:Queue", name: "a::b" });
  });
});
