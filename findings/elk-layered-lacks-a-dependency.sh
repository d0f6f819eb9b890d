#!/usr/bin/env bash
# org.eclipse.elk:org.eclipse.elk.alg.layered 0.11.0 (Maven Central): its pom does not name org.eclipse.xtext.xbase.lib, and making the layout
# provider fails. Seen: NoClassDefFoundError org/eclipse/xtext/xbase/lib/CollectionLiterals.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>org.eclipse.elk</groupId><artifactId>org.eclipse.elk.alg.layered</artifactId><version>0.11.0</version>
  </dependency></dependencies>
</project>
POM
mvn -q dependency:copy-dependencies -DoutputDirectory=lib >/dev/null
cat >Finding.java <<'JAVA'
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

public class Finding {
    public static void main(String[] arguments) {
        try {
            LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
            ElkNode graph = ElkGraphUtil.createGraph();
            ElkGraphUtil.createSimpleEdge(ElkGraphUtil.createNode(graph), ElkGraphUtil.createNode(graph));
            new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
            System.out.println("laid out");
            System.exit(1);
        } catch (NoClassDefFoundError | ExceptionInInitializerError e) {
            System.out.println(e);
        }
    }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'lib/*' Finding.java >out.txt 2>&1 || true
grep -m1 NoClassDefFoundError out.txt
