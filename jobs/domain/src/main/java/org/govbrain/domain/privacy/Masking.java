package org.govbrain.domain.privacy;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Takes personal data out of free text: phone and identity numbers, bank cards, e-mail addresses, plates, messenger
 * accounts, and names behind a word that announces one ({@code 姓名：…}) or before a title ({@code …先生}). What else
 * stands there, above all ids of cases, codes of buildings, coordinates, times and amounts, stays as it is. A name that
 * nothing announces cannot be told from other words and stays too.
 *
 * <p>One pass from left to right in time linear in the text. Masking a second time changes nothing. Safe for several
 * threads.
 */
public final class Masking {
    private static final BitSet LABEL_STARTS = bits(PersonalForm.LABEL_STARTS);
    private static final BitSet SURNAMES = bits(PersonalForm.SURNAME_STARTS);
    private static final BitSet PROVINCES = bits("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼");

    private final String text;
    /** The same with full-width signs as half-width ones, character for character. */
    private final String flat;

    private final StringBuilder out;
    private int at;

    private Masking(String text) {
        this.text = text;
        this.flat = flat(text);
        this.out = new StringBuilder(text.length());
    }

    /** The text without personal data. */
    public static String mask(String text) {
        return isPlainCode(text) ? text : new Masking(text).masked();
    }

    /** As nearly every code is. Each form needs a digit, a sign, a capital or a character that is not Latin. */
    private static boolean isPlainCode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private String masked() {
        boolean found = false;
        while (at < text.length()) {
            if (isAnyHere()) {
                found = true;
            } else {
                out.append(text.charAt(at++));
            }
        }
        return found ? out.toString() : text;
    }

    private boolean isAnyHere() {
        char c = flat.charAt(at);
        char before = before(1);
        boolean fresh = !isAddress(before);
        if (isAddress(c) && fresh && take(PersonalForm.EMAIL)) {
            return true;
        }
        if (LABEL_STARTS.get(Character.toLowerCase(c)) && !isLetter(before) && takeFirst(PersonalForm.LABELLED)) {
            return true;
        }
        if (isDigit(c) || c == '+' || c == '(') {
            return !isInsideNumberOrCode(c) && takeFirst(PersonalForm.NUMBERS);
        }
        return (PROVINCES.get(c) && take(PersonalForm.PLATE)) || (SURNAMES.get(c) && take(PersonalForm.TITLED_NAME));
    }

    /** Digits behind capitals or behind a digit and a hyphen, as in INC-13800000000, are the id of something. */
    private boolean isInsideNumberOrCode(char c) {
        char before = before(1);
        char further = before(2);
        boolean decimal = before == '.' && isDigit(further);
        boolean joined = (before == '-' || before == '_') && (isDigit(further) || isCapital(further));
        return isDigit(before) || decimal || (isDigit(c) && (joined || isCapital(before)));
    }

    /** What was written so far: it is what the next masking of the result would see. */
    private char before(int back) {
        int index = out.length() - back;
        return index < 0 ? ' ' : flat(out.charAt(index));
    }

    private boolean takeFirst(List<PersonalForm> forms) {
        for (PersonalForm form : forms) {
            if (take(form)) {
                return true;
            }
        }
        return false;
    }

    private boolean take(PersonalForm form) {
        Matcher matcher = form.pattern().matcher(flat);
        matcher.region(at, flat.length()).useTransparentBounds(true).useAnchoringBounds(false);
        if (!form.isAt(matcher)) {
            return false;
        }
        int group = PersonalForm.group(matcher);
        out.append(text, at, matcher.start(group)).append(form.kind().mask());
        at = matcher.end(group);
        return true;
    }

    private static String flat(String text) {
        StringBuilder flat = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            flat.append(flat(text.charAt(i)));
        }
        return flat.toString();
    }

    /** U+FF01 to U+FF5E are the printable signs of ASCII in full width. */
    private static char flat(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return (char) (c - '\uFF01' + '!');
        }
        return c == '\u3000' ? ' ' : c;
    }

    private static BitSet bits(String characters) {
        BitSet bits = new BitSet();
        characters.chars().forEach(bits::set);
        return bits;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLetter(char c) {
        return isCapital(c) || (c >= 'a' && c <= 'z');
    }

    private static boolean isAddress(char c) {
        return isLetter(c) || isDigit(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
    }
}
