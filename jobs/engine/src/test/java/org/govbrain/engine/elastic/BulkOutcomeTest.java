package org.govbrain.engine.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkOutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "200, INDEXED, updated",
        "201, INDEXED, created",
        "409, ALREADY_THERE, an older version after a newer one",
        "400, REJECTED, mapping or strict mapping error",
        "413, REJECTED, larger than the cluster takes",
        "422, REJECTED, any other fault of the document",
        "401, RETRY, credentials expired",
        "403, RETRY, index blocked because the disk is full",
        "404, RETRY, index not created yet",
        "408, RETRY, timeout",
        "429, RETRY, overload",
        "500, RETRY, trouble inside",
        "502, RETRY, proxy without a backend",
        "503, RETRY, no primary shard",
        "504, RETRY, timeout",
        "301, RETRY, a proxy that redirects",
        "0, RETRY, no answer at all"
    })
    void ofOneDocument(int status, BulkOutcome outcome, String why) {
        assertThat(BulkOutcome.of(status)).as(why).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED, a document that breaks the request: looked for by halving",
        "413, REJECTED, too large: smaller halves pass",
        "409, RETRY, no answer of a bulk request: nothing is known about the documents",
        "405, RETRY, not an Elasticsearch",
        "415, RETRY, a proxy that knows better",
        "401, RETRY, credentials expired",
        "429, RETRY, overload",
        "503, RETRY, no master",
        "200, RETRY, an answer that cannot be read",
        "0, RETRY, no answer at all"
    })
    void ofAWholeRequest(int status, BulkOutcome outcome, String why) {
        assertThat(BulkOutcome.ofRequest(status)).as(why).isEqualTo(outcome);
    }
}
