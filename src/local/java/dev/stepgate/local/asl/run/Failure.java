// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.util.Optional;

/// The error of a state or an execution, as events show it and as Retry and Catch match it by name
/// ([Errors](https://states-language.net/spec.html#errors)). Tasks may fail with neither.
record Failure(Optional<String> error, Optional<String> cause) {

    static Failure of(String name, String cause) {
        return new Failure(Optional.of(name), Optional.of(cause));
    }
}
