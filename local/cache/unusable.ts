/** Something this machine lacks or refuses; the message is one sentence for its user, with what to try. */
export class Unusable extends Error {
  override readonly name = "Unusable";
}
