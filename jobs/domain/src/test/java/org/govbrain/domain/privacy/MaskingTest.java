package org.govbrain.domain.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All numbers are made up; those with a check digit have a right one. */
class MaskingTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/privacy/masked.csv", delimiter = '|', maxCharsPerColumn = 400)
    void personal_data_is_taken_out_and_the_rest_stays(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/privacy/kept.csv", delimiter = '|', maxCharsPerColumn = 400)
    void what_is_no_personal_data_stays(String text, String why) {
        assertThat(Masking.mask(text)).as(why).isEqualTo(text);
    }

    @Test
    void identity_numbers_are_told_by_region_birthday_and_check_digit() {
        assertThat(PersonalNumbers.isIdentity("11010519491231002X"))
                .as("the standard's own example")
                .isTrue();
        assertThat(PersonalNumbers.isIdentity("110105194912310021"))
                .as("another check digit")
                .isFalse();
        assertThat(PersonalNumbers.isIdentity("110105194902300020"))
                .as("30 February")
                .isFalse();
        assertThat(PersonalNumbers.isIdentity("200105194912310020"))
                .as("no such province")
                .isFalse();
    }

    /** Pieces that meet each other in every order: half numbers, labels without value, what stands before and behind. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "13812345678",
                "138",
                "1234-",
                "0512-67891234",
                "(0512)",
                "32050919900307123X",
                "+86",
                "00",
                "电话",
                "电话：",
                "身份证",
                "姓名：",
                "联系人:",
                "王",
                "张三",
                "王小明",
                "先生",
                "女士",
                "欧阳",
                "Mr. ",
                "Dr ",
                "Li Wei",
                "苏A12345",
                "苏",
                "A",
                "·",
                "6222020200001234562",
                "a@b.com",
                "@",
                "qq.com",
                "QQ：",
                "微信号",
                "_",
                "-",
                " ",
                ".",
                "…",
                "，",
                "[phone]",
                "[",
                "]",
                "元",
                "号",
                "是",
                "x",
                "X",
                "１３８",
                "：",
                "\u0000",
                "\uD83D",
                "\"");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(14).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(60),
                Arbitraries.strings().withChars("0123456789+-() .Xx@元").ofMaxLength(60));
    }

    @Property(seed = "20261126", tries = 3000)
    void masking_twice_is_masking_once(@ForAll("texts") String text) {
        String once = Masking.mask(text);

        assertThat(Masking.mask(once)).isEqualTo(once);
    }

    @Property(seed = "20261126", tries = 1000)
    void a_phone_number_is_masked_whatever_stands_around_it(@ForAll("texts") String text) {
        String masked = Masking.mask(text + "，13987654321，" + text);

        assertThat(masked).doesNotContain("13987654321");
    }

    /** Each of these makes a pattern that tries everything again at every place take time that grows with the square. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "a", "a.", "张", "姓名：", "电话 ", "0512-", "1-", "苏A1", "a@", "+8", "86 1"})
    void a_text_of_half_a_megabyte_is_masked(String piece) {
        String text = piece.repeat(500_000 / piece.length());

        assertThat(Masking.mask(text)).as("as long as before, or shorter").hasSizeLessThanOrEqualTo(text.length() * 4);
    }

    @Test
    void every_kind_has_a_mask_that_is_not_masked_itself() {
        for (PersonalData kind : PersonalData.values()) {
            for (String label : List.of("", "电话：", "姓名：", "身份证", "QQ：", "卡号 ")) {
                assertThat(Masking.mask(label + kind.mask())).isEqualTo(label + kind.mask());
            }
        }
    }
}
