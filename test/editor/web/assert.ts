/** What the suites use of `node:assert/strict`, for a worker that has no Node. The bundle puts it in the other's place. */

class AssertionError extends Error {
  override readonly name = "AssertionError";
}

function ok(value: unknown, message = "The value is falsy"): asserts value {
  if (!value) throw new AssertionError(message);
}

function equal(actual: unknown, expected: unknown, message?: string): void {
  if (!Object.is(actual, expected)) throw new AssertionError(message ?? `${String(actual)} is not ${String(expected)}`);
}

/** For plain data only. */
function deepEqual(actual: unknown, expected: unknown, message?: string): void {
  const [is, should] = [JSON.stringify(actual, null, 2), JSON.stringify(expected, null, 2)];
  if (is !== should) throw new AssertionError(message ?? `${is}\nis not\n${should}`);
}

const assert: {
  ok: typeof ok;
  equal: typeof equal;
  deepEqual: typeof deepEqual;
} = { ok, equal, deepEqual };
export default assert;
