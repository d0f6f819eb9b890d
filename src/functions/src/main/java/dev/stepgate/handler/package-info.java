// SPDX-License-Identifier: Apache-2.0
/// What the handlers of all systems share: the log and the pause.
package dev.stepgate.handler;
