package org.govbrain.local.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;
import org.govbrain.schemas.delivery.DeliveryPurpose;
import org.govbrain.schemas.delivery.DeliveryRequest;

/**
 * What a person reads in a chat.
 *
 * @param english English instead of Chinese
 * @param link the signed link of a message, under which it is answered
 */
public record MessageText(boolean english, Function<DeliveryRequest, String> link) {
    private static final Set<DeliveryPurpose> ASKS =
            Set.of(DeliveryPurpose.PAGE, DeliveryPurpose.REPEAT, DeliveryPurpose.RAISED, DeliveryPurpose.HANDOVER);
    /** For the heading of a digest and the line that counts the rest. */
    private static final int FRAME_BYTES = 160;

    /** Whether an answer is wanted. */
    public static boolean asksForAnswer(DeliveryRequest request) {
        return ASKS.contains(request.getPurpose());
    }

    /** The text of a parcel, at most so many bytes of UTF-8; what a digest has no room for is counted. */
    public String of(Parcel parcel, int mostBytes) {
        if (parcel.requests().size() == 1) {
            return single(parcel.requests().get(0), mostBytes);
        }
        int count = parcel.requests().size();
        StringBuilder text = new StringBuilder(english ? count + " messages:" : "【合并】共 " + count + " 条：");
        int listed = 0;
        int length = FRAME_BYTES;
        for (DeliveryRequest request : parcel.requests()) {
            String line = line(request);
            length += bytes(line);
            if (length > mostBytes) {
                break;
            }
            text.append(line);
            listed++;
        }
        if (listed < count) {
            text.append(
                    english
                            ? "\nand " + (count - listed) + " more; see the list"
                            : "\n另有 " + (count - listed) + " 条，请查看告警列表");
        }
        return text.toString();
    }

    /** Bytes that a message takes within a digest. */
    public int bytesInDigest(DeliveryRequest request) {
        return bytes(line(request));
    }

    private String single(DeliveryRequest request, int mostBytes) {
        String tail = asksForAnswer(request) ? (english ? "\nAnswer: " : "\n确认/处理：") + link.apply(request) : "";
        return cut(english ? request.getTextEn() : request.getTextZh(), mostBytes - bytes(tail)) + tail;
    }

    private String line(DeliveryRequest request) {
        String title = english ? request.getTitleEn() : request.getTitleZh();
        return "\n• " + title + (asksForAnswer(request) ? " " + link.apply(request) : "");
    }

    /** Cut between characters, so that no half of one is left. */
    static String cut(String text, int mostBytes) {
        if (bytes(text) <= mostBytes) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int length = 3;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            length += bytes(Character.toString(point));
            if (length > mostBytes) {
                break;
            }
            kept.appendCodePoint(point);
            at += Character.charCount(point);
        }
        return kept.append('…').toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
