// SPDX-License-Identifier: Apache-2.0
/// The statements of PartiQL that DynamoDB runs: parses text into checked trees.
@NullMarked
package dev.stepgate.local.dynamodb.partiql;

import org.jspecify.annotations.NullMarked;
