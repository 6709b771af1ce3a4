package org.govbrain.local.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.govbrain.local.browser.Browser;
import org.govbrain.local.delivery.Requests;
import org.govbrain.local.delivery.ScriptedClock;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.delivery.DeliveryState;
import org.govbrain.schemas.document.GridDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Inbox and answer page on a phone and on a laptop, in a real browser. */
@EnabledIf(value = Browser.IS_INSTALLED, disabledReason = Browser.HOW_TO_INSTALL)
class InboxPageTest {
    private static final Instant NOW = Instant.parse("2026-03-04T02:00:00Z");
    private static final long DAY_MS = 86_400_000;
    private static final String CUT_OFF = """
            [...document.querySelectorAll('body *')].filter((e) => !e.closest('svg') && e.textContent.trim()
              && (e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                || (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')))
              .map((e) => e.textContent).join('|')""";

    @TempDir
    Path folder;

    @Test
    void an_officer_reads_and_acknowledges_on_a_phone() throws Exception {
        TestMailroom room = new TestMailroom();
        arrive(room);
        SignedLink links = new SignedLink(new byte[32]);
        InboxSettings settings = new InboxSettings(
                "test",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                URI.create("http://127.0.0.1"),
                null,
                Path.of("unused"),
                Access.OPEN);
        try (InboxServer server = InboxServer.start(
                        settings,
                        room,
                        links,
                        new ScriptedClock(NOW),
                        new InboxPages(room.letters(), links, ZoneOffset.UTC, DAY_MS),
                        () -> "");
                Browser browser = Browser.start(folder)) {
            for (int[] screen : new int[][] {{1366, 768}, {390, 844}}) {
                browser.resize(screen[0], screen[1], screen[0] < 500);
                browser.open(server.url());
                browser.awaitTrue("document.querySelector('article a.go') !== null");
                assertThat(browser.evaluate(CUT_OFF).asText())
                        .as("cut off in the inbox at %d", screen[0])
                        .isEmpty();
                browser.evaluate("document.querySelector('article a.go').click()");
                browser.awaitTrue("document.querySelector('button[value=ack]') !== null");
                assertThat(browser.evaluate(CUT_OFF).asText())
                        .as("cut off on the answer page at %d", screen[0])
                        .isEmpty();
            }
            assertThat(browser.count("svg polygon")).as("where it is").isOne();
            browser.evaluate("document.querySelector('button[value=ack]').click()");
            browser.awaitTrue("document.querySelector('p.done') !== null");
            assertThat(browser.text("p.done")).isEqualTo("✓ 确认收到：您的答复已保存");
            assertThat(browser.count("button[value=ack]")).as("once").isZero();
            browser.awaitTrue("document.querySelector('img').complete");
            assertThat(room.said()).as("shown by a browser, then answered").contains("GM-1 READ", "GM-1 ACK page-a");
            assertThat(browser.errors()).as("errors of the pages").isEmpty();
        }
    }

    private static void arrive(TestMailroom room) {
        DeliveryRequest request = Requests.page("a", "inbox")
                .setEmergency(true)
                .setGridId("QL-03-01")
                .setGridName("青龙第3网格")
                .setCommunityName("青龙社区")
                .setLon(120.55)
                .setLat(30.05)
                .setExplainZh(List.of("09:00 接警。", "09:20 超时：到场。"))
                .build();
        room.letters().add(request);
        room.letters()
                .add(DeliveryReceipt.newBuilder()
                        .setDeliveryId("a")
                        .setPageId("page-a")
                        .setAt(NOW)
                        .setContact("inbox")
                        .setState(DeliveryState.DELIVERED)
                        .setLast(false)
                        .build());
        GridDocument grid = new GridDocument();
        grid.setGridId("QL-03-01");
        grid.setBoundary(
                "{\"type\":\"Polygon\",\"coordinates\":[[[120.5,30.0],[120.6,30.0],[120.6,30.1],[120.5,30.0]]]}");
        room.letters().add(grid);
    }
}
