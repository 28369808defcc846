package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.PaymentField;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON of a body, strictly: no trailing text, no duplicate keys, limited nesting, no conversion of types. Unknown
 * fields are skipped, because a client may send the whole order back (docs/contract.md, 1 Body).
 *
 * <p>No error message quotes the body, because it may hold payment ids.
 */
final class RequestBodyReader {

    /** More than enough: an order has four levels. */
    private static final int MAX_DEPTH = 64;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** How gzip starts in an event: API Gateway replaces the second byte in a text, because it is not UTF-8. */
    private static final String GZIP_AS_TEXT = "\u001f";

    private static final String GZIP_AS_BASE64 = "H4s";

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            // Names are not cached between bodies: names with colliding hashes would slow down later requests.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private static final Map<String, PaymentField> PAYMENT_FIELDS =
            Arrays.stream(PaymentField.values()).collect(toMap(PaymentField::fieldName, field -> field));

    private final JsonParser parser;
    private final List<FieldError> errors = new ArrayList<>();

    private RequestBodyReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a body.
     *
     * @param body the body; may be empty
     * @param isBase64Encoded whether it is base64 of UTF-8
     * @param isCompressed whether the client says that it is compressed
     * @return the body; without fields if the text is empty or {@code null}
     * @throws OrderException.Invalid if it is not a JSON object, or a field has the wrong type
     */
    static RequestBody read(String body, boolean isBase64Encoded, boolean isCompressed) {
        try {
            return parse(isBase64Encoded ? decoded(body) : body);
        } catch (OrderException.Invalid invalid) {
            if (invalid.errors().isEmpty()
                    && (isCompressed || body.startsWith(isBase64Encoded ? GZIP_AS_BASE64 : GZIP_AS_TEXT))) {
                throw new OrderException.Invalid("Request body is compressed: send it uncompressed");
            }
            throw invalid;
        }
    }

    private static RequestBody parse(String json) {
        try (JsonParser parser = JSON.createParser(json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json)) {
            return new RequestBodyReader(parser).document();
        } catch (JsonProcessingException malformed) {
            JsonLocation where = malformed.getLocation();
            throw new OrderException.Invalid("Request body is not valid JSON"
                    + (where == null ? "" : ": line " + where.getLineNr() + ", column " + where.getColumnNr()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from a string cannot fail", impossible);
        }
    }

    private static String decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException notText) {
            throw new OrderException.Invalid("Request body is not base64 of UTF-8 text");
        }
    }

    private RequestBody document() throws IOException {
        JsonToken first = parser.nextToken();
        RequestBody body = new RequestBody(null, null);
        if (first == JsonToken.START_OBJECT) {
            body = object();
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            throw new OrderException.Invalid("Request body must be a JSON object");
        }
        if (first != null && parser.nextToken() != null) {
            throw new OrderException.Invalid("Request body has text after its end");
        }
        if (!errors.isEmpty()) {
            throw new OrderException.Invalid(errors);
        }
        return body;
    }

    private RequestBody object() throws IOException {
        String status = null;
        RequestBody.Payment paymentDetails = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "status" -> status = text("status");
                case "paymentDetails" -> paymentDetails = payment();
                default -> parser.skipChildren();
            }
        }
        return new RequestBody(status, paymentDetails);
    }

    private RequestBody.Payment payment() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return wrongType("paymentDetails", "must be an object");
        }
        Map<PaymentField, String> values = new EnumMap<>(PaymentField.class);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            PaymentField field = PAYMENT_FIELDS.get(parser.currentName());
            parser.nextToken();
            if (field == null) {
                parser.skipChildren();
            } else {
                values.put(field, text("paymentDetails." + field.fieldName()));
            }
        }
        return new RequestBody.Payment(
                values.get(PaymentField.METHOD),
                values.get(PaymentField.TRANSACTION_ID),
                values.get(PaymentField.PAYFAST_PAYMENT_ID),
                values.get(PaymentField.PAID_AT));
    }

    private String text(String field) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING
                ? parser.getText()
                : wrongType(field, "must be a string");
    }

    /** Records an error unless the value is {@code null}, which counts as absent, and skips the value. */
    private <T> T wrongType(String field, String requirement) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            errors.add(new FieldError(field, FieldError.Code.WRONG_TYPE, requirement));
            parser.skipChildren();
        }
        return null;
    }
}
