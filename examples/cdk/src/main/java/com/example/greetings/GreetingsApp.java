// SPDX-License-Identifier: Apache-2.0
package com.example.greetings;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.StackProps;

/// Writes the stack's templates into cdk.out, which is checked in: what they say names no account and
/// no machine.
public final class GreetingsApp {
    private GreetingsApp() {}

    public static void main(String[] args) {
        App app =
                new App(AppProps.builder().outdir("cdk.out").treeMetadata(false).build());
        GreetingsStack unused = new GreetingsStack(
                app, "Greetings", StackProps.builder().analyticsReporting(false).build());
        app.synth();
    }
}
