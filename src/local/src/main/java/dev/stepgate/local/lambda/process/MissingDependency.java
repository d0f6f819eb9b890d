// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the command that installs a module that a function imports but that is missing.
final class MissingDependency {
    private static final Pattern PYTHON = Pattern.compile("No module named '(?<name>[^']+)'");
    private static final Pattern NODE = Pattern.compile("Cannot find (?:module|package) '(?<name>[^']+)'");

    private MissingDependency() {}

    /// Returns a sentence for the user; empty for any other error.
    ///
    /// @param program the interpreter that ran the function
    static String hint(PackagedCode.Site site, String program, byte[] error) {
        String message = ErrorBody.message(error);
        return switch (site.function().runtime()) {
            case ProcessRuntime.Python _ -> python(site.root(), program, PYTHON.matcher(message));
            case ProcessRuntime.Node _ -> node(site.root(), NODE.matcher(message));
            case ProcessRuntime.Provided _, ProcessRuntime.Java _ -> "";
        };
    }

    private static String python(Path root, String program, Matcher missing) {
        if (!missing.find()) {
            return "";
        }
        String module = missing.group("name").split("\\.", 2)[0];
        if (module.equals("boto3") || module.equals("botocore")) {
            return "Lambda brings boto3, this machine's Python does not have it: run `" + program
                    + " -m pip install boto3`";
        }
        Path requirements = root.resolve("requirements.txt");
        return Files.exists(requirements)
                ? "run `sam build`, or `" + program + " -m pip install -r " + requirements + " -t " + root + "`"
                : root + " has no " + module + " and no requirements.txt that names it";
    }

    private static String node(Path root, Matcher missing) {
        if (!missing.find()) {
            return "";
        }
        String module = missing.group("name");
        if (module.startsWith("@aws-sdk/")) {
            return "Lambda brings the AWS SDK, Node.js does not: run `npm install --no-save " + module + "` in " + root;
        }
        if (module.equals("aws-sdk") && !Files.exists(root.resolve("package.json"))) {
            return "Lambda brought version 2 of the AWS SDK until nodejs16.x, Node.js does not: run `npm install"
                    + " --no-save aws-sdk` in " + root;
        }
        if (Files.exists(root.resolve("package-lock.json"))) {
            return "run `npm ci` in " + root + ", or `sam build`";
        }
        return Files.exists(root.resolve("package.json"))
                ? "run `npm install` in " + root + ", or `sam build`"
                : root + " has no " + module + " and no package.json that names it";
    }
}
