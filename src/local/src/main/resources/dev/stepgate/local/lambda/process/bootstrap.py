# SPDX-License-Identifier: Apache-2.0
"""Runs the handler of a Python function: asks the Lambda Runtime API for an event, calls the handler, sends what came
of it. Error types and messages are those of AWS's own client (aws-lambda-python-runtime-interface-client)."""
import importlib
import json
import logging
import os
import re
import socket
import sys
import time
import traceback

RUNTIME = "/2018-06-01/runtime/"
ROOT = os.environ["LAMBDA_TASK_ROOT"]
NUMBER = "\x00number\x00"  # stands around a Decimal, which JSON has as a number and the json module cannot write
ESCAPED = json.dumps(NUMBER)[1:-1]
SERVICE = re.compile(
    r"https://(?:(?P<bucket>[^/]+)\.(?=s3[.-]))?(?:[^/]+(?P<api>\.execute-api))?[^/]*\.amazonaws\.com(?:\.cn)?(?P<path>/.*)", re.DOTALL
)
CONNECTIONS = re.compile(r"^[^?]*?/(?:@|%40)connections/")


class Fault(Exception):
    """A fault that is not the handler's own."""

    def __init__(self, error_type, message, trace=None):
        super().__init__(message)
        self.error_type, self.trace = error_type, trace or []


class RuntimeApi:
    """Speaks HTTP/1.1 over one connection; the modules for that take longer to load than all the rest."""

    def __init__(self, address):
        host, port = address.rsplit(":", 1)
        self.address, self.host, self.port, self.stream = address, host, int(port), None

    def exchange(self, *requests):
        """Sends all at once, which saves a round trip, and returns the headers and the body of the last response."""
        if self.stream is None:
            connection = socket.create_connection((self.host, self.port))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.stream = connection.makefile("rwb")
        self.stream.write(b"".join(requests))
        self.stream.flush()
        for _ in requests:
            response = self.receive()
        return response

    def receive(self):
        if not self.stream.readline():
            raise ConnectionError("the Runtime API has gone")
        headers = {}
        for line in iter(self.stream.readline, b"\r\n"):
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        return headers, self.stream.read(int(headers.get("content-length", 0)))

    def head(self, method, path, length=0, fields=""):
        line = f"{method} {RUNTIME}{path} HTTP/1.1\r\nHost: {self.address}\r\nContent-Length: {length}\r\n{fields}\r\n"
        return line.encode("latin-1", "replace")

    def post(self, path, body, error_type=None):
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        fields = "Content-Type: application/json\r\n"
        if error_type:
            fields += f"Lambda-Runtime-Function-Error-Type: {' '.join(error_type.split())}\r\n"
        return self.head("POST", path, len(body), fields) + body

    def next(self):
        return self.head("GET", "invocation/next")


class Fields:
    """Members of a JSON object as attributes; None for what is missing."""

    def __init__(self, members, names):
        for name, key in names.items():
            setattr(self, name, members.get(key))


class Context:
    def __init__(self, headers):
        environment = os.environ.get
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.function_name = environment("AWS_LAMBDA_FUNCTION_NAME")
        self.function_version = environment("AWS_LAMBDA_FUNCTION_VERSION")
        self.memory_limit_in_mb = environment("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.log_group_name = environment("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = environment("AWS_LAMBDA_LOG_STREAM_NAME")
        self.tenant_id = headers.get("lambda-runtime-aws-tenant-id")
        self._deadline = int(headers["lambda-runtime-deadline-ms"])
        identity = json.loads(headers.get("lambda-runtime-cognito-identity") or "{}")
        self.identity = Fields(identity, {"cognito_identity_id": "cognitoIdentityId", "cognito_identity_pool_id": "cognitoIdentityPoolId"})
        self.client_context = None
        if headers.get("lambda-runtime-client-context"):
            sent = json.loads(headers["lambda-runtime-client-context"])
            self.client_context = Fields(sent, {"custom": "custom", "env": "env", "client": "client"})
            if sent.get("client") is not None:
                names = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")
                self.client_context.client = Fields(sent["client"], {name: name for name in names})

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


def load(handler):
    module, dot, name = handler.rpartition(".")
    if not dot:
        raise Fault("Runtime.MalformedHandlerName", f"Bad handler '{handler}': not enough values to unpack (expected 2, got 1)")
    if module.split(".")[0] in sys.builtin_module_names:
        raise Fault("Runtime.BuiltInModuleConflict", f"Cannot use built-in module {module} as a handler module")
    try:
        loaded = importlib.import_module(module.replace("/", "."))
    except ImportError as e:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module}': {e}") from e
    except SyntaxError as e:
        where = f'  File "{e.filename}" Line {e.lineno}\n    {e.text}'
        raise Fault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module}': {e}", [where]) from e
    try:
        return getattr(loaded, name)
    except AttributeError as e:
        raise Fault("Runtime.HandlerNotFound", f"Handler '{name}' missing on module '{module}'") from e


