// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.run.Ids;
import dev.stepgate.local.lambda.FunctionLog;
import dev.stepgate.local.mock.MockConfiguration;
import dev.stepgate.local.time.RealTime;
import dev.stepgate.local.time.Time;

/// What a runtime takes from its surroundings: the clock, chance, where the lines of functions go, and what a test
/// watches and replaces.
public record Host(Time time, Ids ids, FunctionLog log, Instruments instruments) {

    public Host(Time time, Ids ids, FunctionLog log) {
        this(time, ids, log, Instruments.NONE);
    }

    /// The real clock and chance.
    public static Host real(FunctionLog log) {
        return new Host(new RealTime(), Ids.random(), log);
    }

    /// The same with the test cases of a mock configuration.
    Host with(MockConfiguration configuration) {
        return new Host(time, ids, log, Instruments.of(configuration, time));
    }
}
