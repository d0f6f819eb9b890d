// SPDX-License-Identifier: Apache-2.0
/// What a handler writes: one JSON line for each event, on standard output.
package dev.stepgate.log;
