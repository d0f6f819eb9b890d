// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.access.AccessOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options that allow hosts and origins in addition to this machine's own names and pages.
final class AllowOptions {
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s]+", Pattern.CASE_INSENSITIVE);

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description =
                    "a host name by which clients may call, besides localhost, *.localhost, loopback addresses and AWS's"
                            + " names; *.NAME allows every name below NAME; may be repeated")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "an origin whose pages may call the AWS endpoint and open WebSockets, such as"
                    + " https://app.example.test; may be repeated")
    private List<String> origins = new ArrayList<>();

    AccessOptions access() {
        hosts.forEach(host -> require("--allow-host", host, HOST, "a name without a port"));
        origins.forEach(origin -> require("--allow-origin", origin, ORIGIN, "SCHEME://HOST or SCHEME://HOST:PORT"));
        return new AccessOptions(hosts, origins);
    }

    private void require(String option, String value, Pattern form, String expected) {
        if (!form.matcher(value).matches()) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), option + " " + value + ": expected " + expected);
        }
    }
}
