"""Sends calls to the emulator with botocore and holds every answer against botocore's service models.

Reads {"endpoint", "calls": [{"service", "operation", "region", "key", "input"}]} from standard input and writes
{"version", "lacking", "problems", "checked", "answers"} to standard output. What a parser would forgive is a problem here: members
that the model does not have, values of another type or outside an enumeration, required members that are missing.
"""
import base64
import json
import re
import sys
import xml.etree.ElementTree as ET

import botocore
import botocore.config
import botocore.endpoint
import botocore.exceptions
import botocore.session

TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")
# Codes that every service may answer beside those that its model names.
COMMON = {"AccessDenied", "AccessDeniedException", "ThrottlingException", "ValidationException", "ValidationError"}


class Walk:
    def __init__(self, where):
        self.where = where
        self.problems = []

    def say(self, what, shape):
        self.problems.append(f"{self.where}: {what} in {shape.name}")

    def enum(self, value, shape):
        allowed = getattr(shape, "enum", None)
        if allowed and value not in allowed:
            self.say(f"value {value!r}", shape)

    def required(self, present, shape):
        for name in shape.required_members:
            if name not in present:
                self.say(f"required member {name} is missing", shape)


class JsonWalk(Walk):
    types = {
        "string": str, "boolean": bool, "integer": int, "long": int, "timestamp": (int, float), "float": (int, float),
        "double": (int, float), "list": list, "map": dict, "structure": dict, "blob": str,
    }

    def walk(self, value, shape):
        kind = shape.type_name
        if value is None or not isinstance(value, self.types[kind]) or (kind != "boolean" and isinstance(value, bool)):
            return self.say(f"value {value!r} is no {kind}", shape)
        if kind == "structure":
            for name, one in value.items():
                if name in shape.members:
                    self.walk(one, shape.members[name])
                else:
                    self.say(f"unknown member {name}", shape)
            self.required(value, shape)
        elif kind == "list":
            for one in value:
                self.walk(one, shape.member)
        elif kind == "map":
            for key, one in value.items():
                self.walk(key, shape.key)
                self.walk(one, shape.value)
        elif kind == "string":
            self.enum(value, shape)


class XmlWalk(Walk):
    def walk(self, node, shape):
        kind = shape.type_name
        text = node.text or ""
        if kind == "structure":
            names = {self.name(member, name): (name, member) for name, member in shape.members.items()}
            seen = set()
            for child in node:
                tag = local(child.tag)
                if tag not in names:
                    self.say(f"unknown element {tag}", shape)
                    continue
                if tag in seen:
                    self.say(f"element {tag} comes twice", shape)
                seen.add(tag)
                self.walk(child, names[tag][1])
            self.required({names[tag][0] for tag in seen}, shape)
        elif kind == "list":
            item = shape.member.serialization.get("name", "member")
            for child in node:
                if local(child.tag) != item:
                    self.say(f"list item {local(child.tag)} is not {item}", shape)
                self.walk(child, shape.member)
        elif kind == "map":
            for entry in node:
                parts = {local(part.tag): part for part in entry}
                if local(entry.tag) != "entry" or set(parts) != {"key", "value"}:
                    self.say("a map needs entries of key and value", shape)
                    continue
                self.walk(parts["key"], shape.key)
                self.walk(parts["value"], shape.value)
        elif len(node) > 0:
            self.say(f"elements inside a {kind}", shape)
        elif kind == "timestamp" and not TIME.match(text):
            self.say(f"time {text!r}", shape)
        elif kind == "boolean" and text not in ("true", "false"):
            self.say(f"boolean {text!r}", shape)
        elif kind in ("integer", "long") and not re.match(r"^-?\d+$", text):
            self.say(f"number {text!r}", shape)
        elif kind == "blob":
            base64.b64decode(text, validate=True)
        elif kind == "string":
            self.enum(text, shape)

    @staticmethod
    def name(member, name):
        return member.serialization.get("name", name)


def local(tag):
    return tag.split("}")[-1]


