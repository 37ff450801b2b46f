"""Merely reading the same workbook with pandas, for comparison.

    python3 benches/peers/read_excel.py WORKBOOK

WORKBOOK is the file that `cargo bench --bench import` names in its first line. Without pandas, or without one of its
engines, this says so and ends without an error.
"""

import sys
import time


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    try:
        import pandas
    except ImportError:
        print("pandas is not installed; nothing compared")
        return 0
    for engine in ("openpyxl", "calamine"):
        times = []
        try:
            for _ in range(3):
                start = time.perf_counter()
                frame = pandas.read_excel(sys.argv[1], engine=engine)
                times.append(time.perf_counter() - start)
        except ImportError as error:
            print(f"{engine}: not installed ({error})")
            continue
        print(f"pandas.read_excel, {engine}: best of 3 {min(times):.2f} s, {len(frame)} rows x {len(frame.columns)} columns")
    return 0


if __name__ == "__main__":
    sys.exit(main())
