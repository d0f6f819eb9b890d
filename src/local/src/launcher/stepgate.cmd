@rem SPDX-License-Identifier: Apache-2.0
@java -XX:+UseSerialGC -Xms32m -jar "%~dp0stepgate-local.jar" %*
