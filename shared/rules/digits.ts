/** Σ digit[i] · weight[i]; the caller has made sure that the text begins with that many digits. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (digits.charCodeAt(i) - 48) * (weights[i] ?? 0);
  return sum;
}

/** The value of the digit at `index`. */
export function digitAt(digits: string, index: number): number {
  return digits.charCodeAt(index) - 48;
}
