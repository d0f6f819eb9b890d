#!/usr/bin/env bash
# com.h2database:h2-mvstore 2.4.240 (Maven Central): a store built with autoCommitDisabled() still commits by itself when enough changes are unsaved.
# Seen: 7 commits during 200,000 puts of 300 bytes without a commit(); with autoCommitBufferSize(0) there is none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>com.h2database</groupId><artifactId>h2-mvstore</artifactId><version>2.4.240</version>
  </dependency></dependencies>
</project>
POM
mvn -q dependency:copy-dependencies -DoutputDirectory=lib >/dev/null
cat >Finding.java <<'JAVA'
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

public class Finding {
    public static void main(String[] arguments) {
        long asBuilt = commits(new MVStore.Builder().fileName("one").autoCommitDisabled());
        long withoutBuffer = commits(new MVStore.Builder().fileName("two").autoCommitDisabled().autoCommitBufferSize(0));
        System.out.println("commits without commit(): " + asBuilt + "; with autoCommitBufferSize(0): " + withoutBuffer);
        System.exit(asBuilt > 0 && withoutBuffer == 0 ? 0 : 1);
    }

    private static long commits(MVStore.Builder builder) {
        MVStore store = builder.open();
        MVMap<String, String> map = store.openMap("map");
        store.commit();
        long before = store.getCurrentVersion();
        for (int i = 0; i < 200_000; i++) {
            map.put("key " + i, "x".repeat(300));
        }
        long commits = store.getCurrentVersion() - before;
        store.closeImmediately();
        return commits;
    }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'lib/*' Finding.java
