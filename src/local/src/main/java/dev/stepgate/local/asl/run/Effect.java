// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.util.function.Consumer;

/// Something that a frame waits for. Its result is posted to the execution's mailbox, and is ignored unless
/// the frame still waits for that very effect.
sealed interface Effect permits Sleep, TaskRun, Fork, MapRun {

    /// Called when the frame no longer waits for the effect.
    void cancel();

    /// Passes on everything that it waits for, in every branch and iteration.
    void describe(Consumer<Waiting> found);
}
