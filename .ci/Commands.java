// SPDX-License-Identifier: Apache-2.0

import dev.stepgate.local.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs many commands of the command line in one JVM, because starting one takes longer than a command does: `java
/// -cp stepgate-local.jar Commands.java`. Each line of the input has the arguments of one, separated by tabs; each line
/// of the output is what it printed and how it ended: `{"exit": 0, "out": "...", "err": ""}`.
class Commands {
    public static void main(String[] none) throws ReflectiveOperationException, IOException {
        Method run = Class.forName("dev.stepgate.local.cli.Main")
                .getDeclaredMethod("run", List.class, PrintWriter.class, PrintWriter.class);
        run.setAccessible(true);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            Object exit = run.invoke(null, List.of(line.split("\t")), new PrintWriter(out), new PrintWriter(err));
            System.out.println(Json.write(Json.mapper()
                    .createObjectNode()
                    .put("exit", (Integer) exit)
                    .put("out", out.toString())
                    .put("err", err.toString())));
        }
    }
}
