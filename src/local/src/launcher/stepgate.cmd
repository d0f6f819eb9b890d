@rem SPDX-License-Identifier: Apache-2.0
@java -Xms64m -jar "%~dp0stepgate-local.jar" %*
