// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.launch;

/// The main class of the jar. It is compiled for Java 8, so that an older `java` prints a sentence instead of
/// an UnsupportedClassVersionError; everything else is compiled for Java 25.
public final class Launcher {
    private static final int OLDEST_JAVA = 25;

    private Launcher() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        String java = System.getProperty("java.specification.version");
        if (feature(java) < OLDEST_JAVA) {
            System.err.println("stepgate needs Java " + OLDEST_JAVA + " or newer; this is Java " + java + ", in "
                    + System.getProperty("java.home") + ". Start it with a newer one: JDK/bin/java -jar ...");
            System.exit(1);
        }
        call("dev.stepgate.local.launch.FastStart", arguments);
        call("dev.stepgate.local.cli.Main", arguments);
    }

    /// Calls a main method by name, because this class must not depend on classes for a newer Java.
    private static void call(String className, String[] arguments) throws ReflectiveOperationException {
        Class.forName(className).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    /// Returns the feature release; `1.8` is 8.
    private static int feature(String version) {
        String number = version.startsWith("1.") ? version.substring(2) : version;
        return Integer.parseInt(number);
    }
}
