# SPDX-License-Identifier: Apache-2.0
"""The functions that were recorded, by what they do."""
import time


class CustomException(Exception):
    def __init__(self):
        self.message = "CustomException message"


def echo(event, context):
    return event


def hello(event, context):
    return {"Return": "HelloWorld"}


def hello_bytes(event, context):
    return b'"HelloWorld!"'


def large(event, context):
    return b"a" * (257 * 1024)


def slow(event, context):
    time.sleep(60)
    return event


def fail(event, context):
    raise Exception("Some exception was raised.")


def fail_custom(event, context):
    raise CustomException()
