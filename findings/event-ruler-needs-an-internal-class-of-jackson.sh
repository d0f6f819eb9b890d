#!/usr/bin/env bash
# software.amazon.event.ruler:event-ruler 1.7.3 beside Jackson 2.23.0 (Maven Central): a pattern with a number cannot be matched, because the
# library names com.fasterxml.jackson.core.io.doubleparser.JavaDoubleParser, which is internal to Jackson and no longer there.
# Seen: NoClassDefFoundError from Ruler.matchesRule; event-ruler 2.0.1 has a parser of its own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencyManagement><dependencies><dependency>
    <groupId>com.fasterxml.jackson</groupId><artifactId>jackson-bom</artifactId><version>2.23.0</version><type>pom</type><scope>import</scope>
  </dependency></dependencies></dependencyManagement>
  <dependencies><dependency>
    <groupId>software.amazon.event.ruler</groupId><artifactId>event-ruler</artifactId><version>1.7.3</version>
  </dependency></dependencies>
</project>
POM
mvn -q dependency:copy-dependencies -DoutputDirectory=lib >/dev/null
cat >Finding.java <<'JAVA'
public class Finding {
    public static void main(String[] arguments) throws Exception {
        String pattern = "{\"detail\":{\"price\":[{\"numeric\":[\">\",3]}]}}";
        try {
            System.out.println(software.amazon.event.ruler.Ruler.matchesRule("{\"detail\":{\"price\":4}}", pattern));
            System.exit(1);
        } catch (NoClassDefFoundError e) {
            System.out.println(e);
        }
    }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'lib/*' Finding.java
