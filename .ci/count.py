"""Adds up the test results of every project, of .NET and of Python. Fails where none ran, where one failed, and where one was skipped that could have run here."""
import pathlib
import sys
import xml.etree.ElementTree as xml

NAMESPACE = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"

outcomes = {}
for file in pathlib.Path(sys.argv[1]).rglob("*.trx"):
    for result in xml.parse(file).iter(f"{NAMESPACE}UnitTestResult"):
        outcome = result.get("outcome")
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        if outcome == "NotExecuted":
            reason = result.findtext(f".//{NAMESPACE}Message", default="no reason given")
            print(f"skipped: {result.get('testName')}: {reason}")

for file in pathlib.Path(sys.argv[1]).rglob("*.junit.xml"):
    for case in xml.parse(file).iter("testcase"):
        bad = case.find("failure") is not None or case.find("error") is not None
        outcome = "Failed" if bad else "NotExecuted" if case.find("skipped") is not None else "Passed"
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        if outcome == "NotExecuted":
            print(f"skipped: {case.get('classname')}.{case.get('name')}: {case.find('skipped').get('message')}")

passed, skipped = outcomes.pop("Passed", 0), outcomes.pop("NotExecuted", 0)
failed = sum(outcomes.values())
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(0 if passed > 0 and failed == 0 and skipped == 0 else 1)
