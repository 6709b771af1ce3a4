package org.govbrain.local.doctor;

/**
 * What a person does about what is not well, which depends on who runs the servers.
 *
 * @param job one that does not run
 * @param noJob nothing is known of any job
 * @param flink it does not answer
 * @param kafka it does not answer
 * @param elasticsearch it does not answer
 * @param index it is missing, or lacks fields
 * @param topic it is missing, or not as declared
 * @param clock no heartbeat comes any more
 * @param noHeartbeat none has ever come
 */
record Advice(
        String job,
        Finding noJob,
        String flink,
        String kafka,
        String elasticsearch,
        String index,
        String topic,
        String clock,
        Finding noHeartbeat) {
    /** {@code brain up} runs them. */
    static final Advice LOCAL = new Advice(
            "Flink's web UI says why, under Exceptions; ./brain down and ./brain up start it again.",
            Finding.fail("No job runs: ./brain down, then ./brain up."),
            "Look at logs/brain.log.",
            "Look at logs/kafka.log; a broker that has ended is started again, one that hangs is once you have ended it.",
            "Look at logs/elasticsearch.log; pages go out meanwhile, dashboards are old.",
            "./brain down, then ./brain up makes it.",
            "./brain down, then ./brain up sets it right.",
            "Is Kafka up? ./brain down and ./brain up catch up in order.",
            Finding.warn("No heartbeat was sent yet: the clock starts with the first event."));

    /** Others run them, and the jobs. */
    static final Advice CLUSTER = new Advice(
            "look at the pods of its job manager and task managers and their logs; Flink's web UI says why, under Exceptions.",
            Finding.warn("Flink was not asked whether the jobs run: set flink.urls to its REST addresses."),
            "Look at flink.urls, and at the job manager's pod and log.",
            "Look at kafka.bootstrap-servers, at what kafka.property.… says of TLS and log-in, at the rights of the user"
                    + " (docs/SECURITY.md), and at the brokers.",
            "Look at elasticsearch.urls, at the key or password, at elasticsearch.ca-certificate, at the role (docs/SECURITY.md),"
                    + " and at its pods; pages go out meanwhile, dashboards are old.",
            "brain pacemaker of this version makes it so as soon as it starts; its log says what keeps it from that.",
            "brain pacemaker of this version sets topics right when it starts; its log says what keeps it from that.",
            "Does brain pacemaker run, and once only? Its log says what it waits for; deadlines are caught up in order.",
            Finding.fail("No heartbeat came: no deadline passes in silence. Start brain pacemaker, once only."));
}
