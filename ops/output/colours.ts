export type ColoursArgs = {
  readonly stream: { readonly isTTY?: boolean };
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** Whether text on this stream may be coloured: on a terminal that can, unless NO_COLOR says otherwise. */
export function hasColours({ stream, environment }: ColoursArgs): boolean {
  return stream.isTTY === true && (environment.NO_COLOR ?? "") === "" && environment.TERM !== "dumb";
}
