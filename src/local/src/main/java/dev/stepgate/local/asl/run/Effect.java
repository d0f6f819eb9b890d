// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.util.function.Consumer;

/// What a frame waits for. What an effect brings is posted to the execution's mailbox, and counts only while
/// the frame still waits for that very effect.
sealed interface Effect permits Sleep, TaskRun, Fork, MapRun {

    /// Called when the frame no longer waits for the effect.
    void cancel();

    /// Tells what there is to wait for, in every branch and iteration.
    void describe(Consumer<Waiting> found);
}
