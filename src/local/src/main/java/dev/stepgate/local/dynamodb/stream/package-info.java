// SPDX-License-Identifier: Apache-2.0
/// DynamoDB Streams: the records of a table's changes, and the event source mappings that feed functions from
/// them.
@NullMarked
package dev.stepgate.local.dynamodb.stream;

import org.jspecify.annotations.NullMarked;
