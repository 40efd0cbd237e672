import { APIError } from "openai";
import { expect, test } from "vitest";
import { caseRows } from "../../case-rows.ts";
import { started } from "./started.ts";

interface Row {
  readonly name: string;
  readonly model: string;
  readonly chat?: object;
  readonly responses?: object;
  readonly status: number;
  readonly code?: string | null;
  readonly param?: string;
  readonly says?: string;
}

test.each(caseRows<Row>("model-refusals.jsonl"))("$model: $name", async (row) => {
  const { client } = await started();
  const { model } = row;
  const asked =
    row.responses === undefined
      ? client.post("/chat/completions", {
          body: { model, messages: [{ role: "user", content: "# Mug" }], ...row.chat },
        })
      : client.post("/responses", { body: { model, input: "# Mug", ...row.responses } });
  const outcome: unknown = await asked.catch((error: unknown) => error);
  if (row.status === 200) {
    expect(outcome).toMatchObject({ model });
    return;
  }
  expect(outcome).toBeInstanceOf(APIError);
  expect(outcome).toMatchObject({
    status: row.status,
    type: "invalid_request_error",
    code: row.code,
    param: row.param ?? null,
  });
  expect((outcome as APIError).message).toContain(row.says ?? "");
});
