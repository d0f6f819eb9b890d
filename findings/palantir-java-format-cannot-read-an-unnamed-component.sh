#!/usr/bin/env bash
# palantir-java-format 2.103.0 (Maven Central), on JDK 25: a record pattern with an unnamed component `_` (JEP 456, final in Java 22) cannot be
# formatted, although javac compiles it. Seen: FormatterException, "expected token: '_'; generated ,"; with `var _` it is formatted.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>com.palantir.javaformat</groupId><artifactId>palantir-java-format</artifactId><version>2.103.0</version>
  </dependency></dependencies>
</project>
POM
mvn -q dependency:copy-dependencies -DoutputDirectory=lib >/dev/null
cat >Finding.java <<'JAVA'
import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import javax.tools.ToolProvider;
import java.nio.file.Files;
import java.nio.file.Path;

public class Finding {
    static String source(String components) {
        return "record Pair(int a, int b) {\n    static boolean is(Object o) {\n        return o instanceof Pair(" + components
                + ");\n    }\n}\n";
    }

    static boolean isFormatted(String components) throws Exception {
        Path file = Files.writeString(Path.of("Pair.java"), source(components));
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, file.toString()) != 0) {
            throw new AssertionError("javac refuses " + components);
        }
        try {
            String unused = Formatter.createFormatter(JavaFormatterOptions.defaultOptions()).formatSource(source(components));
            System.out.println("Pair(" + components + "): formatted");
            return true;
        } catch (FormatterException refused) {
            System.out.println("Pair(" + components + "): " + refused.getMessage());
            return false;
        }
    }

    public static void main(String[] arguments) throws Exception {
        boolean isAsSeen = !isFormatted("_, int b") & !isFormatted("int a, _") & isFormatted("var _, int b");
        System.exit(isAsSeen ? 0 : 1);
    }
}
JAVA
exports=()
for package in api code file parser tree util; do
  exports+=(--add-exports "jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED")
done
"${JAVA_HOME:+$JAVA_HOME/bin/}java" "${exports[@]}" -cp 'lib/*' Finding.java 2>errors.txt || { cat errors.txt >&2; exit 1; }
