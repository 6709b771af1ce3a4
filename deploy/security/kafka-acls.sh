#!/usr/bin/env bash
# The rights of each part on Kafka; generated, see docs/SECURITY.md.
# BOOTSTRAP=host:port ADMIN=admin.properties ./kafka-acls.sh
set -euo pipefail
acls() { kafka-acls.sh --bootstrap-server "$BOOTSTRAP" --command-config "$ADMIN" --add "$@"; }

# govbrain-situation
acls --allow-principal User:govbrain-situation --operation READ --group govbrain-situation --resource-pattern-type prefixed
acls --allow-principal User:govbrain-situation --operation READ --topic govbrain.breaches
acls --allow-principal User:govbrain-situation --operation READ --topic govbrain.grids
acls --allow-principal User:govbrain-situation --operation READ --topic govbrain.linkage110
acls --allow-principal User:govbrain-situation --operation READ --topic govbrain.patrol
acls --allow-principal User:govbrain-situation --operation READ --topic govbrain.platform
acls --allow-principal User:govbrain-situation --operation READ --topic govbrain.reference
acls --allow-principal User:govbrain-situation --operation WRITE --topic govbrain.amendments
acls --allow-principal User:govbrain-situation --operation WRITE --topic govbrain.breaches
acls --allow-principal User:govbrain-situation --operation WRITE --topic govbrain.cases
acls --allow-principal User:govbrain-situation --operation WRITE --topic govbrain.corrections
acls --allow-principal User:govbrain-situation --operation WRITE --topic govbrain.dead-letters
acls --allow-principal User:govbrain-situation --operation WRITE --topic govbrain.feeds
acls --allow-principal User:govbrain-situation --operation WRITE --topic govbrain.grids
acls --allow-principal User:govbrain-situation --operation WRITE --topic govbrain.hotspots
acls --allow-principal User:govbrain-situation --operation WRITE --topic govbrain.indicators
acls --allow-principal User:govbrain-situation --operation WRITE --topic govbrain.patrols

# govbrain-paging
acls --allow-principal User:govbrain-paging --operation READ --group govbrain-paging --resource-pattern-type prefixed
acls --allow-principal User:govbrain-paging --operation READ --topic govbrain.acks
acls --allow-principal User:govbrain-paging --operation READ --topic govbrain.breaches
acls --allow-principal User:govbrain-paging --operation READ --topic govbrain.feeds
acls --allow-principal User:govbrain-paging --operation READ --topic govbrain.hotspots
acls --allow-principal User:govbrain-paging --operation READ --topic govbrain.receipts
acls --allow-principal User:govbrain-paging --operation READ --topic govbrain.reference
acls --allow-principal User:govbrain-paging --operation WRITE --topic govbrain.dead-letters
acls --allow-principal User:govbrain-paging --operation WRITE --topic govbrain.deliveries
acls --allow-principal User:govbrain-paging --operation WRITE --topic govbrain.pages

# govbrain-index
acls --allow-principal User:govbrain-index --operation READ --group govbrain-index --resource-pattern-type prefixed
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.amendments
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.breaches
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.buildings
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.cases
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.corrections
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.dead-letters
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.feeds
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.grids
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.hotspots
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.indicators
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.pages
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.patrols
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.posts
acls --allow-principal User:govbrain-index --operation READ --topic govbrain.targets
acls --allow-principal User:govbrain-index --operation WRITE --topic govbrain.dead-letters

# govbrain-delivery
acls --allow-principal User:govbrain-delivery --operation READ --group govbrain-delivery --resource-pattern-type prefixed
acls --allow-principal User:govbrain-delivery --operation READ --topic govbrain.acks
acls --allow-principal User:govbrain-delivery --operation READ --topic govbrain.deliveries
acls --allow-principal User:govbrain-delivery --operation READ --topic govbrain.grids
acls --allow-principal User:govbrain-delivery --operation READ --topic govbrain.pages
acls --allow-principal User:govbrain-delivery --operation READ --topic govbrain.receipts
acls --allow-principal User:govbrain-delivery --operation READ --topic govbrain.reference
acls --allow-principal User:govbrain-delivery --operation WRITE --topic govbrain.acks
acls --allow-principal User:govbrain-delivery --operation WRITE --topic govbrain.pages
acls --allow-principal User:govbrain-delivery --operation WRITE --topic govbrain.receipts

