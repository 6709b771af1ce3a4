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

/** The pages as HTML; every text from outside is escaped. */
final class InboxPages {
    static final String CSS = """
            body{margin:0 auto;max-width:44rem;padding:.8rem;background:#eef2f6;color:#10202f;line-height:1.5;
              font-family:"Noto Sans SC","PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",system-ui,sans-serif}
            h1{font-size:1.25rem;margin:.2rem 0 .8rem;overflow-wrap:anywhere} h2{font-size:1rem;margin:0 0 .3rem;color:#41566b}
            article,section{background:#fff;border:1px solid #d3dde6;border-radius:.6rem;padding:.7rem .9rem;margin:.6rem 0;overflow-wrap:anywhere}
            article.urgent,section.urgent{border-left:.35rem solid #c2371a} p{margin:.2rem 0;white-space:pre-line}
            .meta{color:#41566b;font-size:.85rem} a{color:#1b6fa8} .lang{float:right;padding:.3rem 0 .3rem .8rem}
            ol{margin:.2rem 0;padding-left:1.6rem} li{margin:.25rem 0} .sum{margin:.2rem 0 .6rem}
            .sum span{display:inline-block;margin-right:.9rem} .sum b{font-size:1.15rem}
            .go,button{display:inline-block;font:inherit;border:0;border-radius:.5rem;text-decoration:none}
            .go{background:#e4eef6;padding:.45rem .9rem;margin-top:.4rem}
            button{font-size:1.1rem;padding:.7rem 1.1rem;margin:.5rem .4rem 0 0;background:#1b6fa8;color:#fff;min-height:3rem}
            button.plain{background:#d3dde6;color:#10202f} form{display:inline} svg{display:block;width:100%;height:12rem}
            input{font:inherit;font-size:1.1rem;padding:.6rem;width:100%;box-sizing:border-box;border:1px solid #8aa0b4;border-radius:.5rem}
            .over{color:#0b7a6b;font-weight:600} .dark{color:#c2371a;font-weight:600} .done{color:#0b7a6b;font-weight:600;margin-top:.5rem}
            @media(max-width:30rem){button{display:block;width:100%;margin:.5rem 0 0}form{display:block}}
            """;

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
        StringBuilder html = head(english, english ? "Inbox" : "值班收件箱", "/", true);
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
                    .append(escape(english ? request.getTextEn() : request.getTextZh()))
                    .append("</p>");
            if (MessageText.asksForAnswer(request)) {
                html.append("<a class=\"go\" href=\"/a/")
                        .append(links.token(request.getDeliveryId(), now + linkLivesMs))
                        .append(english ? "?lang=en\">Open and answer</a>" : "\">打开并答复</a>");
            }
            html.append("</article>");
        }
        return html.append("</body></html>").toString();
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
        html.append("<div class=\"meta\">").append(escape(letter.request().getRecipient()));
        if (letter.receipt() != null) {
            html.append(" · ").append(time.format(letter.receipt().getAt())).append(" · ");
            html.append(PageWords.ofStep(letter.isRead() ? "read" : "delivered", english));
        }
        html.append(" · ").append(state(letter.page(), english)).append("</div>");
    }

    String refused(boolean english) {
        return note(
                english,
                english ? "This link is not valid" : "链接无效",
                english
                        ? "It is forged or too old. Nothing was done. Use the newest message."
                        : "链接不正确或已过期，未做任何操作。请使用最新一条消息中的链接。");
    }

    /** The link is right; its message was not read yet after a start, or so many are newer that it went. */
    String notHere(boolean english) {
        return note(
                english,
                english ? "This message is not here now" : "暂无此消息",
                english
                        ? "Nothing was done. Try again in a minute. If it does not come, use a newer message of the same"
                                + " page, or call the duty desk."
                        : "未做任何操作。请一分钟后重试；如仍无法打开，请使用同一告警的较新消息，或致电值班室。");
    }

    String notYours(boolean english) {
        return note(
                english,
                english ? "This message is for somebody else" : "这条消息不是发给您的",
                english ? "Nothing was done. Open your own message." : "未做任何操作。请打开发给您本人的消息。");
    }

    String tooOften(boolean english) {
        return note(
                english,
                english ? "Too many requests" : "请求过于频繁",
                english ? "Wait some seconds and try again." : "请稍候几秒再试。");
    }

    String notTaken(String token, boolean english) {
        return head(english, english ? "Not saved" : "未能保存", "/a/" + token, false)
                .append("<section>")
                .append(english ? "Your answer could not be saved. Please go back and try again." : "您的答复未能保存，请返回重试。")
                .append("</section></body></html>")
                .toString();
    }

    /** Asks for the token, and leads on to where one wanted to go. */
    String entry(String next, boolean english) {
        return head(english, english ? "Access token" : "请输入访问口令", next, false)
                .append("<section><form method=\"post\" action=\"/enter")
                .append(english ? "?lang=en" : "")
                .append("\"><input type=\"hidden\" name=\"next\" value=\"")
                .append(escape(next))
                .append("\"><input type=\"password\" name=\"token\" autocomplete=\"current-password\" required")
                .append(english ? " aria-label=\"Access token\"" : " aria-label=\"访问口令\"")
                .append("><button>")
                .append(english ? "Enter" : "进入")
                .append("</button></form></section></body></html>")
                .toString();
    }

    String letter(Letter letter, String token, boolean english) {
        DeliveryRequest request = letter.request();
        String title = english ? request.getTitleEn() : request.getTitleZh();
        String text = english ? request.getTextEn() : request.getTextZh();
        StringBuilder html = head(english, title, "/a/" + token, false);
        html.append("<section")
                .append(request.getEmergency() ? " class=\"urgent\"" : "")
                .append(">");
        meta(html, letter, english);
        // The heading says its first line already.
        html.append("<p>")
                .append(escape(text.startsWith(title + "\n") ? text.substring(title.length() + 1) : text))
                .append("</p>");
        buttons(html, letter, token, english);
        html.append("</section>");
        map(html, request, english);
        list(html, english ? "What happened" : "经过", english ? request.getExplainEn() : request.getExplainZh());
        List<String> told = letters.steps(request.getPageId()).stream()
                .filter(step -> !step.getKind().equals("receipt"))
                .map(step -> step(step, english))
                .toList();
        list(html, english ? "Who was told" : "通知记录", told);
        // Read is what a browser shows to a person: a preview of a link asks for no pictures.
        html.append("<img src=\"/seen/").append(token).append("\" alt=\"\" width=\"1\" height=\"1\">");
        return html.append("</body></html>").toString();
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

    private static void list(StringBuilder html, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            html.append("<section><h2>").append(heading).append("</h2><ol>");
            lines.forEach(line -> html.append("<li>").append(escape(line)).append("</li>"));
            html.append("</ol></section>");
        }
    }

    private void map(StringBuilder html, DeliveryRequest request, boolean english) {
        letters.boundary(request.getGridId())
                .flatMap(boundary -> GridMap.svg(boundary, request.getLon(), request.getLat()))
                .ifPresent(svg -> html.append("<section><h2>")
                        .append(english ? "Where" : "位置")
                        .append("</h2><p>")
                        .append(escape(orEmpty(request.getCommunityName()) + " " + orEmpty(request.getGridName())))
                        .append("</p>")
                        .append(svg)
                        .append("</section>"));
    }

    private static String note(boolean english, String title, String sentence) {
        return head(english, title, "/", false)
                .append("<section>")
                .append(sentence)
                .append("</section></body></html>")
                .toString();
    }

    private static StringBuilder head(boolean english, String title, String path, boolean refresh) {
        StringBuilder html = new StringBuilder("<!doctype html><html lang=\"").append(english ? "en" : "zh-CN");
        html.append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        html.append(refresh ? "<meta http-equiv=\"refresh\" content=\"5\">" : "")
                .append("<title>")
                .append(escape(title));
        html.append("</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/inbox.css\"></head>");
        html.append("<body><a class=\"lang\" href=\"")
                .append(escape(path))
                .append(english ? "\">中文" : "?lang=en\">English")
                .append("</a><h1>")
                .append(escape(title));
        return html.append("</h1>");
    }

    private static String state(@Nullable PageDocument page, boolean english) {
        if (page == null) {
            return "";
        }
        boolean calm = page.getEndedAt() != null || page.getState().equals("acknowledged");
        String by = page.getState().equals("acknowledged") ? orEmpty(page.getAcknowledgedBy()) : "";
        return "<span class=\"" + (calm ? "over" : "dark") + "\">" + PageWords.ofPage(escape(page.getState()), english)
                + (by.isEmpty() ? "" : " " + escape(by)) + "</span>";
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
