// SPDX-License-Identifier: Apache-2.0
/// The API model of DynamoDB: the shapes of its operations' inputs, and what its framework refuses before the
/// service sees a call.
@NullMarked
package dev.stepgate.local.dynamodb.model;

import org.jspecify.annotations.NullMarked;
