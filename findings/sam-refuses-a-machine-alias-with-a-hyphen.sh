#!/usr/bin/env bash
# aws-sam-translator 1.110.0 (PyPI), the code behind the transform AWS::Serverless-2016-10-31: AutoPublishAlias of a function may hold a hyphen,
# which the logical id spells `D`; that of a state machine may not, though CreateStateMachineAlias takes such names. Seen: the function
# becomes AWS::Lambda::Alias FAliasliveD1; the machine fails the whole template with InvalidDocumentException, whose cause says that logical
# ids must be alphanumeric.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check aws-sam-translator==1.110.0 boto3==1.40.0
cat >finding.py <<'PYTHON'
import re

import boto3
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform

FUNCTION = {
    "Type": "AWS::Serverless::Function",
    "Properties": {"Runtime": "python3.13", "Handler": "a.b", "CodeUri": "s3://bucket/key", "AutoPublishAlias": "live-1"},
}
MACHINE = {
    "Type": "AWS::Serverless::StateMachine",
    "Properties": {"Definition": {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}, "AutoPublishAlias": "live-1"},
}


class Policies:
    def load(self):
        return {}


def translated(name, resource):
    resource["Properties"]["Role"] = "arn:aws:iam::123456789012:role/role"
    return transform({"Transform": "AWS::Serverless-2016-10-31", "Resources": {name: resource}}, {}, Policies())


aliases = [name for name in translated("F", FUNCTION)["Resources"] if "Alias" in name]
print("function:", aliases)
assert aliases == ["FAliasliveD1"]
model = boto3.client("stepfunctions", region_name="us-east-1").meta.service_model.shape_for("CharacterRestrictedName")
assert re.search(model.metadata["pattern"], "live-1")
try:
    print("machine:", list(translated("M", MACHINE)["Resources"]))
    raise SystemExit("the machine is taken now")
except InvalidDocumentException as refused:
    print("machine:", [cause.message for cause in refused.causes])
PYTHON
AWS_DEFAULT_REGION=us-east-1 venv/bin/python finding.py 2>errors.txt || { cat errors.txt >&2; exit 1; }
