# SPDX-License-Identifier: Apache-2.0
"""Mends recorded rows where what was written down is not what AWS was asked or would answer today.

Nothing here makes an answer of ours pass that AWS would not give: each mend is about a call that the script lost, or about
a member that AWS has added to an operation since the day of the recording.
"""
import datetime
import itertools
import json
import re

ANY_ERROR = "function_error"
# What AWS itself would answer differently the next time, by the member's name.
UNSTEADY = "unsteady"
BILLED = "billedDurationInMilliseconds"  # how long AWS took
LENGTH = "Content-Length"  # of StartExecution's answer: a date whose milliseconds end in 0 is shorter
NO_QUEUE = "HTTP request: no-such-queue-"  # a queue's name that was made up for the recording
OWNED_KEY = {"type": "AWS_OWNED_KEY"}
ENCRYPTION_SINCE = datetime.date(2024, 7, 25)  # the AWS News Blog: customer managed keys for Step Functions
REDRIVE_SINCE = datetime.date(2023, 11, 15)  # the AWS News Blog: redrive


def mended(row, own_errors=False):
    """With `own_errors` the functions fail as the recorded ones did, and only their stack traces may be any."""
    expected = "expected" if "expected" in row else "expect"
    if own_errors:
        replaced, row[expected] = False, with_any_trace(row[expected])
    else:
        replaced, row[expected] = without_traces(row[expected])
    if replaced:
        row.setdefault("placeholders", {}).setdefault("paths", []).append({"path": "$..cause", "token": ANY_ERROR})
    if "steps" not in row:
        starts = "states:startExecution" in json.dumps(row["definition"])
        row[expected] = without_unsteady(row[expected], starts)
        if recorded_on(row) < REDRIVE_SINCE:
            row[expected] = with_redrive_count(row[expected])
        row.setdefault("placeholders", {}).setdefault("paths", []).append({"path": "$..unsteady", "token": UNSTEADY})
    else:
        row["steps"] = without_missing_calls(threads_last(row["steps"]))
        row["order"] = [key for key in row["order"] if not is_lost(row["expect"][key])]
        for key in row["order"]:
            row["expect"][key]["value"] = flat(row["expect"][key]["value"])
        literal_names(row)
        for key in row["order"]:
            row["expect"][key]["recorded"] = as_of_today(row["expect"][key]["recorded"], recorded_on(row))
    return row


def is_validated(row):
    """Whether the client, and not the service, refuses something in it."""
    return "steps" in row and "Parameter validation failed" in json.dumps(row["expect"])


def lists_everything(row):
    """Whether it counts all activities of the account."""
    return any(step["op"] == "list_activities" and not step.get("expect_error") for step in row.get("steps", []))


def without_traces(value):
    """Whether something was replaced, and the value with what failed functions answered replaced."""
    if isinstance(value, str) and value[:1] in ("{", "[") and "stackTrace" in value:
        try:
            replaced, rest = without_traces(json.loads(value))
        except ValueError:
            return True, ANY_ERROR
        return replaced, rest if replaced else value
    if isinstance(value, dict):
        if {"errorType", "stackTrace"} <= value.keys():
            return True, ANY_ERROR
        parts = {key: without_traces(member) for key, member in value.items()}
        return any(part[0] for part in parts.values()), {key: part[1] for key, part in parts.items()}
    if isinstance(value, list):
        parts = [without_traces(element) for element in value]
        return any(part[0] for part in parts), [part[1] for part in parts]
    return False, value


def with_any_trace(value, numbers=None):
    """What a function answered when it failed, with a token for each of its stack traces, in texts of JSON too, where
    each depth of texts writes it in its own way."""
    numbers = numbers or itertools.count(1)
    if isinstance(value, str):
        token = lambda found: f"{found.group(1)}{found.group(2)}<stack_trace:{next(numbers)}>{found.group(2)}]"
        return re.sub(r'(stackTrace(\\*"): ?\[).*?\]', token, value, flags=re.DOTALL)
    if isinstance(value, list):
        return [with_any_trace(element, numbers) for element in value]
    if not isinstance(value, dict):
        return value
    return {
        key: [f"<stack_trace:{next(numbers)}>"] if key == "stackTrace" else with_any_trace(member, numbers)
        for key, member in value.items()
    }


