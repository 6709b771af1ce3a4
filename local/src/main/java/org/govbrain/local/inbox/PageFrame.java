package org.govbrain.local.inbox;

import java.util.List;

/** What the pages have in common: their style, head and end, and how text from outside gets into them. */
final class PageFrame {
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

    static final String END = "</body></html>";

    private PageFrame() {}

    /**
     * Up to the heading.
     *
     * @param path of the page, which it leads to in the other language
     * @param refresh whether it loads itself again and again
     */
    static StringBuilder head(boolean english, String title, String path, boolean refresh) {
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

    /** A page of one sentence, which leads to the other language of another. */
    static String notice(Notice notice, String path, boolean english) {
        return head(english, notice.title(english), path, false)
                .append("<section>")
                .append(notice.sentence(english))
                .append("</section>" + END)
                .toString();
    }

    /** A section of lines under a heading; nothing when there are none. */
    static void list(StringBuilder html, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            html.append("<section><h2>").append(heading).append("</h2><ol>");
            lines.forEach(line -> html.append("<li>").append(escape(line)).append("</li>"));
            html.append("</ol></section>");
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
