"""Validates the ledger's Data Package of built sites with Frictionless, and sees it refuse tables in which one thing is wrong.

Usage: check.py SITE...
"""

import csv
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import frictionless

FILES = ["datapackage.json", "funding.csv"]


def faults(folder):
    """Returns what the validator finds wrong: each fault as its type and the column, if it has one."""
    report = frictionless.validate(str(folder / "datapackage.json")).to_dict()
    assert report["stats"]["tasks"] == 1, "the package has one table"
    errors = report["errors"] + [error for task in report["tasks"] for error in task["errors"]]
    assert report["valid"] == (not errors), report
    return {(error["type"], error.get("fieldName", "")) for error in errors}


def table(folder):
    """Returns the rows of the table, the names of its columns first."""
    text = (folder / "funding.csv").read_bytes().decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def changed(data, change):
    """Returns the faults of a copy of the table after a change of its rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in FILES:
            shutil.copy(data / file, folder)
        rows = table(folder)
        change(rows)
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerows(rows)
        (folder / "funding.csv").write_bytes(out.getvalue().encode("utf-8"))
        return faults(folder)


def put(column, value, row=-1):
    """Returns a change of one cell."""
    def change(rows):
        rows[row][rows[0].index(column)] = value
    return change


def double(rows):
    """Gives two amounts one id."""
    rows[2][0] = rows[1][0]


# What is wrong with a table, and the fault that must be found beside the changed checksum.
WRONG = [
    ("an amount with dots between thousands", put("value_low", "31.000.000"), ("type-error", "value_low")),
    ("an amount with a decimal comma", put("value_high", "31000000,00"), ("type-error", "value_high")),
    ("an amount below zero", put("value_low", "-1.00"), ("constraint-error", "value_low")),
    ("no amount", put("value_low", ""), ("constraint-error", "value_low")),
    ("an unknown status", put("status", "paid"), ("constraint-error", "status")),
    ("an unknown role", put("role", "sum"), ("constraint-error", "role")),
    ("an unknown measure", put("measure", "weight"), ("constraint-error", "measure")),
    ("an unknown qualifier", put("qualifier", "perhaps"), ("constraint-error", "qualifier")),
    ("an unknown programme", put("programme", "other"), ("constraint-error", "programme")),
    ("a currency in words", put("currency", "euro"), ("constraint-error", "currency")),
    ("an id twice", double, ("unique-error", "id")),
    ("no id", put("id", ""), ("constraint-error", "id")),
    ("a restatement of nothing", put("restates", "no-such-amount"), ("foreign-key", "")),
    ("a column of another name", put("status", "state", 0), ("incorrect-label", "status")),
]


def sound(data):
    """Fails unless the command finds the package valid, and the same table written anew too."""
    command = [Path(sys.executable).parent / "frictionless", "validate", "data/datapackage.json"]
    run = subprocess.run(command, cwd=data.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    found = changed(data, lambda rows: None)
    assert not found, f"written anew: {found}"


def refused(data, change, fault):
    """Fails unless the validator finds a fault, and that the file is not the one that was described."""
    found = changed(data, change)
    assert fault in found and ("hash-count", "") in found, found


def main(sites):
    """Runs all checks and says how many passed and failed."""
    checks = [(f"{site}: the package is valid", lambda data=Path(site) / "data": sound(data)) for site in sites]
    data = Path(sites[0]) / "data"
    checks += [(f"refused: {name}", lambda change=change, fault=fault: refused(data, change, fault)) for name, change, fault in WRONG]
    failed = 0
    for name, check in checks:
        try:
            check()
        except (AssertionError, OSError, ValueError, KeyError) as error:
            failed += 1
            print(f"FAILED {name}: {error!r}")
    print(f"data: {len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
