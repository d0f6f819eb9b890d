#!/usr/bin/env bash
# com.amazonaws:aws-lambda-java-runtime-interface-client 2.10.1 (Maven Central) resolves to aws-lambda-java-serialization 1.2.0 by its own pom,
# although 1.4.1 is out; 1.2.0 cannot make a Java record of an event and 1.4.1 can. Name 1.4.1 beside the client.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>com.amazonaws</groupId><artifactId>aws-lambda-java-runtime-interface-client</artifactId><version>2.10.1</version>
  </dependency></dependencies>
</project>
POM
mvn -q dependency:copy-dependencies -DoutputDirectory=lib >/dev/null
cat >Finding.java <<'JAVA'
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;

public class Finding {
    public record Order(String item, int quantity) {}

    public static void main(String[] arguments) {
        try {
            System.out.println(JacksonFactory.getInstance().getSerializer(Order.class).fromJson("{\"item\":\"pen\",\"quantity\":3}"));
            System.exit(1);
        } catch (RuntimeException e) {
            System.out.println(e.getMessage().lines().findFirst().orElse(""));
        }
    }
}
JAVA
ls lib | grep serialization
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'lib/*' Finding.java
ls lib | grep -q 'serialization-1\.2\.0'
