// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

/// How much of finished executions is kept: the newest of them, up to so many executions with up to so many events
/// in all. AWS keeps them for 90 days; a machine's memory does not.
public record Retention(int executions, long events) {
    public static final Retention DEFAULT = new Retention(5_000, 250_000);
}
