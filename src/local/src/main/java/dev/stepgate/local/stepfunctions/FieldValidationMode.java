// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

/// How strictly a mocked result is compared with the service's real answer
/// ([MockInput](https://docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html)).
public enum FieldValidationMode {
    /// Required fields must be present, and all fields must be valid.
    STRICT,
    /// The fields that are present must be valid.
    PRESENT,
    NONE
}
