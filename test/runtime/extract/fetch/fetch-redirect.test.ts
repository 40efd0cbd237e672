import { describe, expect, test } from "vitest";
import { dripping, fetching, page, type Serving } from "./raw-answers.ts";
import { answering } from "./raw-site.ts";

describe("a redirect", () => {
  const to = (location: string | Buffer): Serving =>
    answering("HTTP/1.1 302 Found\r\nlocation: ", location, "\r\ncontent-length: 0\r\n\r\n");
  test.each([
    ["ftp://a.example/", "unsupported-scheme"],
    ["file:///etc/passwd", "local-file"],
    ["javascript:alert(1)", "unsupported-scheme"],
    ["data:text/html,<p>", "unsupported-scheme"],
    ["http://user:secret@a.example/", "credentials-in-url"],
    ["//user@a.example/", "credentials-in-url"],
    ["http:\\\\10.0.0.1\\", "private-address"],
    ["/\t/10.0.0.1/", "private-address"],
    ["///10.0.0.1/", "private-address"],
    ["http://[::ffff:10.0.0.1]/", "private-address"],
    ["http://[64:ff9b::a00:1]/", "private-address"],
    ["http://0300.0250.0x1.1/", "private-address"],
    ["http://a.example:6000/", "blocked-port"],
    ["http://", "malformed"],
    [`/${"a".repeat(8_000)}`, "too-long"],
    ["/", "redirect-limit"],
    ["", "redirect-limit"],
    ["#part", "redirect-limit"],
  ])("to %.40s is refused as %s", async (location, reason) => {
    await expect(fetching(to(location))).rejects.toMatchObject({ code: "page-refused", reason, retryable: false });
  });

  test("tells nobody the secrets of its target", async () => {
    const refused = fetching(to("http://user:secret@a.example/"));
    await expect(refused).rejects.toMatchObject({ message: expect.not.stringContaining("secret") });
  });

  test("is followed without its body, however long that is", async () => {
    let hop = 0;
    const { url } = await fetching((socket) => {
      hop += 1;
      if (hop > 1) page("<p>ok")(socket);
      else dripping({ start: "HTTP/1.1 301 Moved\r\nlocation: /é\r\n\r\n", piece: "x".repeat(10_000) })(socket);
    });
    expect(url).toMatch(/\/%C3%A9$/);
  });
});