def number(value):
    if type(value).__name__ != "Decimal":
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
    return float("nan") if value.is_nan() else f"{NUMBER}{value}{NUMBER}"


def encoded(answer):
    if isinstance(answer, bytes):
        return answer
    version = os.environ.get("AWS_EXECUTION_ENV", "").rpartition("python3.")[2]
    try:
        text = json.dumps(answer, default=number, ensure_ascii=not (version.isdigit() and int(version) >= 12))
        return text.replace(f'"{ESCAPED}', "").replace(f'{ESCAPED}"', "").encode("utf-8")
    except Exception as e:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {e}") from e


def report(thrown, request_id):
    """What a failure looks like to the caller, and in the log."""
    if isinstance(thrown, Fault):
        error_type, trace = thrown.error_type, thrown.trace
    else:
        frames = traceback.extract_tb(thrown.__traceback__)
        frames = [(each.filename, each.lineno, each.name, each.line) for each in frames if each.filename != __file__]
        error_type, trace = type(thrown).__name__, traceback.format_list(frames)
    print(f"[ERROR] {error_type}: {thrown}" if str(thrown) else f"[ERROR] {error_type}")
    print("Traceback (most recent call last):")
    print("".join(line if line.endswith("\n") else line + "\n" for line in trace), end="")
    error = {"errorMessage": str(thrown), "errorType": error_type, "requestId": request_id, "stackTrace": trace}
    return json.dumps(error).encode("utf-8"), error_type


def logging_as_on_lambda():
    handler = logging.StreamHandler(sys.stdout)
    form = logging.Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
    form.converter = time.gmtime
    handler.setFormatter(form)
    current = {"id": ""}
    handler.addFilter(lambda record: setattr(record, "aws_request_id", current["id"]) or True)
    logging.getLogger().addHandler(handler)
    return current


def redirect_services():
    """Sends signed calls of services of AWS to the AWS endpoint, as soon as botocore is loaded: old versions of it do not
    know AWS_ENDPOINT_URL, and what posts to connections has the domain name of its event."""
    session = sys.modules.get("botocore.httpsession")
    send = getattr(getattr(session, "URLLib3Session", None), "send", None)
    if send is None or hasattr(send, "is_redirected"):
        return

    def redirected(self, request):
        found = SERVICE.match(request.url)
        if found and "Authorization" in request.headers and (not found["api"] or CONNECTIONS.match(found["path"])):
            path = CONNECTIONS.sub("/@connections/", found["path"]) if found["api"] else found["path"]
            bucket = f"/{found['bucket']}" if found["bucket"] else ""
            request.url = os.environ["AWS_ENDPOINT_URL"].rstrip("/") + bucket + path
        return send(self, request)

    redirected.is_redirected = True
    session.URLLib3Session.send = redirected


def main():
    sys.stdout.reconfigure(line_buffering=True, encoding="utf-8", errors="backslashreplace")
    sys.path[0] = ROOT
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    current = logging_as_on_lambda()
    try:
        handler = load(os.environ["_HANDLER"])
    except Exception as e:
        api.exchange(api.post("init/error", *report(e, "")))
        sys.exit(1)
    headers, body = api.exchange(api.next())
    while True:
        request_id = current["id"] = headers["lambda-runtime-aws-request-id"]
        os.environ["_X_AMZN_TRACE_ID"] = headers.get("lambda-runtime-trace-id", "")
        try:
            try:
                event = json.loads(body)
            except ValueError as e:
                raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {e}") from e
            redirect_services()
            answer = encoded(handler(event, Context(headers)))
        except Exception as e:
            answered = api.post(f"invocation/{request_id}/error", *report(e, request_id))
        else:
            answered = api.post(f"invocation/{request_id}/response", answer)
        headers, body = api.exchange(answered, api.next())


if __name__ == "__main__":
    try:
        main()
    except ConnectionError:
        os._exit(1)  # whoever started this process is gone
