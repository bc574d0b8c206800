"""The bytes of a result are the same in processes with different hash seeds."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PROGRAM = """
import random, sys
from bench.audit_cases import RULEBOOKS, a_record
from bench.audits import compiled_from
from waypost.engine.audit import audit
from waypost.engine.digest import digest_record
from waypost.engine.transcript import write_result
books = [compiled_from(text) for text in RULEBOOKS]
for number in range(20):
    record = a_record(random.Random(number))
    print(digest_record(record))
    for book in books:
        sys.stdout.write(write_result(audit(record, book)).decode())
"""


def printed_with(seed: str) -> bytes:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout


def test_the_hash_seed_changes_no_byte() -> None:
    first, *others = [printed_with(seed) for seed in ("0", "1", "4242")]
    assert len(first) > 10_000
    assert all(other == first for other in others)
