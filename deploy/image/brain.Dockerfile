# The brain command. Built from the root of the repository, after ./brain build.
FROM eclipse-temurin:17-jre
COPY schemas/target/classes /opt/govbrain/schemas
COPY jobs/domain/target/classes /opt/govbrain/domain
COPY jobs/engine/target/classes /opt/govbrain/engine
COPY dashboards/target/classes /opt/govbrain/dashboards
COPY local/child/target/classes /opt/govbrain/child
COPY local/log/target/classes /opt/govbrain/log
COPY local/target/classes /opt/govbrain/local
COPY local/target/lib /opt/govbrain/lib
COPY deploy/image/brain.sh /usr/local/bin/brain
# A volume takes the owner of the folder on which it is mounted first; without one it is root's, and nothing can be kept.
RUN chmod 755 /usr/local/bin/brain && mkdir /state /files && chown 10001:10001 /state /files
USER 10001:10001
WORKDIR /files
ENTRYPOINT ["brain"]
