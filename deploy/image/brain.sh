#!/bin/sh
# The brain command within its image.
at=/opt/govbrain
exec java -Xmx512m -XX:+ExitOnOutOfMemoryError \
  -cp "$at/schemas:$at/domain:$at/engine:$at/dashboards:$at/child:$at/log:$at/local:$at/lib/*" \
  org.govbrain.local.cli.Brain "$@"
