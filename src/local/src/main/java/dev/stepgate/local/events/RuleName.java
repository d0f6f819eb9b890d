// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import dev.stepgate.local.aws.Account;

/// A rule's name, bus and ARN.
///
/// @param bus its bus's name
record RuleName(String bus, String name, String arn) {

    static RuleName of(Account account, String bus, String name) {
        String place = bus.equals(EventBus.DEFAULT) ? "" : bus + "/";
        return new RuleName(bus, name, account.arn("events", "rule/" + place + name));
    }
}
