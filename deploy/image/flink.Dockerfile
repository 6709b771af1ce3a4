# Flink with the job jar. Built from the root of the repository, after ./brain build.
FROM flink:2.2.1-java17
COPY jobs/jar/target/govbrain-jobs.jar /opt/flink/usrlib/govbrain-jobs.jar
# Checkpoints in object storage.
RUN mkdir -p /opt/flink/plugins/s3 && cp /opt/flink/opt/flink-s3-fs-presto-2.2.1.jar /opt/flink/plugins/s3/
