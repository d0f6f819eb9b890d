// SPDX-License-Identifier: Apache-2.0
/// DynamoDB: tables and their items, queries, transactions, time to live.
@NullMarked
package dev.stepgate.local.dynamodb;

import org.jspecify.annotations.NullMarked;
