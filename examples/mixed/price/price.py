# SPDX-License-Identifier: Apache-2.0
"""The price of an order."""

import os

PRICES = {"pen": 2, "ink": 9}


class UnknownItem(Exception):
    pass


def handler(event, context):
    item = event["item"]
    if item not in PRICES:
        raise UnknownItem(f"{item} is not sold here")
    total = PRICES[item] * event["quantity"]
    print(f"{item} costs {total}, {context.get_remaining_time_in_millis() > 0}")
    return {"total": total, "currency": os.environ["CURRENCY"]}
