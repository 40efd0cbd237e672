import { describe, expect, it } from "vitest";
import { asFailure, Failure } from "../../../runtime/domain/failure.ts";

describe("a failure", () => {
  it("says of itself whether it may be shown and whether another try makes sense", () => {
    expect(new Failure("unavailable", "Not now.")).toMatchObject({ visible: true, retryable: true });
    expect(new Failure("invalid-request", "No.")).toMatchObject({ visible: true, retryable: false });
    expect(new Failure("lost-race", "Row 7.")).toMatchObject({ visible: false, retryable: true });
    expect(new Failure("internal", "A bug.")).toMatchObject({ visible: false, retryable: false });
  });

  it("is made of whatever was thrown, which stays its cause", () => {
    const bug = new TypeError("x is undefined");
    expect(asFailure(bug)).toMatchObject({ code: "internal", cause: bug });
    const own = new Failure("not-found", "Nothing here.");
    expect(asFailure(own)).toBe(own);
    expect(asFailure("text")).toMatchObject({ code: "internal", cause: "text" });
  });
});
