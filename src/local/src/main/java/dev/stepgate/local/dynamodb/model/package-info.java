// SPDX-License-Identifier: Apache-2.0
/// The API model of DynamoDB: the shapes of its operations' inputs, and the checks of its framework, which
/// come before the service itself.
@NullMarked
package dev.stepgate.local.dynamodb.model;

import org.jspecify.annotations.NullMarked;
