package com.bbws.orders.domain.history;

import static com.bbws.orders.domain.history.OrderRevision.Kind.CHANGED;
import static com.bbws.orders.domain.history.OrderRevision.Kind.CREATED;
import static com.bbws.orders.domain.history.OrderRevision.Kind.DELETED;
import static com.bbws.orders.domain.history.OrderRevision.Kind.REMOVED;
import static com.bbws.orders.domain.history.OrderRevision.Kind.RESTORED;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.LockToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderRevisionTest {

    private static final SequenceNumber NUMBER = new SequenceNumber("17");

    private static final Map<String, Object> PENDING = Map.of(
            "status", "pending",
            "customerEmail", "thandi@example.com",
            "total", new BigDecimal("299.00"),
            "dateLastUpdated", "2026-01-05T12:00:00Z",
            "lastUpdatedBy", "shop");

    /** Returns the image that a store creates from these attributes. */
    private static OrderImage image(Map<String, ?> attributes) {
        return new OrderImage(
                text(attributes, "status"),
                !Boolean.FALSE.equals(attributes.get("active")),
                text(attributes, "dateLastUpdated").map(LockToken::new),
                text(attributes, "lastUpdatedBy"),
                text(attributes, "lastUpdateReason"),
                Optional.of(attributes),
                List.of());
    }

    private static Optional<String> text(Map<String, ?> attributes, String name) {
        return Optional.ofNullable((String) attributes.get(name));
    }

    /** Returns a copy with changed attributes; {@code null} removes an attribute. */
    private static Map<String, Object> with(Map<String, ?> attributes, Object... namesAndValues) {
        Map<String, Object> changed = new HashMap<>(attributes);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changed.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        changed.values().removeIf(value -> value == null);
        return changed;
    }

    private static OrderRevision changed(Map<String, ?> before, Object... namesAndValues) {
        return between(image(before), image(with(before, namesAndValues)));
    }

    private static OrderRevision between(OrderImage before, OrderImage after) {
        return OrderRevision.between(NUMBER, NOON, Optional.of(before), Optional.of(after));
    }

    private static Authorship by(String actor) {
        return new Authorship(Actor.of(actor), Optional.empty(), Optional.empty());
    }

    private static Authorship by(String actor, String reason) {
        return new Authorship(Actor.of(actor), Optional.empty(), Optional.of(reason));
    }

    private static Authorship perhapsBy(String actor) {
        return new Authorship(Optional.empty(), Actor.of(actor), Optional.empty());
    }

    @Nested
    class Kinds {

        @Test
        void recordsACreation() {
            OrderRevision revision = OrderRevision.between(NUMBER, NOON, Optional.empty(), Optional.of(image(PENDING)));

            assertThat(revision)
                    .isEqualTo(new OrderRevision(
                            NUMBER,
                            NOON,
                            CREATED,
                            by("shop"),
                            Optional.empty(),
                            Optional.of("pending"),
                            List.of(),
                            0,
                            List.of()));
            assertThat(revision.changesStatus()).isTrue();
        }

        @Test
        void recordsAPayment() {
            OrderRevision revision = changed(
                    PENDING,
                    "status",
                    "paid",
                    "paymentDetails",
                    Map.of("method", "payfast", "transactionId", "txn-1"),
                    "dateLastUpdated",
                    "2026-01-05T12:00:01.000000Z",
                    "lastUpdatedBy",
                    "alice@example.com");

            assertThat(revision)
                    .isEqualTo(new OrderRevision(
                            NUMBER,
                            NOON,
                            CHANGED,
                            by("alice@example.com"),
                            Optional.of("pending"),
                            Optional.of("paid"),
                            List.of("paymentDetails"),
                            0,
                            List.of()));
            assertThat(revision.changesStatus()).isTrue();
        }

        @Test
        void recordsARemoval() {
            OrderRevision revision = OrderRevision.between(NUMBER, NOON, Optional.of(image(PENDING)), Optional.empty());

            assertThat(revision)
                    .isEqualTo(new OrderRevision(
                            NUMBER,
                            NOON,
                            REMOVED,
                            Authorship.UNKNOWN,
                            Optional.of("pending"),
                            Optional.empty(),
                            List.of(),
                            0,
                            List.of()));
        }

        @Test
        void recordsASoftDeletionAndARestoration() {
            OrderRevision deleted = changed(PENDING, "active", false);
            OrderRevision restoration = changed(with(PENDING, "active", false), "active", true);

            assertThat(deleted.kind()).isEqualTo(DELETED);
            assertThat(restoration.kind()).isEqualTo(RESTORED);
            assertThat(deleted.changed()).containsExactly("active");
            assertThat(deleted.changesStatus()).isFalse();
        }

        @Test
        void requiresAnImageBeforeOrAfter() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OrderRevision.between(NUMBER, NOON, Optional.empty(), Optional.empty()));
        }
    }

    @Nested
    class ChangedNames {

        @Test
        void includeNamesInsideMapsAndLists() {
            Map<String, Object> before = with(
                    PENDING,
                    "billingAddress",
                    Map.of("city", "Cape Town", "street", "1 Long Street"),
                    "items",
                    List.of(Map.of("quantity", 1), Map.of("quantity", 2)),
                    "tags",
                    List.of("a"));

            OrderRevision revision = changed(
                    before,
                    "billingAddress",
                    Map.of("city", "Durban", "street", "1 Long Street", "country", "ZA"),
                    "items",
                    List.of(Map.of("quantity", 1), Map.of("quantity", 3)),
                    "tags",
                    List.of("a", "b"),
                    "pdfUrl",
                    "https://example.com/1.pdf",
                    "total",
                    null);

            assertThat(revision.changed())
                    .containsExactly(
                            "billingAddress.city",
                            "billingAddress.country",
                            "items.1.quantity",
                            "pdfUrl",
                            "tags",
                            "total");
        }

        @Test
        void includeNoValues() {
            OrderRevision revision = changed(
                    with(PENDING, "paymentDetails", Map.of("transactionId", "SECRET-0"), "billingAddress", "SECRET-1"),
                    "paymentDetails",
                    Map.of("transactionId", "SECRET-2"),
                    "billingAddress",
                    Map.of("street", "SECRET-3"),
                    "customerEmail",
                    "SECRET-4@example.com");

            assertThat(revision.changed())
                    .containsExactly("billingAddress", "customerEmail", "paymentDetails.transactionId");
            assertThat(List.of(
                            revision.statusBefore(),
                            revision.statusAfter(),
                            revision.changed(),
                            revision.problems(),
                            revision.author(),
                            revision.toString()))
                    .asString()
                    .doesNotContain("SECRET");
        }

        @Test
        void includeOnlyTheNameOfAMapOrListThatBecomesText() {
            Map<String, Object> before =
                    with(PENDING, "campaign", Map.of("code", "SUMMER10"), "items", List.of(1), "tags", List.of(1));

            assertThat(changed(before, "campaign", "{}", "items", "[1]", "tags", Map.of("0", 1))
                            .changed())
                    .containsExactly("campaign", "items", "tags");
        }

        @Test
        void areEmptyIfAnAbsentAttributeBecomesNull() {
            Map<String, Object> withNull = new HashMap<>(PENDING);
            withNull.put("campaign", null);

            assertThat(between(image(PENDING), image(withNull)).changed()).isEmpty();
        }

        @Test
        void omitTokenAuthorAndReason() {
            OrderRevision revision = changed(
                    PENDING, "dateLastUpdated", "2026-01-06T00:00:00Z", "lastUpdatedBy", "x", "lastUpdateReason", "y");

            assertThat(revision.changed()).isEmpty();
            assertThat(revision.kind()).isEqualTo(CHANGED);
        }

        @Test
        void includeTheStatusIfOnlyItsSpellingChanges() {
            OrderImage before = image(PENDING);
            OrderImage after = new OrderImage(
                    Optional.of("pending"),
                    true,
                    before.lockToken(),
                    before.lastUpdatedBy(),
                    Optional.empty(),
                    Optional.of(with(PENDING, "status", "PENDING")),
                    List.of());

            assertThat(between(before, after).changed()).containsExactly("status");
        }

        @Test
        void areLimitedToAHundredAndTheRestIsCounted() {
            Map<String, Object> many = new HashMap<>(PENDING);
            for (int i = 0; i < 103; i++) {
                many.put(String.format("a%03d", i), 1);
            }
            many.put("a000" + "x".repeat(500), 1);

            OrderRevision revision = between(image(PENDING), image(many));
            List<String> names = revision.changed();

            assertThat(names)
                    .hasSize(OrderRevision.MAX_NAMES)
                    .startsWith("a000")
                    .endsWith("a098");
            assertThat(revision.changedOmitted()).isEqualTo(4);
            assertThat(names.get(1)).hasSize(100).startsWith("a000xxx").endsWith("x…");
        }

        @Test
        void mayBeAHundredNamesOfAHundredCharacters() {
            Map<String, Object> many = new HashMap<>(PENDING);
            List<String> names = new ArrayList<>();
            for (int i = 100; i < 200; i++) {
                names.add("é".repeat(97) + i);
            }
            names.forEach(name -> many.put(name, 1));

            OrderRevision revision = between(image(PENDING), image(many));

            assertThat(revision.changed()).isEqualTo(names);
            assertThat(revision.changedOmitted()).isZero();
        }
    }

    /** A name or a reason counts only if the write set it (docs/decisions/0017-the-history-comes-from-the-stream.md). */
    @Nested
    class Author {

        private static final String EARLIER = "2026-01-05T11:59:59.999999Z";
        private static final String LATER = "2026-01-05T12:00:00.000001Z";

        @Test
        void isTheNameThatTheWriteSets() {
            assertThat(changed(
                                    PENDING,
                                    "status",
                                    "paid",
                                    "dateLastUpdated",
                                    LATER,
                                    "lastUpdatedBy",
                                    "alice@example.com")
                            .author())
                    .isEqualTo(by("alice@example.com"));
        }

        @Test
        void isTheNameThatTheWriteSetsEvenWithoutANewToken() {
            assertThat(changed(PENDING, "pdfUrl", "x", "lastUpdatedBy", "printer")
                            .author())
                    .isEqualTo(by("printer"));
        }

        @Test
        void isTheOperatorWithTheReason() {
            assertThat(changed(
                                    PENDING,
                                    "status",
                                    "cancelled",
                                    "dateLastUpdated",
                                    LATER,
                                    "lastUpdatedBy",
                                    "cli:thandi",
                                    "lastUpdateReason",
                                    "Ticket 4711")
                            .author())
                    .isEqualTo(by("cli:thandi", "Ticket 4711"));
        }

        @Test
        void isTheSameOperatorIfTheReasonChanges() {
            Map<String, Object> corrected =
                    with(PENDING, "lastUpdatedBy", "cli:thandi", "lastUpdateReason", "Ticket 4711");

            assertThat(changed(corrected, "status", "paid", "dateLastUpdated", LATER, "lastUpdateReason", "Ticket 4712")
                            .author())
                    .isEqualTo(by("cli:thandi", "Ticket 4712"));
        }

        @Test
        void isUnknownIfAnotherServiceKeepsNameAndReasonOfAnEarlierWrite() {
            Map<String, Object> corrected =
                    with(PENDING, "lastUpdatedBy", "cli:thandi", "lastUpdateReason", "Ticket 4711");

            assertThat(changed(corrected, "pdfUrl", "x").author()).isEqualTo(Authorship.UNKNOWN);
            assertThat(changed(corrected, "pdfUrl", "x", "dateLastUpdated", LATER)
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
            assertThat(changed(corrected, "status", "PAID", "dateLastUpdated", "2026-01-05T12:00:01Z")
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
        }

        @Test
        void isTheOtherServiceWithoutTheReasonOfTheOperator() {
            Map<String, Object> corrected =
                    with(PENDING, "lastUpdatedBy", "cli:thandi", "lastUpdateReason", "Ticket 4711");

            assertThat(changed(corrected, "status", "paid", "dateLastUpdated", LATER, "lastUpdatedBy", "shop")
                            .author())
                    .isEqualTo(by("shop"));
        }

        @Test
        void isUnknownIfAnotherServiceWritesTheOrderWithoutTheReason() {
            Map<String, Object> corrected =
                    with(PENDING, "lastUpdatedBy", "cli:thandi", "lastUpdateReason", "Ticket 4711");

            assertThat(changed(corrected, "lastUpdateReason", null, "pdfUrl", "x", "dateLastUpdated", LATER)
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
        }

        @Test
        void isUnknownIfAnOlderStateIsRestored() {
            Map<String, Object> newer = with(PENDING, "status", "paid", "lastUpdatedBy", "alice@example.com");

            assertThat(changed(newer, "status", "pending", "lastUpdatedBy", "shop", "dateLastUpdated", EARLIER)
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
            assertThat(changed(newer, "lastUpdatedBy", "shop", "dateLastUpdated", null)
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
            assertThat(changed(newer, "lastUpdateReason", "of then", "dateLastUpdated", EARLIER)
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
        }

        @Test
        void isUnknownIfTheNameIsRemoved() {
            assertThat(changed(PENDING, "status", "paid", "dateLastUpdated", LATER, "lastUpdatedBy", null)
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
        }

        @Test
        void isUnknownIfTheReasonChangesButNotTheToken() {
            assertThat(changed(PENDING, "lastUpdateReason", "x").author())
                    .isEqualTo(new Authorship(Optional.empty(), Optional.empty(), Optional.of("x")));
        }

        @Test
        void isPerhapsTheSameIfTheWriteLooksLikeOneOfThisService() {
            assertThat(changed(PENDING, "status", "paid", "dateLastUpdated", LATER)
                            .author())
                    .isEqualTo(perhapsBy("shop"));
            assertThat(changed(
                                    with(PENDING, "paymentDetails", Map.of("method", "eft"), "lastUpdateReason", "x"),
                                    "paymentDetails",
                                    Map.of("method", "payfast"),
                                    "dateLastUpdated",
                                    LATER,
                                    "lastUpdateReason",
                                    null)
                            .author())
                    .isEqualTo(perhapsBy("shop"));
        }

        @Test
        void isUnknownIfTheTokenDoesNotChange() {
            assertThat(changed(with(PENDING, "dateLastUpdated", LATER), "status", "paid")
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
        }

        @ParameterizedTest
        @CsvSource({"2026-01-05T12:00:01Z", "2026-01-05T12:00:01.000001", "2026-01-05T12:00:01.000001+00:00", "later"})
        void isUnknownIfTheTokenHasAnotherFormat(String token) {
            assertThat(changed(PENDING, "status", "paid", "dateLastUpdated", token)
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
        }

        @Test
        void isTheNewNameOnAnOrderWithoutAToken() {
            Map<String, Object> without = with(PENDING, "dateLastUpdated", null);

            assertThat(changed(without, "status", "paid", "dateLastUpdated", LATER, "lastUpdatedBy", "alice")
                            .author())
                    .isEqualTo(by("alice"));
            assertThat(changed(without, "status", "paid", "lastUpdatedBy", "alice")
                            .author())
                    .isEqualTo(by("alice"));
            assertThat(changed(without, "status", "paid").author()).isEqualTo(Authorship.UNKNOWN);
        }

        @Test
        void isCleanedAndCut() {
            Authorship author = changed(
                            PENDING,
                            "dateLastUpdated",
                            LATER,
                            "lastUpdatedBy",
                            "a\n\u202eb" + "c".repeat(400_000),
                            "lastUpdateReason",
                            "r".repeat(501))
                    .author();

            assertThat(author.actor().orElseThrow().name()).startsWith("abc").hasSize(Actor.MAX_LENGTH);
            assertThat(author.reason().orElseThrow()).hasSize(500).endsWith("r…");
            assertThat(changed(PENDING, "dateLastUpdated", LATER, "lastUpdatedBy", "\n", "lastUpdateReason", " ")
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
        }

        @Test
        void isTheCreatorWithTheReason() {
            assertThat(OrderRevision.between(
                                    NUMBER,
                                    NOON,
                                    Optional.empty(),
                                    Optional.of(image(with(PENDING, "lastUpdateReason", "moved here"))))
                            .author())
                    .isEqualTo(by("shop", "moved here"));
            assertThat(OrderRevision.between(NUMBER, NOON, Optional.empty(), Optional.of(image(Map.of())))
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
        }
    }

    @Nested
    class UnreadableImages {

        private static final OrderImage EXPIRED = new OrderImage(
                Optional.of("EXPIRED" + "!".repeat(100)),
                true,
                Optional.empty(),
                Optional.of("legacy"),
                Optional.empty(),
                Optional.of(Map.of("status", "EXPIRED")),
                List.of("status: found 'EXPIRED', expected a known status"));

        @Test
        void areRecordedWithTheirProblems() {
            OrderRevision unreadable = between(image(PENDING), EXPIRED);
            OrderRevision readable = between(EXPIRED, image(PENDING));

            assertThat(unreadable.problems()).containsExactly("status: found 'EXPIRED', expected a known status");
            assertThat(unreadable.statusBefore()).contains("pending");
            assertThat(unreadable.statusAfter().orElseThrow())
                    .startsWith("EXPIRED!!!")
                    .hasSize(40);
            assertThat(readable.problems()).isEmpty();
            assertThat(readable.statusAfter()).contains("pending");
        }

        @Test
        void leaveChangesAndAuthorUnknown() {
            OrderImage unreadableImage = OrderImage.unreadable("the image is missing");

            assertThat(between(image(PENDING), unreadableImage))
                    .isEqualTo(new OrderRevision(
                            NUMBER,
                            NOON,
                            CHANGED,
                            Authorship.UNKNOWN,
                            Optional.of("pending"),
                            Optional.empty(),
                            List.of(),
                            0,
                            List.of("the image is missing")));
            assertThat(between(unreadableImage, image(PENDING)).problems()).containsExactly("the image is missing");
            assertThat(between(unreadableImage, EXPIRED).problems())
                    .containsExactly("the image is missing", "status: found 'EXPIRED', expected a known status");
            assertThat(between(unreadableImage, image(with(PENDING, "active", false)))
                            .kind())
                    .isEqualTo(CHANGED);
            assertThat(between(unreadableImage, image(PENDING)).author()).isEqualTo(Authorship.UNKNOWN);
            assertThat(between(unreadableImage, unreadableImage).problems()).containsExactly("the image is missing");
            assertThat(OrderRevision.between(NUMBER, NOON, Optional.of(unreadableImage), Optional.empty())
                            .problems())
                    .containsExactly("the image is missing");
        }
    }

    @Test
    void hasNoPersonalDataInItsText() {
        OrderRevision revision = changed(PENDING, "lastUpdatedBy", "alice@example.com");

        assertThat(revision).hasToString("OrderRevision[17, changed]");
        assertThat(revision.author()).hasToString("Authorship[…]");
        assertThat(image(PENDING)).hasToString("OrderImage[…]");
    }

    @Test
    void rejectsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> OrderRevision.between(NUMBER, null, Optional.empty(), Optional.of(image(PENDING))))
                .withMessage("when");
        assertThatNullPointerException()
                .isThrownBy(() -> new Authorship(null, Optional.empty(), Optional.empty()))
                .withMessage("actor");
    }
}
