package com.bbws.orders.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.LockToken;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-12-30T10:00:00Z",
                "2025-12-30T10:00:00.123456Z",
                "2025-12-30T10:00:00.123456",
                "2025-12-30T10:00:00+00:00",
                "1735552800"
            })
    void keepsTheUsualTokensUnchanged(String token) {
        assertThat(EntityTag.of(new LockToken(token))).isEqualTo("\"" + token + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "2025-12-30 10:00, \"2025-12-30%2010:00\"",
                "a\"b, \"a%22b\"",
                "100%, \"100%25\"",
                "é, \"%C3%A9\"",
                "``, \"\""
            })
    void encodesCharactersThatATagMayNotHold(String token, String tag) {
        assertThat(EntityTag.of(new LockToken(token))).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({"a%20b, a b", "a%2fb, a/b", "%, %", "%4, %4", "%zz, %zz", "100%, 100%", "%25, %"})
    void decodesEncodedCharactersAndKeepsOthers(String opaque, String token) {
        assertThat(EntityTag.token(opaque)).isEqualTo(new LockToken(token));
    }

    @Test
    void decodesEveryEncodedTokenToItself() {
        long seed = 20260105;
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            LockToken token = new LockToken(random.ints(random.nextInt(40), 0, 0x300)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
            String tag = EntityTag.of(token);

            assertThat(EntityTag.token(tag.substring(1, tag.length() - 1)))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(token);
        }
    }
}
