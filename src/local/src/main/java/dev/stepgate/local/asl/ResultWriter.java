// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Optional;

/// [ResultWriter](https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html): where
/// the results of a distributed Map go, and in which form.
public record ResultWriter(
        Optional<TaskResource> resource,
        Optional<PayloadTemplate> arguments,
        Optional<String> transformation,
        Optional<String> outputType) {}
