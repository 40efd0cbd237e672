import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { MigrationArchive } from "../../runtime/migrating/ports.ts";

const { signal } = new AbortController();
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

/** What an archive of objects that are written once promises. It may hold other objects. */
export function migrationArchiveContract(make: () => Promise<MigrationArchive>): void {
  it("gives back what was put, byte by byte, and nothing for a key that was not", async () => {
    const archive = await make();
    const prefix = `migrations/${randomUUID()}/`;
    const body = new Uint8Array([0, 255, 10, 13, 128]);
    await archive.put(`${prefix}a.gz`, body, signal);
    expect(Buffer.from((await archive.get(`${prefix}a.gz`, signal)) ?? [])).toEqual(Buffer.from(body));
    expect(await archive.get(`${prefix}b.gz`, signal)).toBeUndefined();
  });

  it("takes the same object again", async () => {
    const archive = await make();
    const key = `migrations/${randomUUID()}/a`;
    await archive.put(key, bytes("one"), signal);
    await archive.put(key, bytes("one"), signal);
    expect(Buffer.from((await archive.get(key, signal)) ?? []).toString()).toBe("one");
  });

  it("lists the keys under a prefix in the order of their names", async () => {
    const archive = await make();
    const prefix = `migrations/${randomUUID()}/`;
    const names = ["00001/0001-00000010", "00001/0002-00000001", "00000/0001-00000002", "00001/0001-00000009"];
    for (const name of names) await archive.put(`${prefix}${name}`, bytes(name), signal);
    const listed = async (under: string) => {
      const keys: string[] = [];
      for await (const key of archive.list(`${prefix}${under}`, signal)) keys.push(key.slice(prefix.length));
      return keys;
    };
    expect(await listed("")).toEqual(names.toSorted());
    expect(await listed("00001/")).toEqual(names.filter((name) => name.startsWith("00001/")).toSorted());
    expect(await listed("00002/")).toEqual([]);
  });
}
