/** A number that a sequence of chance begins with; the same seed gives the same sequence, on every machine. */
export type Seed = number & { readonly __brand: 'Seed' };

/** Chance as a value: each call gives the next number, at least 0 and below 1. */
export type Random = () => number;

/** Mulberry32 (Tommy Ettinger 2017): 32 bits of state, good enough to choose questions, not to keep secrets. */
export function randomFrom(seed: Seed): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The values in an order of chance (Fisher and Yates); the argument stays as it is. */
export function shuffled<Value>(values: readonly Value[], random: Random): Value[] {
  const left = [...values];
  const order: Value[] = [];
  while (left.length > 0) order.push(...left.splice(Math.floor(random() * left.length), 1));
  return order;
}
