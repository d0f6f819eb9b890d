// SPDX-License-Identifier: Apache-2.0
/// The parts that the handlers of all systems share: the log, the pause, the members of a request,
/// hashes, the client of Step Functions, and the trace of the current call.
package dev.stepgate.handler;
