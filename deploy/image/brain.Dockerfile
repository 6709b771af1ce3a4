# The brain command. Built from the root of the repository, after ./brain build.
FROM eclipse-temurin:17-jre
WORKDIR /opt/govbrain
COPY schemas/target/classes schemas
COPY jobs/domain/target/classes domain
COPY jobs/engine/target/classes engine
COPY dashboards/target/classes dashboards
COPY local/child/target/classes child
COPY local/log/target/classes log
COPY local/target/classes local
COPY local/target/lib lib
ENTRYPOINT ["java", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-cp", "schemas:domain:engine:dashboards:child:log:local:lib/*", "org.govbrain.local.cli.Brain"]
