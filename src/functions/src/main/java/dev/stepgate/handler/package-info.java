// SPDX-License-Identifier: Apache-2.0
/// The parts that the handlers of all systems share: the log and the pause.
package dev.stepgate.handler;
