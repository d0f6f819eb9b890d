// SPDX-License-Identifier: Apache-2.0
/// Items of DynamoDB: attribute values, their sizes and order, numbers, keys, document paths.
@NullMarked
package dev.stepgate.local.dynamodb.item;

import org.jspecify.annotations.NullMarked;
