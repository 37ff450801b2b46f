#!/usr/bin/env python3
"""The questions of benches/pursue.rs by other means: HiGHS (through scipy) on the fluid model, plain greedy on the true
worth, and a ranking by chance x worth x quality that does not look at slots.

    cargo bench --bench pursue -- --export cases.json
    python3 benches/peers/pursue.py cases.json

Every plan is judged by the same true expected worth (exact distribution of how many land). Without numpy or scipy the
script says so and ends.
"""

import json
import sys
import time

try:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_matrix
except ImportError as missing:
    print(f"skipped: {missing.name} is not installed (pip install numpy scipy)")
    sys.exit(0)


class Case:
    def __init__(self, case):
        self.case = case
        self.share, self.beta = case["seat_share"], case["beta"]
        slots = case["slots"]
        self.worth = np.array([slot["worth"] for slot in slots])
        rows = [
            (firm, place, seat["slot"], seat["ground"], seat["chance"], seat["quality"], seat["land"], candidate["minutes"])
            for firm, candidate in enumerate(case["candidates"])
            for place, seat in enumerate(candidate["seats"])
        ]
        self.firm, self.place, self.slot, self.ground = (np.array([row[i] for row in rows]) for i in range(4))
        self.p, self.quality, self.land, self.minutes = (
            np.array([row[i] for row in rows], float) for i in range(4, 8)
        )
        self.direct = (1 - self.share) * self.worth[self.slot] * self.p * self.quality
        # Thousandths of a mu, as the program counts.
        self.takes = np.rint(self.p * self.land * 1000)
        # Every set of places: what lies wholly within it may not take more than it has.
        count = len(case["places"])
        sets = [{place for place in range(count) if bits >> place & 1} for bits in range(1, 1 << count)]
        self.free = np.array([1000 * sum(case["places"][place] for place in places) for places in sets], float)
        within = np.array([[set(ground) <= places for ground in case["grounds"]] for places in sets])
        self.within = within[:, self.ground]
        self.steps = [
            np.array([1.0 if n < slot["min"] else self.beta for n in range(slot["max"])]) * self.share * slot["worth"]
            for slot in slots
        ]

    def true_worth(self, columns):
        total = self.direct[columns].sum()
        for slot, steps in enumerate(self.steps):
            terms = np.zeros(len(steps))
            terms[0] = 1.0
            for p in self.p[[c for c in columns if self.slot[c] == slot]]:
                total += p * terms @ steps
                terms[1:] = terms[1:] * (1 - p) + terms[:-1] * p
                terms[0] *= 1 - p
        return total

    def greedy(self, score):
        """Takes what fits, the greatest score first; score(needs) is asked again after every choice."""
        meetings, minutes = self.case["meetings"], self.case["minutes"]
        land = self.free.copy()
        free = np.ones(len(self.p), bool)
        terms = [np.eye(1, len(steps))[0] for steps in self.steps]
        chosen = []
        while meetings:
            needs = np.array([t @ steps for t, steps in zip(terms, self.steps)])
            gains = score(needs)
            fits = free & (self.minutes <= minutes) & (self.within * self.takes <= land[:, None]).all(axis=0)
            if not fits.any():
                break
            best = int(np.argmax(np.where(fits, gains, -np.inf)))
            if gains[best] <= 0:
                break
            chosen.append(best)
            meetings, minutes = meetings - 1, minutes - self.minutes[best]
            land -= self.within[:, best] * self.takes[best]
            free &= self.firm != self.firm[best]
            p, t = self.p[best], terms[self.slot[best]]
            t[1:] = t[1:] * (1 - p) + t[:-1] * p
            t[0] *= 1 - p
        return chosen

    def fluid(self, integral):
        """The expected number in the place of the distribution: an upper bound on the true worth."""
        columns, slots = len(self.p), self.case["slots"]
        below = np.array([slot["min"] for slot in slots], float)
        above = np.array([slot["max"] - slot["min"] for slot in slots], float)
        count = len(slots)
        cost = -np.concatenate([self.direct, self.share * self.worth, self.share * self.beta * self.worth])
        rows, cols, values, upper = [], [], [], []

        def add(entries, limit):
            for col, value in entries:
                rows.append(len(upper))
                cols.append(col)
                values.append(value)
            upper.append(limit)

        add([(c, 1.0) for c in range(columns)], self.case["meetings"])
        add([(c, m) for c, m in enumerate(self.minutes)], self.case["minutes"])
        for within, free in zip(self.within, self.free):
            add([(c, self.takes[c]) for c in np.flatnonzero(within)], free)
        for slot in range(count):
            filled = [(columns + slot, 1.0), (columns + count + slot, 1.0)]
            add(filled + [(c, -self.p[c]) for c in np.flatnonzero(self.slot == slot)], 0.0)
        firms = {}
        for column, firm in enumerate(self.firm):
            firms.setdefault(firm, []).append(column)
        for mine in firms.values():
            if len(mine) > 1:
                add([(c, 1.0) for c in mine], 1.0)
        matrix = coo_matrix((values, (rows, cols)), shape=(len(upper), columns + 2 * count)).tocsr()
        integrality = np.concatenate([np.full(columns, int(integral)), np.zeros(2 * count)])
        bounds = Bounds(0, np.concatenate([np.ones(columns), below, above]))
        found = milp(
            cost,
            constraints=LinearConstraint(matrix, -np.inf, upper),
            bounds=bounds,
            integrality=integrality,
            options={"mip_rel_gap": 1e-6, "time_limit": 120},
        )
        return -found.fun, np.flatnonzero(found.x[:columns] > 0.5).tolist()


def timed(work):
    started = time.perf_counter()
    found = work()
    return found, time.perf_counter() - started


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print("seed   ours   (bound, s)         HiGHS fluid: true worth, s   plain greedy    slot-blind      fluid LP bound")
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            case = Case(json.loads(line))
            ours, bound = case.case["value"], case.case["bound"]
            columns = {(firm, place): c for c, (firm, place) in enumerate(zip(case.firm, case.place))}
            again = case.true_worth([columns[tuple(pick)] for pick in case.case["picks"]])
            assert abs(again - ours) < 1e-6, f"the same plan is worth {again} here and {ours} there"
            (relaxed, _), _ = timed(lambda: case.fluid(False))
            (_, picks), seconds = timed(lambda: case.fluid(True))
            exact = case.true_worth(picks)
            greedy = case.true_worth(case.greedy(lambda needs: case.direct + case.p * needs[case.slot]))
            blind = case.true_worth(case.greedy(lambda _: case.p * case.worth[case.slot] * case.quality))
            behind = lambda worth: f"{worth:8.2f} ({100 * (worth / ours - 1):+5.1f} %)"
            print(
                f"{case.case['seed']:4}  {ours:7.2f} ({bound:7.2f}, {case.case['seconds']:.2f})   "
                f"{behind(exact)} {seconds:6.2f}   {behind(greedy)}  {behind(blind)}  {relaxed:8.2f}"
            )


if __name__ == "__main__":
    main()
