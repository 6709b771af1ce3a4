# Flink with the job jar. Built from the root of the repository, after ./brain build.
FROM flink:2.2.1-java17
COPY jobs/jar/target/govbrain-jobs.jar /opt/flink/usrlib/govbrain-jobs.jar
# Checkpoints in object storage.
RUN mkdir -p /opt/flink/plugins/s3 && cp /opt/flink/opt/flink-s3-fs-presto-2.2.1.jar /opt/flink/plugins/s3/
# A volume takes the owner of the folder on which it is mounted first; without one it is root's, and no checkpoint is written.
RUN mkdir /checkpoints && chown flink:flink /checkpoints
# Logs as JSON without personal data, by the log library that the job was tested with.
RUN rm /opt/flink/lib/log4j-*.jar
COPY local/log/target/govbrain-log.jar local/flink/target/lib/log4j-*.jar /opt/flink/lib/
COPY local/flink/src/main/resources/log4j2.properties /opt/flink/conf/log4j-console.properties
