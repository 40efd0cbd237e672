import { describe, expect, it } from "vitest";
import { JobStatus } from "../../../runtime/domain/job.ts";
import { listingOf } from "../../../runtime/domain/listing.ts";
import { cursorOf, positionIn } from "../../../runtime/flow/list-cursor.ts";

const { listedAt: position } = listingOf({ id: "a", status: "pending", createdAt: 1_795_000_000_000 });

describe("a cursor", () => {
  it.each([undefined, ...JobStatus.options])(
    "leads back to its place in the list of %s jobs, and in no other",
    (status) => {
      const cursor = cursorOf({ status, position });
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(positionIn(cursor, status)).toBe(position);
      for (const other of [undefined, ...JobStatus.options]) {
        if (other !== status) expect(() => positionIn(cursor, other)).toThrow(/^cursor: /);
      }
    },
  );

  it("is refused with any of its characters changed", () => {
    const cursor = cursorOf({ status: undefined, position });
    for (let at = 0; at < cursor.length; at += 1) {
      const changed = cursor.slice(0, at) + (cursor[at] === "A" ? "B" : "A") + cursor.slice(at + 1);
      expect(() => positionIn(changed, undefined)).toThrow(/^cursor: /);
    }
  });

  it.each(["", "x", "e30", `${cursorOf({ status: undefined, position })}=`, "\ud83d"])(
    "is refused when it is %j",
    (cursor) => {
      expect(() => positionIn(cursor, undefined)).toThrow(/^cursor: /);
    },
  );
});
