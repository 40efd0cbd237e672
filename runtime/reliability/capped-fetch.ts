export type Cap = {
  /** Of a body, after decompression. */
  readonly bytes: number;
  /** What reading a larger body fails with. */
  readonly tooLarge: () => Error;
};

/** `fetch` whose answers fail as soon as their body is longer than the cap; the rest is not read and the connection is closed. */
export function cappedFetch({ bytes, tooLarge }: Cap): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    let seen = 0;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.byteLength;
        if (seen > bytes) throw tooLarge();
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(counter), response);
  };
}
