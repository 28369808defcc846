package com.bbws.orders.domain.history;

import static com.bbws.orders.domain.history.OrderRevision.Kind.CHANGED;
import static com.bbws.orders.domain.history.OrderRevision.Kind.CREATED;
import static com.bbws.orders.domain.history.OrderRevision.Kind.DELETED;
import static com.bbws.orders.domain.history.OrderRevision.Kind.EXPIRED;
import static com.bbws.orders.domain.history.OrderRevision.Kind.REMOVED;
import static com.bbws.orders.domain.history.OrderRevision.Kind.RESTORED;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.UpdateId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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
                text(attributes, "lastUpdateId").map(UpdateId::new),
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
        return between(Optional.of(before), Optional.of(after));
    }

    private static OrderRevision between(Optional<OrderImage> before, Optional<OrderImage> after) {
        return OrderRevision.between(NUMBER, NOON, before, after, Optional.empty());
    }

    private static Authorship by(String actor) {
        return new Authorship(Actor.of(actor), Optional.empty(), Optional.empty());
    }

    /** Returns the authorship of a write of this service. */
    private static Authorship ours(String actor, String reason, String updateId) {
        return new Authorship(Actor.of(actor), Optional.ofNullable(reason), UpdateId.of(updateId));
    }

    @Nested
    class Kinds {

        @Test
        void recordsACreation() {
            OrderRevision revision = between(Optional.empty(), Optional.of(image(PENDING)));

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
            OrderRevision revision = between(Optional.of(image(PENDING)), Optional.empty());

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
        void recordsAnExpiry() {
            OrderRevision revision = OrderRevision.ofExpiry(NUMBER, NOON, image(with(PENDING, "lastUpdateId", "a")));

            assertThat(revision)
                    .isEqualTo(new OrderRevision(
                            NUMBER,
                            NOON,
                            EXPIRED,
                            Authorship.UNKNOWN,
                            Optional.of("pending"),
                            Optional.empty(),
                            List.of(),
                            0,
                            List.of()));
            assertThat(OrderRevision.ofExpiry(NUMBER, NOON, OrderImage.unreadable("missing"))
                            .problems())
                    .containsExactly("missing");
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
            assertThatIllegalArgumentException().isThrownBy(() -> between(Optional.empty(), Optional.empty()));
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
        void omitTokenAuthorReasonAndId() {
            OrderRevision revision = changed(
                    PENDING,
                    "dateLastUpdated",
                    "2026-01-06T00:00:00Z",
                    "lastUpdatedBy",
                    "x",
                    "lastUpdateReason",
                    "y",
                    "lastUpdateId",
                    "z");

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

    /** The rule of docs/decisions/0017-the-history-comes-from-the-stream.md. */
    @Nested
    class Author {

        private static final String EARLIER = "2026-01-05T11:59:59.999999Z";
        private static final String LATER = "2026-01-05T12:00:00.000001Z";

        /** The order after alice's first write. */
        private static final Map<String, Object> OURS =
                with(PENDING, "lastUpdatedBy", "alice@example.com", "lastUpdateId", "a");

        @Test
        void isCertainForAWriteOfThisService() {
            assertThat(changed(
                                    PENDING,
                                    "status",
                                    "paid",
                                    "dateLastUpdated",
                                    LATER,
                                    "lastUpdatedBy",
                                    "alice@example.com",
                                    "lastUpdateId",
                                    "a")
                            .author())
                    .isEqualTo(ours("alice@example.com", null, "a"));
        }

        @Test
        void isCertainIfTheSameActorWritesFiveTimesInARow() {
            Map<String, Object> before = OURS;
            for (int i = 2; i <= 5; i++) {
                Map<String, Object> after =
                        with(before, "dateLastUpdated", "2026-01-05T12:00:0" + i + ".000000Z", "lastUpdateId", "a" + i);

                assertThat(between(image(before), image(after)).author())
                        .isEqualTo(ours("alice@example.com", null, "a" + i));
                before = after;
            }
        }

        @Test
        void isTheOperatorWithTheReasonEvenIfItIsTheSameAsBefore() {
            Map<String, Object> corrected =
                    with(OURS, "lastUpdatedBy", "cli:thandi", "lastUpdateReason", "Ticket 4711");

            assertThat(changed(corrected, "status", "paid", "dateLastUpdated", LATER, "lastUpdateId", "b")
                            .author())
                    .isEqualTo(ours("cli:thandi", "Ticket 4711", "b"));
        }

        @Test
        void isTheNameThatAnotherServiceSets() {
            assertThat(changed(OURS, "pdfUrl", "x", "lastUpdatedBy", "printer").author())
                    .isEqualTo(by("printer"));
            assertThat(changed(OURS, "status", "paid", "dateLastUpdated", LATER, "lastUpdatedBy", "shop")
                            .author())
                    .isEqualTo(by("shop"));
        }

        @Test
        void isTheNameThatAnotherServiceSetsIfItRemovesTheId() {
            assertThat(changed(OURS, "dateLastUpdated", LATER, "lastUpdatedBy", "shop", "lastUpdateId", null)
                            .author())
                    .isEqualTo(by("shop"));
        }

        @Test
        void isUnknownIfAnotherServiceKeepsTheName() {
            assertThat(changed(OURS, "pdfUrl", "x").author()).isEqualTo(Authorship.UNKNOWN);
            assertThat(changed(OURS, "status", "paid", "dateLastUpdated", LATER).author())
                    .isEqualTo(Authorship.UNKNOWN);
            assertThat(changed(OURS, "dateLastUpdated", LATER, "lastUpdateId", null)
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
        }

        @Test
        void isUnknownIfAnotherServiceRemovesTheName() {
            assertThat(changed(OURS, "status", "paid", "dateLastUpdated", LATER, "lastUpdatedBy", null)
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
        }

        @Test
        void hasNoReasonInAWriteOfAnotherService() {
            assertThat(changed(OURS, "lastUpdateReason", "x", "lastUpdatedBy", "shop")
                            .author())
                    .isEqualTo(by("shop"));
        }

        @Test
        void isUnknownIfAnEarlierTokenIsRestored() {
            Map<String, Object> newer = with(PENDING, "status", "paid", "lastUpdatedBy", "alice@example.com");

            assertThat(changed(newer, "status", "pending", "lastUpdatedBy", "shop", "dateLastUpdated", EARLIER)
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
            assertThat(changed(newer, "lastUpdatedBy", "shop", "dateLastUpdated", null)
                            .author())
                    .isEqualTo(Authorship.UNKNOWN);
        }

        @Test
        void isUnknownIfAnotherServicePutsBackAnOlderIdWithItsName() {
            OrderRevision first = between(image(PENDING), image(OURS));
            Map<String, Object> second = with(OURS, "lastUpdatedBy", "bob@example.com", "lastUpdateId", "b");

            assertThat(restored(second, with(OURS, "dateLastUpdated", LATER), first))
                    .isEqualTo(Authorship.UNKNOWN);
            assertThat(restored(second, with(OURS, "dateLastUpdated", EARLIER), first))
                    .isEqualTo(Authorship.UNKNOWN);
            assertThat(restored(with(second, "lastUpdateId", null), with(OURS, "dateLastUpdated", LATER), first))
                    .isEqualTo(Authorship.UNKNOWN);
        }

        @Test
        void isTheNameOfTheServiceThatPutsBackAnOlderId() {
            OrderRevision first = between(image(PENDING), image(OURS));
            Map<String, Object> second = with(OURS, "lastUpdatedBy", "bob@example.com", "lastUpdateId", "b");

            assertThat(restored(second, with(OURS, "lastUpdatedBy", "shop", "dateLastUpdated", LATER), first))
                    .isEqualTo(by("shop"));
        }

        private static Authorship restored(Map<String, ?> before, Map<String, ?> after, OrderRevision restored) {
            return OrderRevision.between(
                            NUMBER, NOON, Optional.of(image(before)), Optional.of(image(after)), Optional.of(restored))
                    .author();
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
                            "lastUpdateId",
                            "a",
                            "lastUpdatedBy",
                            "a\n\u202eb" + "c".repeat(400_000),
                            "lastUpdateReason",
                            "r".repeat(501))
                    .author();

            assertThat(author.actor().orElseThrow().name()).startsWith("abc").hasSize(Actor.MAX_LENGTH);
            assertThat(author.reason().orElseThrow()).hasSize(500).endsWith("r…");
            assertThat(changed(PENDING, "lastUpdateId", "a", "lastUpdatedBy", "\n", "lastUpdateReason", " ")
                            .author())
                    .isEqualTo(new Authorship(Optional.empty(), Optional.empty(), UpdateId.of("a")));
        }

        @Test
        void isTheCreatorWithoutAReason() {
            assertThat(created(with(PENDING, "lastUpdateReason", "moved here"))).isEqualTo(by("shop"));
            assertThat(created(Map.of())).isEqualTo(Authorship.UNKNOWN);
        }

        @Test
        void isUnknownIfARemovedOrderIsPutBackWithItsId() {
            assertThat(created(OURS)).isEqualTo(Authorship.UNKNOWN);
        }

        private static Authorship created(Map<String, ?> attributes) {
            return between(Optional.empty(), Optional.of(image(attributes))).author();
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
            assertThat(between(Optional.of(unreadableImage), Optional.empty()).problems())
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
                .isThrownBy(() -> OrderRevision.between(
                        NUMBER, null, Optional.empty(), Optional.of(image(PENDING)), Optional.empty()))
                .withMessage("when");
        assertThatNullPointerException()
                .isThrownBy(() -> new Authorship(null, Optional.empty(), Optional.empty()))
                .withMessage("actor");
    }
}
