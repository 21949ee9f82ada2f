#!/usr/bin/env python3
"""Holds written reports to validators that we did not write: validators.py FOLDER REPORT_SCHEMA [SARIF_SCHEMA]

FOLDER holds NAME.sarif, NAME.annotations, NAME.claimreview, NAME.json, NAME.csv and NAME.tsv. Exit status 1 when anything is invalid.
"""
import csv
import json
import sys
from pathlib import Path

import jsonschema
from pyld import jsonld

csv.field_size_limit(100_000_000)
ANNOTATION = {"@context": {
    "@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type", "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#", "items": {"@id": "as:items", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}}}
CONTEXTS = {"http://www.w3.org/ns/anno.jsonld": ANNOTATION,
            "https://schema.org": {"@context": {"@vocab": "https://schema.org/", "url": {"@id": "https://schema.org/url", "@type": "@id"}}}}


def offline(url, _options):
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXTS[url.rstrip("/")]}


jsonld.set_document_loader(offline)


def against(schema, version):
    validator = version(schema)
    return lambda path: [error.message[:200] for error in validator.iter_errors(json.loads(path.read_text("utf-8")))][:3]


def linked_data(types):
    def check(path):
        data = json.loads(path.read_text("utf-8"))
        expanded = jsonld.expand(data, {"base": "https://example.org/"})
        items = data.get("items", data.get("@graph", []))
        problems = [] if not items or expanded else ["nothing is left after expansion"]
        for item in items:
            kind = item.get("type", item.get("@type"))
            problems += [f"{kind} without {field}" for field in types[kind] if not item.get(field)]
        return problems
    return check


def sheet(delimiter):
    def check(path):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, delimiter=delimiter, strict=True))
        width = {len(row) for row in rows}
        problems = [] if len(width) == 1 else [f"rows of {sorted(width)} cells"]
        formulas = [cell[:40] for row in rows for cell in row if cell.lstrip()[:1] and cell.lstrip()[0] in "=+-@\t\r"]
        return problems + [f"a formula: {cell!r}" for cell in formulas[:3]]
    return check


def main():
    folder, report, *sarif = map(Path, sys.argv[1:])
    checks = {
        ".json": against(json.loads(report.read_text("utf-8")), jsonschema.Draft202012Validator),
        ".annotations": linked_data({"Annotation": ["id", "target"]}),
        ".claimreview": linked_data({"ClaimReview": ["claimReviewed", "reviewRating", "url", "itemReviewed"]}),
        ".csv": sheet(","),
        ".tsv": sheet("\t"),
    }
    for schema in sarif:
        rules = json.loads(schema.read_text("utf-8"))
        checks[".sarif"] = against(rules, jsonschema.validators.validator_for(rules))
    bad = 0
    counts = dict.fromkeys(checks, 0)
    for path in sorted(folder.iterdir()):
        if path.suffix in checks:
            counts[path.suffix] += 1
            for problem in checks[path.suffix](path):
                print(f"{path.name}: {problem}")
                bad += 1
    print(", ".join(f"{count} {suffix[1:]}" for suffix, count in counts.items()), f"checked, {bad} problems")
    sys.exit(1 if bad or not all(counts.values()) else 0)


main()
