#!/usr/bin/env bash
# software.amazon.event.ruler:event-ruler 2.0.1 (Maven Central): JsonRuleCompiler.check, which says whether a pattern is valid, finds nothing wrong
# with an empty list of prefixes inside anything-but, although it refuses an empty list elsewhere. Seen: null, which means valid, and then
# NullPointerException from Machine.addRule of the same pattern.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>software.amazon.event.ruler</groupId><artifactId>event-ruler</artifactId><version>2.0.1</version>
  </dependency></dependencies>
</project>
POM
mvn -q dependency:copy-dependencies -DoutputDirectory=lib >/dev/null
cat >Finding.java <<'JAVA'
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        System.out.println(JsonRuleCompiler.check("{\"a\":[]}"));
        String pattern = "{\"a\":[{\"anything-but\":{\"prefix\":[]}}]}";
        String problem = JsonRuleCompiler.check(pattern);
        System.out.println(problem);
        try {
            Machine.builder().build().addRule("rule", pattern);
        } catch (NullPointerException e) {
            System.out.println(e);
            System.exit(problem == null ? 0 : 1);
        }
        System.exit(1);
    }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'lib/*' Finding.java
