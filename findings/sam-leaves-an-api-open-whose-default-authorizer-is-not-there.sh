#!/usr/bin/env bash
# aws-sam-translator 1.115.0 (PyPI): a DefaultAuthorizer that is not among an API's Authorizers is refused for an AWS::Serverless::HttpApi.
# For an AWS::Serverless::Api it is refused only when there are other Authorizers: without any (they were forgotten, or stand in another
# section) the name is ignored without a word, and every method is open. Seen: the REST API's method has no security, the HTTP API fails.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check aws-sam-translator==1.115.0
cat >translate.py <<'PYTHON'
import os, sys

os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform


class NoPolicies:
    def load(self):
        return {"AWSLambdaBasicExecutionRole": "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"}


def translated(api, authorizers):
    """The security of GET /orders; or, beginning with a !, why the template is refused."""
    event = {"Type": api, "Properties": {"Path": "/orders", "Method": "get"}}
    function = {"Handler": "index.handler", "Runtime": "python3.13", "InlineCode": "x", "Events": {"Get": event}}
    template = {
        "Transform": "AWS::Serverless-2016-10-31",
        "Globals": {api: {"Auth": {"DefaultAuthorizer": "Users", **authorizers}}},
        "Resources": {"Orders": {"Type": "AWS::Serverless::Function", "Properties": function}},
    }
    try:
        resources = transform(template, {}, NoPolicies())["Resources"]
    except InvalidDocumentException as refused:
        return "! " + refused.causes[0].message
    body = next(r["Properties"]["Body"] for r in resources.values() if r["Type"] in ("AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"))
    return body["paths"]["/orders"]["get"].get("security", "none")


others = {"Authorizers": {"Admins": {"UserPoolArn": "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Example"}}}
http, rest, beside = translated("HttpApi", {}), translated("Api", {}), translated("Api", others)
print("HttpApi without Authorizers:", http)
print("Api without Authorizers: security", rest)
print("Api with other Authorizers:", beside)
sys.exit(not (http.startswith("!") and beside.startswith("!") and rest == "none"))
PYTHON
venv/bin/python translate.py 2>stderr.txt
