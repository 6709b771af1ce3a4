package org.govbrain.local.inbox;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.govbrain.local.delivery.MessageText;
import org.govbrain.local.inbox.Letters.Letter;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.document.PageDocument;
import org.govbrain.schemas.input.AckAction;
import org.jspecify.annotations.Nullable;

/** The inbox and its letters as HTML; every text from outside is escaped. */
final class InboxPages {
    private static final int MOST = 200;

    private record Answer(AckAction action, String word, String zh, String en, boolean main) {
        String text(boolean english) {
            return english ? en : zh;
        }
    }

    private static final List<Answer> ANSWERS = List.of(
            new Answer(AckAction.ACK, "ack", "确认收到", "Acknowledge", true),
            new Answer(AckAction.RESOLVE, "resolve", "已办结", "Resolve", false),
            new Answer(AckAction.ESCALATE, "escalate", "转上一级", "Pass on", false));

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

    /** @param visitor whose messages are listed; null for everybody's */
    String inbox(@Nullable Visitor visitor, boolean english, long now) {
        List<Letter> all = new ArrayList<>(letters.newest());
        all.removeIf(
                letter -> visitor != null && !visitor.isFor(letter.request().getRecipient()));
        StringBuilder html = PageFrame.head(english, english ? "Inbox" : "值班收件箱", "/", true);
        if (all.isEmpty()) {
            html.append("<section>")
                    .append(english ? "No message yet." : "还没有消息。")
                    .append("</section>");
        } else {
            sums(html, all, english);
        }
        for (Letter letter : all.subList(0, Math.min(MOST, all.size()))) {
            DeliveryRequest request = letter.request();
            html.append(request.getEmergency() ? "<article class=\"urgent\">" : "<article>");
            meta(html, letter, english);
            html.append("<p>")
                    .append(PageFrame.escape(english ? request.getTextEn() : request.getTextZh()))
                    .append("</p>");
            if (MessageText.asksForAnswer(request)) {
                html.append("<a class=\"go\" href=\"/a/")
                        .append(links.token(request.getDeliveryId(), now + linkLivesMs))
                        .append(english ? "?lang=en\">Open and answer</a>" : "\">打开并答复</a>");
            }
            html.append("</article>");
        }
        return html.append(PageFrame.END).toString();
    }

    /** How the pages of the messages stand. */
    private static void sums(StringBuilder html, List<Letter> all, boolean english) {
        Map<String, Map<String, String>> pages = new TreeMap<>();
        for (Letter letter : all) {
            PageDocument page = letter.page();
            if (page != null) {
                pages.computeIfAbsent(page.getState(), state -> new TreeMap<>()).put(page.getPageId(), "");
            }
        }
        html.append("<div class=\"sum\">");
        for (String state : PageWords.states()) {
            int count = pages.getOrDefault(state, Map.of()).size();
            if (count > 0) {
                html.append("<span>")
                        .append(PageWords.ofPage(state, english))
                        .append(" <b>")
                        .append(count)
                        .append("</b></span>");
            }
        }
        html.append("</div>");
    }

    private void meta(StringBuilder html, Letter letter, boolean english) {
        html.append("<div class=\"meta\">")
                .append(PageFrame.escape(letter.request().getRecipient()));
        if (letter.receipt() != null) {
            html.append(" · ").append(time.format(letter.receipt().getAt())).append(" · ");
            html.append(PageWords.ofStep(letter.isRead() ? "read" : "delivered", english));
        }
        html.append(" · ").append(state(letter.page(), english)).append("</div>");
    }

    /** Asks for the token, and leads on to where one wanted to go. */
    String entry(String next, boolean english) {
        return PageFrame.head(english, english ? "Access token" : "请输入访问口令", next, false)
                .append("<section><form method=\"post\" action=\"/enter")
                .append(english ? "?lang=en" : "")
                .append("\"><input type=\"hidden\" name=\"next\" value=\"")
                .append(PageFrame.escape(next))
                .append("\"><input type=\"password\" name=\"token\" autocomplete=\"current-password\" required")
                .append(english ? " aria-label=\"Access token\"" : " aria-label=\"访问口令\"")
                .append("><button>")
                .append(english ? "Enter" : "进入")
                .append("</button></form></section>" + PageFrame.END)
                .toString();
    }