def problems_of(model, response):
    """The problems of one raw answer; of an error, whether the model knows its code."""
    where = f"{model.service_model.service_name}:{model.name}"
    protocol = model.metadata["protocol"]
    body = response["body"]
    if protocol in ("json", "rest-json"):
        walk = JsonWalk(where)
        answer = json.loads(body or b"{}")
        if response["status_code"] >= 300:
            headers = {name.lower(): value for name, value in response["headers"].items()}
            return error_problems(walk, model, headers.get("x-amzn-errortype", ""))
        walk.walk(answer, model.output_shape)
        return walk.problems
    walk = XmlWalk(where)
    root = ET.fromstring(body)
    if response["status_code"] >= 300:
        return error_problems(walk, model, next(one.text for one in root.iter() if local(one.tag) == "Code"))
    if local(root.tag) != f"{model.name}Response":
        return [f"{where}: answered with {local(root.tag)}"]
    if protocol == "ec2":
        for child in [one for one in root if local(one.tag) == "requestId"]:
            root.remove(child)
        walk.walk(root, model.output_shape)
        return walk.problems
    results = [one for one in root if local(one.tag) == f"{model.name}Result"]
    if [local(one.tag) for one in root] != [f"{model.name}Result", "ResponseMetadata"]:
        walk.problems.append(f"{where}: holds {[local(one.tag) for one in root]}")
    for one in results:
        walk.walk(one, model.output_shape)
    return walk.problems


def error_problems(walk, model, code):
    known = {shape.metadata.get("error", {}).get("code", shape.name) for shape in model.error_shapes}
    if code not in known | {shape.name for shape in model.error_shapes} | COMMON and model.error_shapes:
        walk.problems.append(f"{walk.where}: the model has no error {code}")
    return walk.problems


def whole(client, method, asked):
    """All pages as one answer; botocore knows how most operations page, the others have a NextToken."""
    if client.can_paginate(method):
        return client.get_paginator(method).paginate(**asked).build_full_result()
    answer = getattr(client, method)(**asked)
    del answer["ResponseMetadata"]
    token = answer.pop("NextToken", None)
    while token is not None:
        page = getattr(client, method)(**asked, NextToken=token)
        token = page.get("NextToken")
        for name in [name for name, value in page.items() if isinstance(value, list)]:
            answer[name] = answer.get(name, []) + page[name]
    return answer


def main():
    asked = json.load(sys.stdin)
    session = botocore.session.Session()
    services = set(session.get_available_services())
    lacking, problems, answers, checked, clients = set(), [], [], set(), {}
    config = botocore.config.Config(retries={"max_attempts": 0}, connect_timeout=10, read_timeout=30)

    def client_of(call):
        key = call["key"]
        at = (call["service"], call["region"], key["accessKeyId"])
        if at not in clients:
            clients[at] = session.create_client(
                call["service"], region_name=call["region"], endpoint_url=asked["endpoint"],
                aws_access_key_id=key["accessKeyId"], aws_secret_access_key=key["secretAccessKey"], config=config,
            )
        return clients[at]

    # Every answer passes here on its way to the parser, in all versions.
    convert = botocore.endpoint.convert_to_response_dict

    def converted(http_response, operation_model):
        response = convert(http_response, operation_model)
        checked.add(http_response.headers["x-amzn-requestid"])
        problems.extend(problems_of(operation_model, response))
        return response

    botocore.endpoint.convert_to_response_dict = converted

    for call in asked["calls"]:
        operation = call["operation"]
        if call["service"] not in services or operation not in session.get_service_model(call["service"]).operation_names:
            lacking.add(f"{call['service']}:{operation}")
            answers.append(None)
            continue
        client = client_of(call)
        method = botocore.xform_name(operation)
        try:
            answers.append({"answer": whole(client, method, call["input"])})
        except botocore.exceptions.ClientError as error:
            answers.append({"error": error.response["Error"]["Code"]})
        except botocore.exceptions.ParamValidationError as error:
            answers.append({"error": str(error)})
    report = {
        "version": botocore.__version__, "lacking": sorted(lacking), "problems": problems, "checked": len(checked),
        "answers": answers,
    }
    json.dump(report, sys.stdout, default=str)


main()
