// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import java.time.InstantSource;
import java.util.function.Consumer;

/// What pipelines use of the world.
///
/// @param accessLog takes the lines of access logs
record Surroundings(Backend backend, InstantSource clock, Ids ids, Consumer<String> accessLog) {}
