// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cost;

/// The items AWS charges for, by the names in `prices.json`.
public enum Price {
    STATE_TRANSITION,
    EXPRESS_REQUEST,
    EXPRESS_GB_SECOND,
    LAMBDA_REQUEST,
    LAMBDA_GB_SECOND_ARM64,
    LAMBDA_GB_SECOND_X86_64,
    REST_REQUEST,
    WEBSOCKET_MESSAGE,
    SQS_REQUEST,
    SNS_PUBLISH,
    DYNAMODB_WRITE,
    DYNAMODB_READ
}
