#!/bin/sh
# jpackage packs a copy of the image that it has signed anew, of which every file is of now; the JVM takes a cache only with jars of
# the time it was trained on. A signature is of what files contain, not of their time. jpackage runs this in the copy.
set -e
TZ=UTC find . -exec touch -h -t "$(date -u -r "${SOURCE_DATE_EPOCH:?}" +%Y%m%d%H%M.%S)" {} +
