/** What the clients of AWS are made with; everything but the region comes from the environment unless it is said. */
export type AwsOptions = {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};
