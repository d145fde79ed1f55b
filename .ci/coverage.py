"""Line coverage of some projects over all test runs together: a line counts as covered when any run covered it. Generated code does not count.

usage: coverage.py RESULTS PROJECT=PERCENT...
"""
import pathlib
import sys
import xml.etree.ElementTree as xml

lines = {}
for file in pathlib.Path(sys.argv[1]).rglob("coverage.cobertura.xml"):
    for package in xml.parse(file).iter("package"):
        known = lines.setdefault(package.get("name"), {})
        for unit in package.iter("class"):
            if "/obj/" in unit.get("filename"):
                continue
            for line in unit.iter("line"):
                place = (unit.get("filename").rsplit("src/", 1)[-1].removeprefix(f"{package.get('name')}/"), int(line.get("number")))
                known[place] = known.get(place, False) or int(line.get("hits")) > 0

too_low = False
for name, floor in (argument.split("=") for argument in sys.argv[2:]):
    known = lines.get(name, {})
    percent = 100 * sum(known.values()) / len(known) if known else 0.0
    too_low |= percent < float(floor)
    print(f"{name}: {percent:.1f}% of {len(known)} lines (at least {floor}%)")
sys.exit(1 if too_low else 0)
