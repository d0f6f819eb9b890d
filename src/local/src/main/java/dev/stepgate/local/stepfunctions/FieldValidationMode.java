// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

/// How strictly a mocked result is compared with what the service answers in truth
/// ([MockInput](https://docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html)).
public enum FieldValidationMode {
    /// Required fields must be there, and all fields must fit.
    STRICT,
    /// The fields that are there must fit.
    PRESENT,
    NONE
}
