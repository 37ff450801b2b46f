"""Two plain ways to tell the sector of a firm from its text, on the same labelled rows as our matching.

    python3 benches/peers/match_baselines.py [DIRECTORY]

DIRECTORY holds sectors_dev.csv (default: ../shared/data beside the project). Compared are a count of the plan's own
product names, and a logistic regression on character n-grams (TF-IDF) fitted by five-fold cross-validation. Where
scikit-learn is missing, only the first is measured; where the data is missing, nothing is, without an error. Our own
figures on the same rows: cargo test --test matching_dev -- --nocapture
"""

import csv
import sys
import tomllib
from pathlib import Path

FOUR = ("ev_parts", "smart_equipment", "new_materials", "semiconductor")
ROOT = Path(__file__).resolve().parents[2]


def f1(gold, found, sector):
    hit = sum(g == f == sector for g, f in zip(gold, found))
    missed = sum(g == sector != f for g, f in zip(gold, found))
    wrong = sum(f == sector != g for g, f in zip(gold, found))
    return 2 * hit / (2 * hit + missed + wrong) if hit else 0.0


def line(name, rows, found):
    def macro(keep):
        kept = [(row["gold_sector"], said) for row, said in zip(rows, found) if keep(row)]
        gold, said = [pair[0] for pair in kept], [pair[1] for pair in kept]
        return sum(f1(gold, said, sector) for sector in FOUR) / len(FOUR)

    negatives = [said for row, said in zip(rows, found) if row["gold_sector"] not in FOUR]
    flagged = sum(said in FOUR for said in negatives) / len(negatives)
    high, everything = macro(lambda row: row["confidence"] == "high"), macro(lambda row: True)
    print(f"{name:<58} {high:6.3f} {everything:6.3f} {macro(lambda row: row['lang'] == 'en'):8.3f} {100 * flagged:8.1f} %")


def product_names():
    """Names of the plan's products per sector, Chinese and English, as the plan file has them."""
    names = {}

    def walk(node, sector):
        if isinstance(node, dict):
            own = node.get("id", node.get("word"))
            sector = own if own in FOUR else node.get("sector", sector)
            for key in ("name", "zh", "en", "name_zh", "name_en"):
                value = node.get(key)
                if isinstance(value, str) and sector in FOUR and len(value) > 1:
                    names.setdefault(sector, set()).add(value.lower())
            for value in node.values():
                walk(value, sector)
        elif isinstance(node, list):
            for value in node:
                walk(value, sector)

    for file in sorted((ROOT / "seeds").glob("*plan*.toml")) + sorted((ROOT / "seeds").glob("plan*/*.toml")):
        walk(tomllib.loads(file.read_text(encoding="utf-8")), None)
    return names


def keyword_count(rows):
    names = product_names()
    if not names:
        return None
    found = []
    for row in rows:
        text = (row["company_name"] + " " + row["text"]).lower()
        counts = {sector: sum(text.count(name) for name in names.get(sector, ())) for sector in FOUR}
        best = max(FOUR, key=lambda sector: counts[sector])
        found.append(best if counts[best] else "none")
    return found


def regression(rows):
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.model_selection import StratifiedKFold, cross_val_predict
        from sklearn.pipeline import make_pipeline
    except ImportError:
        print("scikit-learn is not installed; the regression is skipped")
        return None
    texts = [row["company_name"] + " " + row["text"] for row in rows]
    gold = [row["gold_sector"] if row["gold_sector"] in FOUR else "none" for row in rows]
    model = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2),
        LogisticRegression(C=30, class_weight="balanced", max_iter=2000),
    )
    folds = StratifiedKFold(n_splits=5, shuffle=True, random_state=0)
    return list(cross_val_predict(model, texts, gold, cv=folds))


def main() -> int:
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    file = directory / "sectors_dev.csv"
    if not file.exists():
        print(f"{file} is not there; nothing compared")
        return 0
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["gold_sector"] != "ambiguous"]
    print(f"{len(rows)} rows; macro-F1 over the four sectors")
    print(f"{'':<58} {'high':>6} {'all':>6} {'English':>8} {'flagged':>10}")
    found = keyword_count(rows)
    if found:
        line("count of the plan's product names", rows, found)
    found = regression(rows)
    if found:
        line("character n-grams, TF-IDF, logistic regression (5 folds)", rows, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
