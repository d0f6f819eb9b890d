// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// Part of an execution that something can come to. Called in the execution's mailbox.
@FunctionalInterface
interface Addressee {
    void receive(Arrival arrival);
}
