// SPDX-License-Identifier: Apache-2.0
/// The expressions of DynamoDB: parses text into checked trees, and evaluates them on items.
@NullMarked
package dev.stepgate.local.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
