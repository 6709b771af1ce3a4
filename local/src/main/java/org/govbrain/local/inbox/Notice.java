package org.govbrain.local.inbox;

/** Why somebody does not see what was asked for. */
enum Notice {
    REFUSED(
            "链接无效",
            "链接不正确或已过期，未做任何操作。请使用最新一条消息中的链接。",
            "This link is not valid",
            "It is forged or too old. Nothing was done. Use the newest message."),

    /** The link is right; its message was not read yet after a start, or so many are newer that it went. */
    NOT_HERE(
            "暂无此消息",
            "未做任何操作。请一分钟后重试；如仍无法打开，请使用同一告警的较新消息，或致电值班室。",
            "This message is not here now",
            "Nothing was done. Try again in a minute. If it does not come, use a newer message of the same"
                    + " page, or call the duty desk."),
    NOT_YOURS(
            "这条消息不是发给您的",
            "未做任何操作。请打开发给您本人的消息。",
            "This message is for somebody else",
            "Nothing was done. Open your own message."),
    TOO_OFTEN("请求过于频繁", "请稍候几秒再试。", "Too many requests", "Wait some seconds and try again."),
    NOT_TAKEN("未能保存", "您的答复未能保存，请返回重试。", "Not saved", "Your answer could not be saved. Please go back and try again.");

    private final String titleZh;
    private final String sentenceZh;
    private final String titleEn;
    private final String sentenceEn;

    Notice(String titleZh, String sentenceZh, String titleEn, String sentenceEn) {
        this.titleZh = titleZh;
        this.sentenceZh = sentenceZh;
        this.titleEn = titleEn;
        this.sentenceEn = sentenceEn;
    }

    String title(boolean english) {
        return english ? titleEn : titleZh;
    }

    String sentence(boolean english) {
        return english ? sentenceEn : sentenceZh;
    }
}
