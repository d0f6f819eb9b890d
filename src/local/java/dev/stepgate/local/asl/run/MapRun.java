// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// The run of a distributed Map.
final class MapRun implements Effect {
    @Override
    public void cancel() {}
}
