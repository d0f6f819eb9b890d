// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.access.AccessOptions;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.cli.Option;

/// The options that allow hosts and origins in addition to this machine's own names and pages.
final class AllowOptions {
    private static final Option HOST = CommandOption.repeated(
            "allow-host",
            "NAME",
            "a host name by which clients may call, besides localhost, *.localhost, loopback addresses and AWS's names;"
                    + " *.NAME allows every name below NAME");

    private static final Option ORIGIN = CommandOption.repeated(
            "allow-origin",
            "ORIGIN",
            "an origin whose pages may call the AWS endpoint and open WebSockets, such as https://app.example.test");

    static final List<Option> ALL = List.of(HOST, ORIGIN);

    /// What the values look like; made for those who give some.
    private static final class Forms {
        private static final Pattern HOST = Pattern.compile("(\\*\\.)?[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+]");
        private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s]+", Pattern.CASE_INSENSITIVE);
    }

    private AllowOptions() {}

    static AccessOptions of(Arguments arguments) {
        List<String> hosts = arguments.values(HOST);
        for (String host : hosts) {
            require(HOST, host, Forms.HOST, "a name without a port");
        }
        List<String> origins = arguments.values(ORIGIN);
        for (String origin : origins) {
            require(ORIGIN, origin, Forms.ORIGIN, "SCHEME://HOST or SCHEME://HOST:PORT");
        }
        return new AccessOptions(hosts, origins);
    }

    private static void require(Option option, String value, Pattern form, String expected) {
        if (!form.matcher(value).matches()) {
            throw UsageException.wrongValue(option, value, "expected " + expected);
        }
    }
}
