// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflow;

/// The result of a step: `{"function": its name}`.
public record Step(String function) {}
