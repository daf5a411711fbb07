"""Sends calls to the emulator with the AWS command line, all in one process, since starting it takes longer than a call.

Reads {"endpoint", "calls": [{"service", "operation", "region", "key", "input"}]} from standard input and writes
{"version", "lacking", "answers"} to standard output.
"""
import contextlib
import io
import json
import os
import re
import sys

import awscli
import awscli.clidriver

# The command line carries a botocore of its own.
from awscli.botocore import xform_name


def main():
    asked = json.load(sys.stdin)
    lacking, answers, drivers = set(), [], {}

    def driver_of(call):
        """A driver keeps the credentials that it found at its start."""
        key = call["key"]
        at = (call["region"], key["accessKeyId"])
        os.environ["AWS_ACCESS_KEY_ID"] = key["accessKeyId"]
        os.environ["AWS_SECRET_ACCESS_KEY"] = key["secretAccessKey"]
        os.environ["AWS_DEFAULT_REGION"] = call["region"]
        if at not in drivers:
            drivers[at] = awscli.clidriver.create_clidriver()
        return drivers[at]

    def has(driver, call):
        session = driver.session
        if call["service"] not in session.get_available_services():
            return False
        return call["operation"] in session.get_service_model(call["service"]).operation_names

    for call in asked["calls"]:
        driver = driver_of(call)
        if not has(driver, call):
            lacking.add(f"{call['service']}:{call['operation']}")
            answers.append(None)
            continue
        command = xform_name(call["operation"], "-")
        args = ["--endpoint-url", asked["endpoint"], "--output", "json", call["service"], command]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = driver.main([*args, "--cli-input-json", json.dumps(call["input"])])
        if code == 0:
            answers.append({"answer": json.loads(out.getvalue() or "{}")})
        else:
            refused = re.search(r"An error occurred \((\w+)\)", err.getvalue())
            answers.append({"error": refused.group(1) if refused else err.getvalue()})
    json.dump({"version": awscli.__version__, "lacking": sorted(lacking), "answers": answers}, sys.stdout)


main()