    String letter(Letter letter, String token, boolean english) {
        DeliveryRequest request = letter.request();
        String title = english ? request.getTitleEn() : request.getTitleZh();
        String text = english ? request.getTextEn() : request.getTextZh();
        StringBuilder html = PageFrame.head(english, title, "/a/" + token, false);
        html.append("<section")
                .append(request.getEmergency() ? " class=\"urgent\"" : "")
                .append(">");
        meta(html, letter, english);
        // The heading says its first line already.
        html.append("<p>")
                .append(PageFrame.escape(text.startsWith(title + "\n") ? text.substring(title.length() + 1) : text))
                .append("</p>");
        buttons(html, letter, token, english);
        html.append("</section>");
        map(html, request, english);
        PageFrame.list(
                html, english ? "What happened" : "经过", english ? request.getExplainEn() : request.getExplainZh());
        List<String> told = letters.steps(request.getPageId()).stream()
                .filter(step -> !step.getKind().equals("receipt"))
                .map(step -> step(step, english))
                .toList();
        PageFrame.list(html, english ? "Who was told" : "通知记录", told);
        // Read is what a browser shows to a person: a preview of a link asks for no pictures.
        html.append("<img src=\"/seen/").append(token).append("\" alt=\"\" width=\"1\" height=\"1\">");
        return html.append(PageFrame.END).toString();
    }

    private void buttons(StringBuilder html, Letter letter, String token, boolean english) {
        for (Answer answer : ANSWERS) {
            if (letters.hasAnswer(LetterReader.eventId(letter.request(), answer.action()))) {
                html.append("<p class=\"done\">✓ ")
                        .append(answer.text(english))
                        .append(english ? ": your answer is saved" : "：您的答复已保存")
                        .append("</p>");
            } else if (!letter.isOver()) {
                html.append("<form method=\"post\" action=\"/a/").append(token).append(english ? "?lang=en" : "");
                html.append("\"><input type=\"hidden\" name=\"form\" value=\"").append(links.formToken(token));
                html.append("\"><button name=\"action\" value=\"")
                        .append(answer.word())
                        .append(answer.main() ? "\">" : "\" class=\"plain\">");
                html.append(answer.text(english)).append("</button></form>");
            }
        }
        if (letter.isOver()) {
            html.append("<p class=\"over\">")
                    .append(english ? "This is over." : "该告警已结束。")
                    .append("</p>");
        }
    }

    private String step(PageDocument step, boolean english) {
        String reason = english ? step.getReason() : step.getReasonZh();
        String purpose = step.getPurpose();
        StringBuilder line = new StringBuilder(time.format(step.getTimestamp()));
        if (step.getOfficerId() != null) {
            line.append(' ').append(step.getOfficerId());
        }
        if (step.getPerson() != null) {
            line.append('（').append(step.getPerson()).append('）');
        }
        if (purpose != null) {
            line.append(' ').append(PageWords.ofPurpose(purpose, english));
        }
        line.append(' ').append(PageWords.ofStep(step.getState(), english));
        return line.append(reason == null ? "" : " · " + reason).toString();
    }

    private void map(StringBuilder html, DeliveryRequest request, boolean english) {
        letters.boundary(request.getGridId())
                .flatMap(boundary -> GridMap.svg(boundary, request.getLon(), request.getLat()))
                .ifPresent(svg -> html.append("<section><h2>")
                        .append(english ? "Where" : "位置")
                        .append("</h2><p>")
                        .append(PageFrame.escape(
                                orEmpty(request.getCommunityName()) + " " + orEmpty(request.getGridName())))
                        .append("</p>")
                        .append(svg)
                        .append("</section>"));
    }

    private static String state(@Nullable PageDocument page, boolean english) {
        if (page == null) {
            return "";
        }
        boolean calm = page.getEndedAt() != null || page.getState().equals("acknowledged");
        String by = page.getState().equals("acknowledged") ? orEmpty(page.getAcknowledgedBy()) : "";
        return "<span class=\"" + (calm ? "over" : "dark") + "\">"
                + PageWords.ofPage(PageFrame.escape(page.getState()), english)
                + (by.isEmpty() ? "" : " " + PageFrame.escape(by)) + "</span>";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
