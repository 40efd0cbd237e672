import type { TLSSocket } from "node:tls";
import { expect, test } from "vitest";
import { checkedConnector, connectorTrusting } from "../../../../runtime/extract/fetch/connector.ts";
import { fetchPage } from "../../../../runtime/extract/fetch/fetch-page.ts";
import { certificateFor } from "./certificate.ts";
import { noRules } from "./no-rules.ts";
import { answering, rawSite } from "./raw-site.ts";

const PAGE = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\n<p>ok";
const shop = certificateFor("shop.example.com");
const other = certificateFor("other.example.com");
const loopback = certificateFor("127.0.0.1");

type Asking = { certificate: typeof shop; host: string; ca?: string };

async function asking({ certificate, host, ca }: Asking) {
  await using server = await rawSite(answering(PAGE), certificate);
  const target = `${host.toLowerCase().replace(/\.$/, "")}:${server.port}`;
  const page = await fetchPage(
    {
      ...{ url: `https://${host}:${server.port}/`, allowedTargets: [target], robots: noRules },
      lookup: async () => ["127.0.0.1"],
      connectorFor: ca === undefined ? checkedConnector : connectorTrusting({ ca }),
    },
    AbortSignal.timeout(5_000),
  );
  return { page, server: server.sockets[0] as TLSSocket };
}

test.each(["shop.example.com", "SHOP.example.com", "shop.example.com."])(
  "a certificate is checked against the name of %s, which the server is told",
  async (host) => {
    const { page, server } = await asking({ certificate: shop, host, ca: shop.cert });
    expect(page.html).toBe("<p>ok");
    expect(server.servername).toBe("shop.example.com");
  },
);

test("a certificate for the address does for a URL of the address", async () => {
  const { page, server } = await asking({ certificate: loopback, host: "127.0.0.1", ca: loopback.cert });
  expect(page.html).toBe("<p>ok");
  expect(server.servername).toBe(false);
});

test.each([
  ["another name's certificate", { certificate: other, ca: other.cert }, "ERR_TLS_CERT_ALTNAME_INVALID"],
  ["the address's certificate", { certificate: loopback, ca: loopback.cert }, "ERR_TLS_CERT_ALTNAME_INVALID"],
  ["a certificate that nobody trusts", { certificate: shop }, "DEPTH_ZERO_SELF_SIGNED_CERT"],
])("%s is no page, and nothing is sent to it", async (_, given, reason) => {
  const refused = asking({ ...given, host: "shop.example.com" });
  await expect(refused).rejects.toMatchObject({ code: "page-unreachable", reason });
});

test("a server that does not finish its handshake ends with the time to connect", async () => {
  await using server = await rawSite(() => undefined);
  const fetching = fetchPage(
    {
      ...{ url: `https://127.0.0.1:${server.port}/`, allowedTargets: [`127.0.0.1:${server.port}`], robots: noRules },
      limits: { connectMs: 50 },
    },
    AbortSignal.timeout(5_000),
  );
  await expect(fetching).rejects.toMatchObject({ code: "page-unreachable", reason: "UND_ERR_CONNECT_TIMEOUT" });
});
