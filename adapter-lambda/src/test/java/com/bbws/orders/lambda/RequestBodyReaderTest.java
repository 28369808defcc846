package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.OrderException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyReaderTest {

    @Test
    void readsBothFields() {
        RequestBody body = read("{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"eft\",\"transactionId\":\"t\","
                + "\"payfastPaymentId\":\"p\",\"paidAt\":\"2026-01-05T12:00:00Z\"}}");

        assertThat(body)
                .isEqualTo(new RequestBody("paid", new RequestBody.Payment("eft", "t", "p", "2026-01-05T12:00:00Z")));
    }

    @Test
    void skipsUnknownFields() {
        RequestBody body = read("""
                {"id": 7, "items": [{"status": "x", "deep": [[[{}]]]}], "total": 1e400, "status": "paid",
                 "paymentDetails": {"paymentId": {"a": [1]}, "method": "eft"}, "lastUpdatedBy": "mallory"}""");

        assertThat(body).isEqualTo(new RequestBody("paid", new RequestBody.Payment("eft", null, null, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t", "null", "{}", "{\"status\":null}"})
    void readsAnEmptyBodyAsABodyWithoutFields(String json) {
        assertThat(read(json)).isEqualTo(new RequestBody(null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"status\"}",
                "{\"status\":}",
                "{'status':'paid'}",
                "{status:\"paid\"}",
                "{\"status\":\"paid\",}",
                "nul",
                "NaN",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "// c\n{}",
                "{\"status\":\"paid\",\"status\":\"paid\"}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"paymentDetails\":{\"method\":\"a\",\"method\":\"b\"}}"
            })
    void rejectsInvalidJsonAndDuplicateKeys(String json) {
        assertRejected(json).startsWith("Request body is not valid JSON: line ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "null null", "{}x", "{},", "{\"status\":\"paid\"}]"})
    void rejectsTextAfterTheEnd(String json) {
        assertRejected(json).startsWith("Request body ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"paid\"", "5", "true", "[{\"status\":\"paid\"}]"})
    void rejectsJsonThatIsNotAnObject(String json) {
        assertRejected(json).isEqualTo("Request body must be a JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"status\":5}                              | status                          | must be a string",
                "{\"status\":true}                           | status                          | must be a string",
                "{\"status\":[\"paid\"]}                     | status                          | must be a string",
                "{\"status\":{\"a\":1}}                      | status                          | must be a string",
                "{\"paymentDetails\":\"eft\"}                | paymentDetails                  | must be an object",
                "{\"paymentDetails\":[]}                     | paymentDetails                  | must be an object",
                "{\"paymentDetails\":{\"method\":5}}         | paymentDetails.method           | must be a string",
                "{\"paymentDetails\":{\"transactionId\":{}}} | paymentDetails.transactionId    | must be a string",
                "{\"paymentDetails\":{\"payfastPaymentId\":1.5}} | paymentDetails.payfastPaymentId | must be a string",
                "{\"paymentDetails\":{\"paidAt\":1767614400}} | paymentDetails.paidAt          | must be a string"
            })
    void rejectsValuesOfTheWrongType(String json, String field, String message) {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> read(json))
                .satisfies(rejection -> assertThat(rejection.errors())
                        .containsExactly(new FieldError(field, FieldError.Code.WRONG_TYPE, message)));
    }

    @Test
    void namesAllFieldsOfAWrongType() {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> read("{\"status\":5,\"paymentDetails\":{\"method\":[],\"paidAt\":1}}"))
                .withMessage("Invalid status, paymentDetails.method, paymentDetails.paidAt");
    }

    @Test
    void rejectsDeepNesting() {
        String json = "{\"a\":" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}";

        assertRejected(json).startsWith("Request body is not valid JSON");
    }

    @Test
    void readsOtherBodiesQuicklyAfterCollidingNames() {
        // "Ab" and "BA" have the same hash code, and so have all strings of n such pairs.
        for (int length = 8; length <= 12; length++) {
            StringBuilder colliding = new StringBuilder("{\"status\":\"paid\"");
            for (int bits = 0; bits < 1 << length; bits++) {
                colliding.append(",\"");
                for (int i = 0; i < length; i++) {
                    colliding.append((bits >> i & 1) == 0 ? "Ab" : "BA");
                }
                colliding.append("\":0");
            }
            assertThat(read(colliding.append('}').toString()).status()).isEqualTo("paid");
        }

        for (int body = 0; body < 40; body++) {
            StringBuilder honest = new StringBuilder("{\"status\":\"paid\"");
            for (int field = 0; field < 30; field++) {
                honest.append(",\"field_")
                        .append(body)
                        .append('_')
                        .append(field)
                        .append("\":0");
            }
            assertThat(read(honest.append('}').toString()).status()).isEqualTo("paid");
        }
    }

    @Test
    void readsBase64OfUtf8() {
        String base64 = Base64.getEncoder()
                .encodeToString("{\"paymentDetails\":{\"method\":\"bank überweisung\"}}".getBytes(UTF_8));

        assertThat(RequestBodyReader.read(base64, true, false).paymentDetails().method())
                .isEqualTo("bank überweisung");
    }

    @Test
    void rejectsBase64OfOtherContent() {
        byte[] latin1 = {'{', '"', 'a', '"', ':', '"', (byte) 0xe4, '"', '}'};

        assertRejected(() -> RequestBodyReader.read(Base64.getEncoder().encodeToString(latin1), true, false))
                .isEqualTo("Request body is not base64 of UTF-8 text");
        assertRejected(() -> RequestBodyReader.read("{}", true, false))
                .isEqualTo("Request body is not base64 of UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":\"paid\"}", "null", ""})
    void ignoresAByteOrderMark(String json) {
        String marked = "\ufeff" + json;

        assertThat(read(marked)).isEqualTo(read(json));
        assertThat(RequestBodyReader.read(Base64.getEncoder().encodeToString(marked.getBytes(UTF_8)), true, false))
                .isEqualTo(read(json));
    }

    @Test
    void rejectsASecondByteOrderMark() {
        assertRejected("\ufeff\ufeff{}").startsWith("Request body is not valid JSON");
    }

    @Test
    void saysThatABodyIsCompressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"status\":\"paid\"}".getBytes(UTF_8));
        }
        String compressed = "Request body is compressed: send it uncompressed";
        String base64 = Base64.getEncoder().encodeToString(bytes.toByteArray());

        assertRejected(() -> RequestBodyReader.read(base64, true, false)).isEqualTo(compressed);
        assertRejected(bytes.toString(UTF_8)).isEqualTo(compressed);
        assertRejected(() -> RequestBodyReader.read("\u000b\u0002\ufffd", false, true))
                .isEqualTo(compressed);
    }

    @Test
    void readsAJsonBodyThatIsSaidToBeCompressed() {
        assertThat(RequestBodyReader.read("{\"status\":\"paid\"}", false, true).status())
                .isEqualTo("paid");
        assertRejected(() -> RequestBodyReader.read("{\"status\":5}", false, true))
                .isEqualTo("Invalid status");
    }

    @Test
    void quotesTheBodyInNoMessage() {
        for (String json :
                new String[] {"{\"status\":secret}", "{\"secret\":1,\"secret\":2}", "secret", "{\"a\":\"secret"}) {
            assertRejected(json).doesNotContain("secret");
        }
    }

    private static RequestBody read(String json) {
        return RequestBodyReader.read(json, false, false);
    }

    private static AbstractStringAssert<?> assertRejected(String json) {
        return assertRejected(() -> read(json));
    }

    private static AbstractStringAssert<?> assertRejected(ThrowingCallable reading) {
        return assertThat(
                catchThrowableOfType(OrderException.Invalid.class, reading).getMessage());
    }
}
