package org.govbrain.domain.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way in which personal data is written. Each pattern has an end to its length, so trying it at one place takes a
 * bounded time whatever stands there.
 *
 * @param pattern group 1 is what is masked; without a group the whole match
 * @param holds whether the characters that stand in group 1 without separators are really one
 */
record PersonalForm(PersonalData kind, Pattern pattern, Predicate<String> holds) {
    private static final String HAN = "[\\u3400-\\u9fff]";
    private static final String NO_MORE_DIGITS = "(?![0-9]|\\.[0-9])";
    /** Eleven digits may also be a great deal of money. */
    private static final String NO_AMOUNT = "(?!\\s?[万亿]?元)";

    private static final String SURNAMES =
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔" + "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤";
    private static final String DOUBLE_SURNAMES = "欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|端木";
    private static final String TITLES = "先生|女士|小姐|大爷|大妈|大娘|阿姨|奶奶|爷爷|师傅";
    private static final String BEHIND_A_NAME = "电话|手机|身份|证件|联系|性别|住|男|女|年|于|在|的|称|报|说|来|反映|" + TITLES;
    private static final String NAME_LABELS =
            "姓名|名叫|联系人|报案人|报警人|当事人|举报人|投诉人|申请人|反映人|来电人|户主|房东|租客|业主|死者|伤者" + "|嫌疑人|失主|家属|监护人|患者";
    private static final String HAN_NAME = "(?!不详|未知|匿名|不明|无)(?:" + HAN + "{2,4}?(?=" + BEHIND_A_NAME
            + "|[^\\u3400-\\u9fff]|$)|" + HAN + "{1,3})(?:·" + HAN + "{1,6}){0,2}";
    private static final String LATIN_NAME = "[A-Z][A-Za-z]{0,20}(?: [A-Z][A-Za-z]{0,20}){0,2}";

    /** Begins with a character of an address before the @. */
    static final PersonalForm EMAIL = form(
            PersonalData.EMAIL,
            "[A-Za-z0-9._%+-]{1,100}@(?:(?:[A-Za-z0-9-]{1,63}\\.){1,5}[A-Za-z]{2,24}|[A-Za-z0-9.-]{0,100}…)");

    /** Begin with a digit, a plus sign or a bracket, not inside a longer number. The stricter one stands first. */
    static final List<PersonalForm> NUMBERS = List.of(
            new PersonalForm(
                    PersonalData.IDENTITY,
                    Pattern.compile("([0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9Xx])" + NO_MORE_DIGITS),
                    PersonalNumbers::isIdentity),
            new PersonalForm(
                    PersonalData.IDENTITY,
                    Pattern.compile("([0-9]{15})" + NO_MORE_DIGITS),
                    PersonalNumbers::isOldIdentity),
            new PersonalForm(
                    PersonalData.CARD,
                    Pattern.compile("([0-9]{4}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?)" + NO_MORE_DIGITS),
                    PersonalNumbers::isCard),
            form(
                    PersonalData.PHONE,
                    "((?:(?:\\+|00)?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4})" + NO_MORE_DIGITS + NO_AMOUNT),
            form(
                    PersonalData.PHONE,
                    "((?:\\+86[ -]?|\\(?0)(?:10|2[0-9]|[3-9][0-9]{2})\\)?[ -]?[2-9][0-9]{2,3}[ -]?[0-9]{4}"
                            + "(?:(?:-|转|ext\\.? ?)[0-9]{1,5})?)" + NO_MORE_DIGITS),
            form(PersonalData.PHONE, "(\\+[1-9][0-9]{0,2}(?:[ -]?[0-9]{2,4}){3,4})" + NO_MORE_DIGITS),
            // What a message shows of a long value is cut, and the rest of the digits may be half of a phone number.
            form(PersonalData.NUMBER, "([0-9]{5,18}[Xx]?)…"));

    /** Begins with the sign of a province (GA 36). */
    static final PersonalForm PLATE = new PersonalForm(
            PersonalData.PLATE,
            Pattern.compile(
                    "([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Za-hj-z][ ·•・.-]?"
                            + "[A-HJ-NP-Za-hj-np-z0-9]{4}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳领][A-HJ-NP-Za-hj-np-z0-9]?)(?![A-Za-z0-9])"),
            plate -> plate.chars().filter(PersonalForm::isDigit).count() >= 3);

    /** Begins with a surname. */
    static final PersonalForm TITLED_NAME = form(
            PersonalData.NAME, "((?:" + DOUBLE_SURNAMES + "|[" + SURNAMES + "])" + HAN + "{0,2}?)(?:" + TITLES + ")");

    /** Begin with a word that says what follows. */
    static final List<PersonalForm> LABELLED = List.of(
            labelled(
                    PersonalData.PHONE,
                    "电话|手机|座机|联系方式|tel|phone|mobile",
                    false,
                    "(\\+?\\(?[0-9]{3,4}\\)?[ -]?[0-9]{3,4}[ -]?[0-9]{4}|[0-9]{7,16})(?![0-9])"),
            labelled(
                    PersonalData.IDENTITY,
                    "身份证|证件|护照|通行证|驾驶证|社保卡|passport|identity card",
                    false,
                    "([A-Za-z]{0,2}[0-9]{6}(?:[ -]?[0-9]{1,8}){0,3}[Xx]?)(?![0-9])"),
            labelled(PersonalData.CARD, "银行卡|卡号|账号|帐号|账户", false, "([0-9]{4}(?:[ -]?[0-9]{1,4}){2,7})(?![0-9])"),
            labelled(PersonalData.ACCOUNT, "微信|QQ|支付宝|wechat", true, "([A-Za-z0-9_-]{5,20})"),
            labelled(PersonalData.NAME, NAME_LABELS, true, "(" + HAN_NAME + "|" + LATIN_NAME + ")"),
            form(PersonalData.NAME, "\\b(?:Mr|Mrs|Ms|Miss|Dr)(?:\\. ?| )(" + LATIN_NAME + ")"));

    private static PersonalForm form(PersonalData kind, String pattern) {
        return new PersonalForm(kind, Pattern.compile(pattern), any -> true);
    }

    private static PersonalForm labelled(PersonalData kind, String words, boolean needsSign, String value) {
        String sign = needsSign ? "(?:[:=]|(?<=[号是为叫]))" : "[:=]?";
        String between = "(?:号码|号)?[是为]?\\s{0,3}" + sign + "[\\s\"']{0,3}";
        return new PersonalForm(kind, Pattern.compile("(?:(?i:" + words + "))" + between + value), any -> true);
    }

    /** First characters of the words of {@link #LABELLED}, in lower case. */
    static final String LABEL_STARTS = "电手座联身证护通驾社银卡账帐微支姓名报当举投申反来户房租业死伤嫌失家监患tpmiqwd";

    static final String SURNAME_STARTS = SURNAMES + firstsOf(DOUBLE_SURNAMES);

    private static String firstsOf(String words) {
        List<String> firsts = new ArrayList<>();
        for (String word : words.split("\\|", -1)) {
            firsts.add(word.substring(0, 1));
        }
        return String.join("", firsts);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Whether the form stands at the beginning of the matcher's region and holds. */
    boolean isAt(Matcher matcher) {
        return matcher.lookingAt() && holds.test(matcher.group(group(matcher)).replaceAll("[ -]", ""));
    }

    /** The group that is masked. */
    static int group(Matcher matcher) {
        return matcher.groupCount() == 0 ? 0 : 1;
    }
}