# govbrain-pacemaker
acls --allow-principal User:govbrain-pacemaker --operation ALTER --topic govbrain. --resource-pattern-type prefixed
acls --allow-principal User:govbrain-pacemaker --operation ALTER_CONFIGS --topic govbrain. --resource-pattern-type prefixed
acls --allow-principal User:govbrain-pacemaker --operation CREATE --topic govbrain. --resource-pattern-type prefixed
acls --allow-principal User:govbrain-pacemaker --operation DESCRIBE --group govbrain- --resource-pattern-type prefixed
acls --allow-principal User:govbrain-pacemaker --operation READ --topic govbrain.acks
acls --allow-principal User:govbrain-pacemaker --operation READ --topic govbrain.linkage110
acls --allow-principal User:govbrain-pacemaker --operation READ --topic govbrain.patrol
acls --allow-principal User:govbrain-pacemaker --operation READ --topic govbrain.platform
acls --allow-principal User:govbrain-pacemaker --operation READ --topic govbrain.reference
acls --allow-principal User:govbrain-pacemaker --operation WRITE --topic govbrain.acks
acls --allow-principal User:govbrain-pacemaker --operation WRITE --topic govbrain.deliveries
acls --allow-principal User:govbrain-pacemaker --operation WRITE --topic govbrain.linkage110
acls --allow-principal User:govbrain-pacemaker --operation WRITE --topic govbrain.patrol
acls --allow-principal User:govbrain-pacemaker --operation WRITE --topic govbrain.platform

# govbrain-feed
acls --allow-principal User:govbrain-feed --operation WRITE --topic govbrain.acks
acls --allow-principal User:govbrain-feed --operation WRITE --topic govbrain.linkage110
acls --allow-principal User:govbrain-feed --operation WRITE --topic govbrain.patrol
acls --allow-principal User:govbrain-feed --operation WRITE --topic govbrain.platform

# govbrain-operator
acls --allow-principal User:govbrain-operator --operation DESCRIBE --group govbrain- --resource-pattern-type prefixed
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.acks
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.amendments
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.breaches
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.buildings
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.cases
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.corrections
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.dead-letters
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.deliveries
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.feeds
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.grids
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.hotspots
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.indicators
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.linkage110
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.pages
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.patrol
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.patrols
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.platform
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.posts
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.receipts
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.reference
acls --allow-principal User:govbrain-operator --operation READ --topic govbrain.targets
acls --allow-principal User:govbrain-operator --operation WRITE --topic govbrain.buildings
acls --allow-principal User:govbrain-operator --operation WRITE --topic govbrain.posts
acls --allow-principal User:govbrain-operator --operation WRITE --topic govbrain.reference
acls --allow-principal User:govbrain-operator --operation WRITE --topic govbrain.targets
acls --allow-principal User:govbrain-operator --operation WRITE --transactional-id govbrain-reference-load

# govbrain-erase
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.amendments
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.breaches
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.buildings
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.cases
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.corrections
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.dead-letters
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.feeds
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.grids
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.hotspots
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.indicators
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.pages
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.patrols
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.posts
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.reference
acls --allow-principal User:govbrain-erase --operation READ --topic govbrain.targets
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.amendments
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.breaches
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.buildings
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.cases
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.corrections
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.dead-letters
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.feeds
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.grids
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.hotspots
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.indicators
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.pages
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.patrols
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.posts
acls --allow-principal User:govbrain-erase --operation WRITE --topic govbrain.targets

# govbrain-status
acls --allow-principal User:govbrain-status --operation DESCRIBE --group govbrain- --resource-pattern-type prefixed
acls --allow-principal User:govbrain-status --operation DESCRIBE --topic govbrain. --resource-pattern-type prefixed
acls --allow-principal User:govbrain-status --operation DESCRIBE_CONFIGS --topic govbrain. --resource-pattern-type prefixed
acls --allow-principal User:govbrain-status --operation READ --topic govbrain.acks
acls --allow-principal User:govbrain-status --operation READ --topic govbrain.reference
