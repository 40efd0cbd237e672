export type JobBody = { readonly type: string; readonly url: string };

type Parsed =
  | { readonly success: true; readonly data: JobBody }
  | {
      readonly success: false;
      readonly error: { readonly issues: { readonly path: readonly PropertyKey[]; readonly message: string }[] };
    };

/** A schema by hand, so that what is compared is the two frameworks and not a library that both would use. */
export const bodySchema = {
  safeParse(value: unknown): Parsed {
    if (isJobBody(value)) return { success: true, data: value };
    return { success: false, error: { issues: [{ path: [], message: "expected a type and a url" }] } };
  },
};

function isJobBody(value: unknown): value is JobBody {
  if (typeof value !== "object" || value === null) return false;
  const { type, url } = value as Partial<Record<string, unknown>>;
  return typeof type === "string" && typeof url === "string";
}
