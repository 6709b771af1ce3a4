package org.govbrain.local.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.govbrain.local.delivery.MessageText;
import org.govbrain.local.inbox.Letters.Letter;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.document.PageDocument;
import org.govbrain.schemas.input.AckAction;
import org.jspecify.annotations.Nullable;

/** The pages as HTML; every text from outside is escaped. */
final class InboxPages {
    static final String CSS = """
            body{margin:0 auto;max-width:44rem;padding:.8rem;background:#eef2f6;color:#10202f;line-height:1.5;
              font-family:"Noto Sans SC","PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",system-ui,sans-serif}
            h1{font-size:1.25rem;margin:.2rem 0 .8rem;overflow-wrap:anywhere} h2{font-size:1rem;margin:1rem 0 .3rem;color:#41566b}
            article,section{background:#fff;border:1px solid #d3dde6;border-radius:.6rem;padding:.7rem .9rem;margin:.6rem 0;overflow-wrap:anywhere}
            article.urgent,section.urgent{border-left:.35rem solid #c2371a} p{margin:.2rem 0;white-space:pre-line}
            .meta{color:#41566b;font-size:.85rem} a{color:#1b6fa8} .lang{float:right} ol{margin:.2rem 0;padding-left:1.3rem}
            .button,button{display:inline-block;font:inherit;font-size:1.1rem;border:0;border-radius:.5rem;padding:.7rem 1rem;
              margin:.3rem .4rem .3rem 0;background:#1b6fa8;color:#fff;min-height:3rem}
            button.plain{background:#d3dde6;color:#10202f} form{display:inline} svg{width:100%;max-height:14rem}
            .over{color:#0b7a6b;font-weight:600} .dark{color:#c2371a;font-weight:600}
            """;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 200;
    private static final double MAP_SIZE = 200;
    private static final Map<String, String> STATES_ZH = Map.of(
            "waiting",
            "待发",
            "open",
            "待确认",
            "acknowledged",
            "已确认",
            "unanswered",
            "无人应答",
            "silenced",
            "已静默",
            "inhibited",
            "已抑制",
            "resolved",
            "已办结",
            "withdrawn",
            "已撤回");
    private static final Map<String, String> STEP_STATES_ZH = Map.of(
            "queued",
            "待发送",
            "sent",
            "已发送",
            "delivered",
            "已送达",
            "read",
            "已读",
            "failed",
            "发送失败",
            "dropped",
            "未再发送",
            "skipped",
            "无人值守，跳过",
            "taken",
            "已采纳",
            "ignored",
            "未采纳");

    private final Letters letters;
    private final SignedLink links;
    private final DateTimeFormatter time;
    private final long linkLivesMs;

    InboxPages(Letters letters, SignedLink links, ZoneId zone, long linkLivesMs) {
        this.letters = letters;
        this.links = links;
        this.time = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(zone);
        this.linkLivesMs = linkLivesMs;
    }

    String inbox(boolean english, long now) {
        List<Letter> all = letters.newest();
        StringBuilder html = head(english, english ? "Inbox" : "值班收件箱", "/", true);
        if (all.isEmpty()) {
            html.append("<section>")
                    .append(english ? "No message yet." : "还没有消息。")
                    .append("</section>");
        }
        for (Letter letter : all.subList(0, Math.min(MOST, all.size()))) {
            DeliveryRequest request = letter.request();
            html.append(request.getEmergency() ? "<article class=\"urgent\">" : "<article>");
            html.append("<div class=\"meta\">")
                    .append(escape(request.getRecipient()))
                    .append(" · ");
            html.append(
                    letter.receipt() == null ? "" : time.format(letter.receipt().getAt()));
            html.append(" · ").append(state(letter.page(), english)).append("</div><p>");
            html.append(escape(english ? request.getTextEn() : request.getTextZh()))
                    .append("</p>");
            if (MessageText.asksForAnswer(request)) {
                html.append("<a href=\"/a/")
                        .append(links.token(request.getDeliveryId(), now + linkLivesMs))
                        .append(english ? "?lang=en\">Open and answer</a>" : "\">打开并答复</a>");
            }
            html.append("</article>");
        }
        return html.append("</body></html>").toString();
    }

    String refused(boolean english) {
        return head(english, english ? "This link is not valid" : "链接无效", "/", false)
                .append("<section>")
                .append(
                        english
                                ? "It is forged or too old. Nothing was done. Use the newest message."
                                : "链接不正确或已过期，未做任何操作。请使用最新一条消息中的链接。")
                .append("</section></body></html>")
                .toString();
    }

    String letter(Letter letter, String token, boolean english) {
        DeliveryRequest request = letter.request();
        StringBuilder html = head(english, english ? request.getTitleEn() : request.getTitleZh(), "/a/" + token, false);
        html.append("<section")
                .append(request.getEmergency() ? " class=\"urgent\"" : "")
                .append("><div class=\"meta\">");
        html.append(escape(request.getRecipient()))
                .append(" · ")
                .append(state(letter.page(), english))
                .append("</div>");
        html.append("<p>")
                .append(escape(english ? request.getTextEn() : request.getTextZh()))
                .append("</p>");
        buttons(html, letter, token, english);
        html.append("</section>");
        map(html, request, english);
        list(html, english ? "What happened" : "经过", english ? request.getExplainEn() : request.getExplainZh());
        List<String> told = letters.steps(request.getPageId()).stream()
                .map(step -> step(step, english))
                .toList();
        list(html, english ? "Who was told" : "通知记录", told);
        return html.append("</body></html>").toString();
    }

