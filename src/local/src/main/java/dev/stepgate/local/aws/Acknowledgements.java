// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Decides when the answer to a call goes out.
public interface Acknowledgements {
    /// Lets every answer go out at once.
    Acknowledgements AT_ONCE = new Acknowledgements() {
        @Override
        public <T> CompletionStage<T> of(String operation, Supplier<CompletionStage<T>> call) {
            return call.get();
        }
    };

    /// Makes the call. The stage completes when its answer may go out. A call that cannot be accepted at the
    /// moment is refused with an [AwsException], thrown or in the stage.
    ///
    /// @param operation of AWS, or the method of an HTTP request
    <T> CompletionStage<T> of(String operation, Supplier<CompletionStage<T>> call);
}
