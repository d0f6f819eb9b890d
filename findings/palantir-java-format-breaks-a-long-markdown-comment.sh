#!/usr/bin/env bash
# palantir-java-format 2.103.0 (Maven Central), on JDK 25: of a Markdown documentation comment (`///`, JEP 467, final in Java 23) it wraps a line that is
# too long. Seen: what it wraps from the first line begins with `///`; what it wraps from the second line begins with nothing, so the source
# compiles before it is formatted and no longer afterwards. With `//` both lines are wrapped well.
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
import com.palantir.javaformat.java.JavaFormatterOptions;
import javax.tools.ToolProvider;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

public class Finding {
    static final String LONG = "word ".repeat(30).strip();

    static boolean compiles(String source) throws Exception {
        Path file = Files.writeString(Path.of("Field.java"), source);
        OutputStream nowhere = OutputStream.nullOutputStream();
        return ToolProvider.getSystemJavaCompiler().run(null, nowhere, nowhere, file.toString()) == 0;
    }

    static boolean staysGood(String what, String first, String second) throws Exception {
        String source = "class Field {\n    " + first + "\n    " + second + "\n    int x;\n}\n";
        if (!compiles(source)) {
            throw new AssertionError("javac refuses " + source);
        }
        JavaFormatterOptions palantir = JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build();
        String formatted = Formatter.createFormatter(palantir).formatSource(source);
        boolean isGood = compiles(formatted);
        System.out.println(what + (isGood ? ": compiles\n" : ": compiles no longer\n") + formatted);
        return isGood;
    }

    public static void main(String[] arguments) throws Exception {
        boolean isAsSeen = staysGood("a long first line", "/// " + LONG, "/// short")
                & !staysGood("a long second line", "/// short", "/// " + LONG)
                & staysGood("a long second line of //", "// short", "// " + LONG);
        System.exit(isAsSeen ? 0 : 1);
    }
}
JAVA
exports=()
for package in api code file parser tree util; do
  exports+=(--add-exports "jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED")
done
"${JAVA_HOME:+$JAVA_HOME/bin/}java" "${exports[@]}" -cp 'lib/*' Finding.java 2>errors.txt || { cat errors.txt >&2; exit 1; }