    private void buttons(StringBuilder html, Letter letter, String token, boolean english) {
        if (letter.isOver()) {
            html.append("<p class=\"over\">")
                    .append(english ? "This is over." : "该告警已结束。")
                    .append("</p>");
            return;
        }
        String[][] answers = {
            {"ack", "确认收到", "Acknowledge", ""},
            {"resolve", "已办结", "Resolve", " class=\"plain\""},
            {"escalate", "转上一级", "Pass on", " class=\"plain\""}
        };
        AckAction[] actions = {AckAction.ACK, AckAction.RESOLVE, AckAction.ESCALATE};
        for (int i = 0; i < answers.length; i++) {
            String word = answers[i][english ? 2 : 1];
            if (letters.hasAnswer(LetterReader.eventId(letter.request(), actions[i]))) {
                html.append("<p class=\"over\">✓ ").append(word).append("</p>");
                continue;
            }
            html.append("<form method=\"post\" action=\"/a/").append(token).append(english ? "?lang=en" : "");
            html.append("\"><input type=\"hidden\" name=\"form\" value=\"").append(links.formToken(token));
            html.append("\"><button name=\"action\" value=\"")
                    .append(answers[i][0])
                    .append("\"")
                    .append(answers[i][3]);
            html.append(">").append(word).append("</button></form>");
        }
    }

    private String step(PageDocument step, boolean english) {
        String reason = english ? step.getReason() : step.getReasonZh();
        String state = english ? step.getState() : STEP_STATES_ZH.getOrDefault(step.getState(), step.getState());
        return time.format(step.getTimestamp()) + " " + orEmpty(step.getOfficerId()) + " " + state
                + (reason == null ? "" : " · " + reason);
    }

    private static void list(StringBuilder html, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            html.append("<section><h2>").append(heading).append("</h2><ol>");
            lines.forEach(line -> html.append("<li>").append(escape(line)).append("</li>"));
            html.append("</ol></section>");
        }
    }

    /** The grid's outline and the place, drawn to fit; no server of tiles is asked. */
    private void map(StringBuilder html, DeliveryRequest request, boolean english) {
        String boundary = letters.boundary(request.getGridId()).orElse(null);
        if (boundary == null) {
            return;
        }
        JsonNode ring;
        try {
            JsonNode geometry = JSON.readTree(boundary);
            JsonNode polygon = geometry.path("coordinates").path(0);
            ring = geometry.path("type").asText().equals("MultiPolygon") ? polygon.path(0) : polygon;
        } catch (IOException e) {
            return;
        }
        double west = Double.MAX_VALUE;
        double east = -Double.MAX_VALUE;
        double south = Double.MAX_VALUE;
        double north = -Double.MAX_VALUE;
        for (JsonNode point : ring) {
            west = Math.min(west, point.path(0).asDouble());
            east = Math.max(east, point.path(0).asDouble());
            south = Math.min(south, point.path(1).asDouble());
            north = Math.max(north, point.path(1).asDouble());
        }
        double squeeze = Math.cos(Math.toRadians((south + north) / 2));
        double scale = MAP_SIZE / Math.max(1e-9, Math.max((east - west) * squeeze, north - south));
        StringBuilder points = new StringBuilder();
        for (JsonNode point : ring) {
            points.append(number((point.path(0).asDouble() - west) * squeeze * scale))
                    .append(',');
            points.append(number((north - point.path(1).asDouble()) * scale)).append(' ');
        }
        html.append("<section><h2>").append(english ? "Where" : "位置").append("</h2><p>");
        html.append(escape(orEmpty(request.getCommunityName()) + " " + orEmpty(request.getGridName())))
                .append("</p>");
        html.append(
                "<svg viewBox=\"-10 -10 220 220\" role=\"img\"><polygon fill=\"#d3e6f3\" stroke=\"#1b6fa8\" points=\"");
        html.append(points).append("\"/>");
        if (request.getLon() != null && request.getLat() != null) {
            html.append("<circle r=\"7\" fill=\"#c2371a\" cx=\"")
                    .append(number((request.getLon() - west) * squeeze * scale));
            html.append("\" cy=\"")
                    .append(number((north - request.getLat()) * scale))
                    .append("\"/>");
        }
        html.append("</svg></section>");
    }

    private StringBuilder head(boolean english, String title, String path, boolean refresh) {
        StringBuilder html = new StringBuilder("<!doctype html><html lang=\"").append(english ? "en" : "zh-CN");
        html.append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        html.append(refresh ? "<meta http-equiv=\"refresh\" content=\"5\">" : "")
                .append("<title>")
                .append(escape(title));
        html.append("</title><link rel=\"stylesheet\" href=\"/inbox.css\"></head><body><a class=\"lang\" href=\"");
        html.append(path)
                .append(english ? "\">中文" : "?lang=en\">English")
                .append("</a><h1>")
                .append(escape(title));
        return html.append("</h1>");
    }

    private static String state(@Nullable PageDocument page, boolean english) {
        if (page == null) {
            return "";
        }
        String word = english ? page.getState() : STATES_ZH.getOrDefault(page.getState(), page.getState());
        return page.getEndedAt() == null && !page.getState().equals("acknowledged")
                ? "<span class=\"dark\">" + escape(word) + "</span>"
                : "<span class=\"over\">" + escape(word) + "</span>";
    }

    private static String number(double value) {
        return Double.toString(Math.round(value * 10) / 10.0);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