def without_unsteady(value, starts_execution):
    if isinstance(value, list):
        return [without_unsteady(element, starts_execution) for element in value]
    if not isinstance(value, dict):
        return value
    return {
        key: [UNSTEADY] if is_unsteady(key, member, starts_execution) and isinstance(member, list)
        else UNSTEADY if is_unsteady(key, member, starts_execution)
        else without_unsteady(member, starts_execution)
        for key, member in value.items()
    }


def is_unsteady(key, value, starts_execution):
    return key == BILLED or (key == LENGTH and starts_execution) or (key == "cause" and NO_QUEUE in str(value))


def with_redrive_count(value):
    """The Context Object's member since AWS has redrives."""
    if isinstance(value, list):
        return [with_redrive_count(element) for element in value]
    if not isinstance(value, dict):
        return value
    if {"Id", "Input", "Name", "RoleArn", "StartTime"} <= value.keys():
        value.setdefault("RedriveCount", 0)
    return {key: with_redrive_count(member) for key, member in value.items()}


def threads_last(steps):
    """What the test did in a thread of its own, and waited for there, comes after the start of the execution."""
    threaded = [step for step in steps if "thread" in step]
    rest = [step for step in steps if "thread" not in step]
    starts = [i for i, step in enumerate(rest) if step["op"] == "start_execution"]
    return rest[: starts[0] + 1] + threaded + rest[starts[0] + 1 :] if threaded and starts else steps


def without_missing_calls(steps):
    """A reference to an answer that comes later means the one before it of the same operation."""
    done, operations = {}, {step["ref"]: step["op"] for step in steps}

    def earlier(found):
        ref = found.group(1)
        return "@@" + (ref if ref in done.values() else done.get(operations.get(ref), ref))

    mended_steps = []
    for step in steps:
        if step["args"].get("nextToken", "") is None and step["op"] in done:
            step["args"]["nextToken"] = f"@@{done[step['op']]}.nextToken@@"
        step["args"] = json.loads(re.sub(r"@@(c\d+)", earlier, json.dumps(step["args"])))
        if not step.get("expect_error"):
            done[step["op"]] = step["ref"]
        done[step["ref"]] = step["ref"]
        mended_steps.append(step)
    return mended_steps


def is_lost(expectation):
    """What the test selected from answers in Python is recorded, but not how it did."""
    return expectation["value"] == [] and expectation["recorded"] != []


def flat(value):
    """What a test gathered in a list from each element of an answer's list is one list, not one in another."""
    each = isinstance(value, list) and len(value) == 1 and "[*]" in json.dumps(value)
    return value[0] if each else value


def literal_names(row):
    """A name's token stands for the name also where more text follows it."""
    text = json.dumps(row["expect"])
    for token in row["placeholders"]["regex"]:
        if re.fullmatch(r"[\w.-]+", token["regex"]) and not token["token"].startswith("<"):
            text = re.sub(re.escape(token["token"]) + r"(?=-)", token["regex"], text)
    row["expect"] = json.loads(text)


def recorded_on(row):
    return datetime.datetime.strptime(row["recorded"].split(",")[0], "%d-%m-%Y").date()


def as_of_today(value, day):
    if isinstance(value, list):
        return [as_of_today(element, day) for element in value]
    if not isinstance(value, dict):
        return value
    value = {key: as_of_today(member, day) for key, member in value.items()}
    if day < ENCRYPTION_SINCE and {"definition", "roleArn", "loggingConfiguration"} <= value.keys():
        value.setdefault("encryptionConfiguration", OWNED_KEY)
    if day < REDRIVE_SINCE and {"executionArn", "stateMachineArn", "status"} <= value.keys():
        value.setdefault("redriveCount", 0)
    return value
