# SPDX-License-Identifier: Apache-2.0
"""Validates documents with the JSON Schema files of a folder.

usage: validate.py FOLDER < CASES

CASES is an array of objects: `schema`, such as daxshift.list/1; `name`; `document`; and `isValid`, which tells what is
expected. A line is printed for each document for which that is wrong, and for each file that is no schema.
"""
import json
import pathlib
import sys

from jsonschema import Draft202012Validator, RefResolver
from jsonschema.exceptions import SchemaError, best_match

folder = pathlib.Path(sys.argv[1])
files = {path.name: json.loads(path.read_text()) for path in folder.glob("*.schema.json")}
validators = {}
for name, schema in files.items():
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        print(f"{name}: {error.message}")
    # The files refer to each other by name.
    resolver = RefResolver(base_uri=name, referrer=schema, store=dict(files))
    validators[name] = Draft202012Validator(schema, resolver=resolver)

for case in json.load(sys.stdin):
    validator = validators[case["schema"].replace("/", "-") + ".schema.json"]
    error = best_match(validator.iter_errors(case["document"]))
    if case["isValid"] and error is not None:
        print(f"{case['name']}: {error.json_path}: {error.message[:300]}")
    if not case["isValid"] and error is None:
        print(f"{case['name']}: is taken for valid")
