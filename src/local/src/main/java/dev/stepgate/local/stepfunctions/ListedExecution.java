// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// What a list of executions tells of one.
interface ListedExecution {
    String arn();

    String machineArn();

    /// That it was started with.
    Optional<String> versionArn();

    /// That it was started with.
    Optional<String> aliasArn();

    /// As in the API, `RUNNING`.
    String status();

    boolean isRedriven();

    /// Where it stands among the others, in the order in which they were started.
    String order();

    ObjectNode listed();
}
