"""The same sums with numpy, and the weighted sum of two decision packages, for comparison.

    python3 benches/peers/scoring.py

The tables have the sizes of `cargo bench --bench scoring`. What is not installed is named and left out; that is no
error.
"""

import sys
import time


def best(runs, work):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1e3


def main() -> int:
    try:
        import numpy as np
    except ImportError:
        print("numpy is not installed; nothing compared")
        return 0
    rng = np.random.default_rng(2025)
    weights = np.full(12, 1 / 12)

    million = rng.random((1_000_000, 12))
    columns = np.asfortranarray(million)
    for name, table in (("row-major", million), ("column-major", columns)):
        took = best(15, lambda: table @ weights)
        print(f"numpy weighted sum 1 000 000 x 12, {name}: {took:.2f} ms, {96.0 / took:.1f} GB/s")
    del million, columns

    hundred = rng.random((100_000, 12))
    took = best(15, lambda: hundred @ weights)
    print(f"numpy weighted sum 100 000 x 12: {took:.3f} ms")
    took = best(15, lambda: np.argpartition(-(hundred @ weights), 30)[:30])
    print(f"numpy weighted sum and top 30 of 100 000: {took:.3f} ms")

    field = rng.random((5_000, 12)).astype(np.float32)

    def counts(draws):
        drawn = rng.dirichlet(weights * 60, draws).astype(np.float32)
        scores = field @ drawn.T
        top = np.argpartition(-scores, 40, axis=0)[:40]
        return np.bincount(top.ravel(), minlength=5_000)

    print(f"numpy top 40 of 5 000 x 12, 1 000 draws, everything known: {best(5, lambda: counts(1_000)):.0f} ms")

    def counts_unknown(draws):
        # One factor shared by the unknown cells of a company, as the program draws them.
        unknown = rng.random(field.shape) < 1 / 3
        found = np.zeros(5_000, dtype=np.int64)
        drawn = rng.dirichlet(weights * 60, draws).astype(np.float32)
        where = np.nonzero(unknown)
        for w in drawn:
            z = np.sqrt(0.3) * rng.standard_normal(5_000)[where[0]]
            z += np.sqrt(0.7) * rng.standard_normal(where[0].size)
            values = field.copy()
            # A logistic curve stands for the normal one: cheaper, and as good for a comparison of times.
            values[where] = 1 / (1 + np.exp(-1.702 * z))
            found[np.argpartition(-(values @ w), 40)[:40]] += 1
        return found

    took = best(1, lambda: counts_unknown(1_000))
    print(f"numpy top 40 of 5 000 x 12, 1 000 draws, a third unknown: {took:.0f} ms")

    try:
        from pymcdm.methods import WSM
    except ImportError as error:
        print(f"pymcdm: not installed ({error})")
    else:
        types = np.ones(12)
        method = WSM()
        plain = best(5, lambda: method(hundred, weights, types))
        print(f"pymcdm WSM 100 000 x 12: {plain:.2f} ms")
        fast = best(5, lambda: method(hundred, weights, types, validation=False))
        print(f"pymcdm WSM 100 000 x 12 without validation: {fast:.2f} ms")

    try:
        import skcriteria
        from skcriteria.agg.simple import WeightedSumModel
    except ImportError as error:
        print(f"scikit-criteria: not installed ({error})")
    else:
        matrix = skcriteria.mkdm(hundred, [max] * 12, weights=weights)
        took = best(5, lambda: WeightedSumModel().evaluate(matrix))
        print(f"scikit-criteria WeightedSumModel 100 000 x 12: {took:.2f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
