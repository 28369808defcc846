package com.bbws.orders.domain;

import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockTokenTest {

    private static final String WRITTEN = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-12-30T10:00:00Z",
                "2025-12-30T10:00:00.123456Z",
                "2025-12-30T10:00:00.123456",
                "2025-12-30T10:00:00+00:00",
                "2025-12-30 10:00:00",
                " 2025-12-30T10:00:00Z ",
                "2025-12-30t10:00:00z",
                "",
                " ",
                "yesterday \"at\" noon, é \uD83D\uDE00"
            })
    void keepsItsTextUnchanged(String text) {
        assertThat(new LockToken(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-30T10:00:00Z,                  2025-12-30T10:00:00Z",
        "2025-12-30T10:00:00.1Z,                2025-12-30T10:00:00.100Z",
        "2025-12-30T10:00:00.123Z,              2025-12-30T10:00:00.123Z",
        "2025-12-30T10:00:00.123456Z,           2025-12-30T10:00:00.123456Z",
        "2025-12-30T10:00:00.123456789Z,        2025-12-30T10:00:00.123456789Z",
        "2025-12-30T10:00Z,                     2025-12-30T10:00:00Z",
        "2025-12-30T10:00:00,                   2025-12-30T10:00:00Z",
        "2025-12-30T10:00:00.123456,            2025-12-30T10:00:00.123456Z",
        "2025-12-30T10:00:00+00:00,             2025-12-30T10:00:00Z",
        "2025-12-30T10:00:00.123456+00:00,      2025-12-30T10:00:00.123456Z",
        "2025-12-30T10:00:00-00:00,             2025-12-30T10:00:00Z",
        "2025-12-30T10:00:00+02:00,             2025-12-30T08:00:00Z",
        "2025-12-30T10:00:00-03:30,             2025-12-30T13:30:00Z",
        "2025-12-30T10:00:00+18:00,             2025-12-29T16:00:00Z",
        "2025-12-30 10:00:00,                   2025-12-30T10:00:00Z",
        "2025-12-30 10:00:00.123456+02:00,      2025-12-30T08:00:00.123456Z",
        "2025-12-30t10:00:00z,                  2025-12-30T10:00:00Z",
        "1969-12-31T23:59:59Z,                  1969-12-31T23:59:59Z",
        "0000-01-01T00:00:00Z,                  0000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z,                 -0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z,           9999-12-31T23:59:59.999999Z",
        "+10000-01-01T00:00:00Z,                +10000-01-01T00:00:00Z",
        "2025-12-30T12:00:00+0200,              2025-12-30T10:00:00Z",
        "2025-12-30T12:00:00+02,                2025-12-30T10:00:00Z",
        "'2025-12-30T10:00:00Z ',               2025-12-30T10:00:00Z"
    })
    void hasAnInstantInEveryFormat(String text, Instant instant) {
        assertThat(new LockToken(text).instant()).isEqualTo(instant);
    }

    @Test
    void treatsAnInstantWithoutASuccessorAs1970() {
        LockToken last = new LockToken("+999999999-12-31T23:59:59.999999999Z");

        assertThat(last.instant()).isEqualTo(Instant.EPOCH);
        assertThat(last.next(NOON).instant()).isEqualTo(NOON);
    }

    @Test
    void hasAReadableSuccessorNearTheLastInstant() {
        LockToken last = new LockToken("+999999999-12-31T23:59:57.999999Z");

        assertThat(last.next(NOON).instant()).isEqualTo("+999999999-12-31T23:59:58Z");
    }

    @Test
    void readsTheEarliestInstant() {
        assertThat(new LockToken("-999999999-01-01T00:00:00+18:00").instant())
                .isEqualTo(OffsetDateTime.MIN.toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v1",
                "null",
                "1767088800",
                "2025-12-30",
                "10:00:00Z",
                "2025-02-29T10:00:00Z",
                "2025-13-01T10:00:00Z",
                "2025-12-30T24:00:00Z",
                "2025-12-30T10:00:00+19:00",
                "2025-12-30T10:00:00.1234567890Z",
                "2025-12-30\u00A010:00:00Z",
                "２０２５-12-30T10:00:00Z",
                "30/12/2025 10:00",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "+99999999999999999999-01-01T00:00:00Z"
            })
    void isIn1970IfItsTextIsNotATime(String text) {
        assertThat(new LockToken(text).instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void comparesTextsAndNotInstants() {
        LockToken token = new LockToken("2025-12-30T10:00:00Z");

        assertThat(token)
                .isEqualTo(new LockToken("2025-12-30T10:00:00Z"))
                .hasSameHashCodeAs(new LockToken("2025-12-30T10:00:00Z"))
                .isNotEqualTo(new LockToken("2025-12-30T10:00:00+00:00"))
                .isNotEqualTo(new LockToken("2025-12-30T10:00:00.000000Z"))
                .isNotEqualTo(new LockToken("2025-12-30t10:00:00z"))
                .isNotEqualTo("2025-12-30T10:00:00Z")
                .doesNotHaveSameHashCodeAs(new LockToken("2025-12-30T10:00:01Z"));
    }

    @ParameterizedTest(name = "{0} replaced at {1} by {2}")
    @CsvSource({
        // the clock advances
        "2025-12-30T10:00:00Z,           2026-01-05T12:00:00Z,           2026-01-05T12:00:00.000000Z",
        "2025-12-30T10:00:00.123456,     2026-01-05T12:00:00.654321Z,    2026-01-05T12:00:00.654321Z",
        "2025-12-30T10:00:00+00:00,      2025-12-30T10:00:00.000002Z,    2025-12-30T10:00:00.000002Z",
        "2025-12-30T10:00:00Z,           2026-01-05T12:00:00.123456999Z, 2026-01-05T12:00:00.123456Z",
        // the clock does not advance, in every format
        "2025-12-30T10:00:00Z,           2025-12-30T10:00:00Z,           2025-12-30T10:00:00.000001Z",
        "2025-12-30T10:00:00,            2025-12-30T10:00:00Z,           2025-12-30T10:00:00.000001Z",
        "2025-12-30T12:00:00+02:00,      2025-12-30T10:00:00Z,           2025-12-30T10:00:00.000001Z",
        "2025-12-30T10:00:00.999999Z,    2025-12-30T10:00:00.999999Z,    2025-12-30T10:00:01.000000Z",
        // the clock advances by a microsecond or less
        "2025-12-30T10:00:00Z,           2025-12-30T10:00:00.000000999Z, 2025-12-30T10:00:00.000001Z",
        "2025-12-30T10:00:00Z,           2025-12-30T10:00:00.000001Z,    2025-12-30T10:00:00.000001Z",
        "2025-12-30T10:00:00Z,           2025-12-30T10:00:00.000001001Z, 2025-12-30T10:00:00.000001Z",
        "2025-12-30T10:00:00.123456789Z, 2025-12-30T10:00:00.123456999Z, 2025-12-30T10:00:00.123457Z",
        "2025-12-30T10:00:00.123456789Z, 2025-12-30T10:00:00.123456789Z, 2025-12-30T10:00:00.123457Z",
        // the clock jumps back by an hour, or the stored token is in the future
        "2025-12-30T10:00:00Z,           2025-12-30T09:00:00Z,           2025-12-30T10:00:00.000001Z",
        "2099-12-31T23:59:59.999999Z,    2026-01-05T12:00:00Z,           2100-01-01T00:00:00.000000Z",
        "9999-12-31T23:59:59.999999Z,    2026-01-05T12:00:00Z,           +10000-01-01T00:00:00.000000Z",
        "+10000-01-01T00:00:00.000000Z,  2026-01-05T12:00:00Z,           +10000-01-01T00:00:00.000001Z",
        // before 1970, and before the year 1
        "1969-12-31T23:59:59.9999999Z,   1969-01-01T00:00:00Z,           1970-01-01T00:00:00.000000Z",
        "-0001-12-31T23:59:59.999999Z,   -0001-01-01T00:00:00Z,          0000-01-01T00:00:00.000000Z",
        // the stored token is not a time
        "v1,                             2026-01-05T12:00:00Z,           2026-01-05T12:00:00.000000Z",
        "v1,                             1969-01-01T00:00:00Z,           1970-01-01T00:00:00.000001Z"
    })
    void isReplacedByALaterTokenForAnyTimeOfTheClock(String stored, Instant now, String next) {
        assertThat(new LockToken(stored).next(now)).isEqualTo(new LockToken(next));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "-999999999-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00+18:00",
                "+999999999-12-31T23:59:59.999999999Z",
                "+999999999-12-31T23:59:59.999999999-18:00",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void isReplacedByADifferentTokenForExtremeTexts(String text) {
        LockToken stored = new LockToken(text);

        LockToken next = stored.next(NOON);

        assertThat(next).isNotEqualTo(stored);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 20260105)
    void isAlwaysReplacedByALaterToken(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            LockToken stored = aToken(random);
            Instant now = aTimeNear(stored.instant(), random);

            LockToken next = stored.next(now);

            assertThat(next).as("%s replaced at %s", stored, now).isNotEqualTo(stored);
            assertThat(next.instant()).as("%s replaced at %s", stored, now).isAfter(stored.instant());
            assertThat(next.text()).matches(WRITTEN);
            assertThat(Instant.parse(next.text()))
                    .as("%s read back", next)
                    .isEqualTo(next.instant())
                    .isAfterOrEqualTo(now.truncatedTo(ChronoUnit.MICROS));
        }
    }

    @Test
    void isReplaced10000TimesWhileTheClockDoesNotAdvance() {
        LockToken token = new LockToken("2026-01-05T12:00:00Z");

        for (int i = 0; i < 10_000; i++) {
            token = token.next(NOON);
        }

        assertThat(token).isEqualTo(new LockToken("2026-01-05T12:00:00.010000Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T12:00:00Z,            2026-01-05T12:00:00.000000Z",
        "2026-01-05T12:00:00.1Z,          2026-01-05T12:00:00.100000Z",
        "2026-01-05T12:00:00.123456789Z,  2026-01-05T12:00:00.123456Z"
    })
    void hasSixDecimalsInUtc(Instant now, String text) {
        assertThat(LockToken.at(now)).isEqualTo(new LockToken(text));
    }

    @Test
    void rejectsNull() {
        assertThatNullPointerException().isThrownBy(() -> new LockToken(null)).withMessage("text");
    }

    private static LockToken aToken(Random random) {
        Instant instant = Instant.ofEpochSecond(
                random.nextLong(-62_000_000_000L, 250_000_000_000L), random.nextInt(1_000_000_000));
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return new LockToken(
                switch (random.nextInt(8)) {
                    case 0 -> instant.truncatedTo(ChronoUnit.SECONDS).toString();
                    case 1 -> instant.truncatedTo(ChronoUnit.MILLIS).toString();
                    case 2 -> instant.toString();
                    case 3 -> LockToken.at(instant).text();
                    case 4 -> utc.truncatedTo(ChronoUnit.MICROS).toString();
                    case 5 -> utc.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ') + "+00:00";
                    case 6 -> utc + "+02:00";
                    default -> "v" + random.nextInt();
                });
    }

    /** Returns a time near the stored one: the clock does not advance, jumps back or advances by too little. */
    private static Instant aTimeNear(Instant stored, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> stored;
            case 1 -> stored.plusNanos(random.nextInt(-3_000, 3_000));
            case 2 -> stored.truncatedTo(ChronoUnit.MICROS).plus(random.nextInt(-2, 3), ChronoUnit.MICROS);
            case 3 -> stored.plusSeconds(random.nextInt(-7_200, 7_200));
            case 4 -> NOON;
            default -> NOON.plusNanos(random.nextLong(1_000_000_000_000L));
        };
    }
}
