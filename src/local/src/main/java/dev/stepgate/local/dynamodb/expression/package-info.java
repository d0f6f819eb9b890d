// SPDX-License-Identifier: Apache-2.0
/// The expressions of DynamoDB: text to checked trees, and what they make of items.
@NullMarked
package dev.stepgate.local.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
