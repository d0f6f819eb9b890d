#!/usr/bin/env bash
# software.amazon.event.ruler:event-ruler 2.0.1 (Maven Central): a cidr pattern of a single address, /32 or /128, the usual way to write one host,
# is not valid. Seen: "IPv4 mask bits must be < 32" and "IPv6 mask bits must be < 128"; /31 matches, and so do /0 and a plain text.
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
        String four = JsonRuleCompiler.check("{\"ip\":[{\"cidr\":\"10.0.0.1/32\"}]}");
        String six = JsonRuleCompiler.check("{\"ip\":[{\"cidr\":\"2001:db8::1/128\"}]}");
        System.out.println(four + "; " + six);
        Machine machine = Machine.builder().build();
        machine.addRule("two addresses", "{\"ip\":[{\"cidr\":\"10.0.0.0/31\"}]}");
        System.out.println(machine.rulesForJSONEvent("{\"ip\":\"10.0.0.1\"}"));
        boolean isAsSeen = "IPv4 mask bits must be < 32".equals(four) && "IPv6 mask bits must be < 128".equals(six)
                && machine.rulesForJSONEvent("{\"ip\":\"10.0.0.1\"}").size() == 1;
        System.exit(isAsSeen ? 0 : 1);
    }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'lib/*' Finding.java
