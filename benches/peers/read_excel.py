"""Merely reading the same workbook with pandas and with LibreOffice, for comparison.

    python3 benches/peers/read_excel.py WORKBOOK

WORKBOOK is the file that `cargo bench --bench import` names in its first line. LibreOffice opens it without a window
and writes it out as text, which is the least it can be asked for: starting the program is timed by itself and said
beside. What is not installed is named and left out, without an error.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time


def with_pandas(workbook: str) -> None:
    try:
        import pandas
    except ImportError:
        print("pandas: not installed, nothing compared")
        return
    for engine in ("openpyxl", "calamine"):
        times = []
        try:
            for _ in range(3):
                start = time.perf_counter()
                frame = pandas.read_excel(workbook, engine=engine)
                times.append(time.perf_counter() - start)
        except ImportError as error:
            print(f"pandas, {engine}: not installed ({error})")
            continue
        print(
            f"pandas.read_excel, {engine}: best of 3 {min(times):.2f} s, "
            f"{len(frame)} rows x {len(frame.columns)} columns"
        )


def with_libreoffice(workbook: str) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("LibreOffice: not installed, nothing compared")
        return
    with tempfile.TemporaryDirectory() as folder:
        # A profile of its own: neither that of the person nor a first start in the measure.
        profile = f"-env:UserInstallation=file://{folder}/profile"
        empty = os.path.join(folder, "empty.csv")
        with open(empty, "w", encoding="utf-8") as file:
            file.write("a\n")

        def convert(source: str, name: str) -> float:
            target = os.path.join(folder, name)
            start = time.perf_counter()
            subprocess.run(
                [office, profile, "--headless", "--convert-to", "csv", "--outdir", target, source],
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=600,
            )
            return time.perf_counter() - start

        try:
            convert(empty, "first")
            starting = min(convert(empty, f"start{run}") for run in range(3))
            whole = min(convert(workbook, f"whole{run}") for run in range(3))
        except (subprocess.SubprocessError, OSError) as error:
            print(f"LibreOffice: could not be run ({error})")
            return
    print(
        f"LibreOffice, open and save as text: best of 3 {whole:.2f} s, "
        f"of which starting takes {starting:.2f} s"
    )


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    with_pandas(sys.argv[1])
    with_libreoffice(sys.argv[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
