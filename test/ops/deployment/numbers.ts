/** Whole numbers below a bound, the same ones for the same seed: the generator of Park and Miller. */
export function numbers(seed: number): (below: number) => number {
  const modulus = 2_147_483_647;
  let state = (seed % (modulus - 1)) + 1;
  return (below) => {
    state = (state * 48_271) % modulus;
    return state % below;
  };
}
