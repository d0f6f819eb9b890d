// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// A part of an execution that receives arrivals, such as a waiting state. Called in the execution's mailbox.
@FunctionalInterface
interface Addressee {
    void receive(Arrival arrival);
}
