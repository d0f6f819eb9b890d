// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.time.Time;
import java.net.URI;
import java.util.function.Supplier;

/// What all functions share.
record Services(Time time, FunctionLog log, Supplier<URI> awsEndpoint) {}
