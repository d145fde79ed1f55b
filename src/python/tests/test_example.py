from __future__ import annotations

from pathlib import Path

from lineage_fingerprint import example

DECISION = Path(__file__).parents[2] / "decisions" / "0007-fingerprints.md"


def test_section_of_the_decision_is_what_the_script_prints() -> None:
    decision = DECISION.read_text(encoding="utf-8")

    assert decision[decision.index(example.HEADING) :] == example.section()


def test_section_steps_lead_to_what_numpy_prints() -> None:
    lines = example.section().splitlines()
    contents = [line.split()[-1] for line in lines if line.startswith("content")]
    printed = [line for line in lines if line.startswith("lf1")]

    assert [line.split(".")[1] for line in printed] == contents
    digests = {column.name: column.digest.hex() for column in example.fingerprint(example.table()).columns}
    assert [line.split()[1] for line in lines if line.startswith("digest")] == [digests["id"], digests["name"]]
