package com.bbws.orders.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract accepts a correct store and refuses each broken one, by the case that is meant for its error. */
class BrokenStoresTest {

    private static final String RACE = "acceptsOnlyOneOfAllConcurrentWritersOfAVersion";

    static Stream<Arguments> brokenStores() {
        return Stream.of(
                Arguments.of(
                        WithoutTenant.class,
                        Set.of(
                                "changesOnlyTheOrderOfTheTenant",
                                "doesNotChangeTheOrderOfAnotherTenantInPlaceOfARemovedOne")),
                Arguments.of(
                        WholeOrder.class,
                        Set.of("keepsAPaymentThatAnotherServiceStoredBeforeTheWriteWithoutANewToken")),
                Arguments.of(TokenWithoutCase.class, Set.of("comparesTokensAsText")),
                Arguments.of(
                        NoStoreException.class,
                        Set.of(
                                "reportsAReadFromAStoreThatDoesNotAnswerAsUnavailable",
                                "reportsAWriteToAStoreThatDoesNotAnswerAsUnavailable",
                                "reportsAWriteWhoseAnswerIsLostAsUnknownAndRecognisesItsRepetition")),
                Arguments.of(
                        SoftDeleteIgnored.class,
                        Set.of(
                                "doesNotFindAnOrderThatWasSoftDeletedBeforeTheWrite",
                                "doesNotFindAnOrderThatWasSoftDeletedBeforeTheWriteWithoutANewToken")),
                Arguments.of(UnknownAttributeRemoved.class, Set.of("keepsAnAttributeThatThisDomainDoesNotKnow")));
    }

    @ParameterizedTest
    @MethodSource("brokenStores")
    void areRefusedByTheCasesForTheirError(Class<?> store, Set<String> cases) {
        assertThat(failed(run(selectClass(store), RACE))).isEqualTo(cases);
    }

    @ParameterizedTest
    @ValueSource(classes = {CheckThenWrite.class, SlowCheckThenWrite.class})
    void areRefusedIfTheyCheckAndWriteInTwoSteps(Class<?> store) {
        assertThat(failed(run(selectMethod(store, RACE), ""))).containsExactly(RACE);
    }

    @Test
    void doNotIncludeACorrectStore() {
        TestExecutionSummary summary = run(selectClass(Correct.class), "");

        assertThat(failed(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(30).isEqualTo(summary.getTestsFoundCount());
    }

    private static TestExecutionSummary run(DiscoverySelector tests, String excluded) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(tests)
                .filters((PostDiscoveryFilter) test ->
                        FilterResult.includedIf(!test.getLegacyReportingName().startsWith(excluded + "(")))
                .build();
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(alone).execute(request, listener);
        return listener.getSummary();
    }

    private static Set<String> failed(TestExecutionSummary summary) {
        return summary.getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getLegacyReportingName())
                .map(name -> name.substring(0, name.indexOf('(')))
                .collect(Collectors.toSet());
    }

    /** The contract on a table, and on the same table behind a connection that fails. */
    abstract static class OnATable extends MinimalOrderRepositoryContract {

        private final TableInMemory table;

        OnATable(TableInMemory table) {
            this.table = table;
        }

        @Override
        protected OrderRepository orders() {
            return table;
        }

        @Override
        protected void put(Order order) {
            table.rows.put(order.key(), order);
        }

        @Override
        protected void remove(OrderKey key) {
            table.rows.remove(key);
        }

        @Override
        protected Optional<OrderRepository> ordersOfAnUnavailableStore() {
            return Optional.of(new OrderRepository() {
                @Override
                public Optional<Order> find(OrderKey key) {
                    throw notAnswered(new IOException("refused"));
                }

                @Override
                public WriteOutcome apply(OrderChange change) {
                    throw notAnswered(new IOException("refused"));
                }
            });
        }

        @Override
        protected Optional<OrderRepository> ordersThatLoseTheResponse() {
            return Optional.of(new OrderRepository() {
                @Override
                public Optional<Order> find(OrderKey key) {
                    throw notAnswered(new IOException("reset"));
                }

                @Override
                public WriteOutcome apply(OrderChange change) {
                    table.apply(change);
                    throw unknown(new IOException("reset"));
                }
            });
        }

        RuntimeException notAnswered(IOException failure) {
            return new StoreException.Unavailable("The store does not answer.", failure);
        }

        RuntimeException unknown(IOException failure) {
            return new StoreException.OutcomeUnknown("The store has not answered.", failure);
        }
    }

    static final class Correct extends OnATable {
        Correct() {
            super(new TableInMemory());
        }
    }

    /** {@code UPDATE ... WHERE id = ? AND token = ?}. */
    static final class WithoutTenant extends OnATable {
        WithoutTenant() {
            super(new TableInMemory() {
                @Override
                List<OrderKey> keysOf(OrderChange change) {
                    List<OrderKey> keys = rows.keySet().stream()
                            .filter(key -> key.id().equals(change.before().id()))
                            .toList();
                    return keys.isEmpty() ? super.keysOf(change) : keys;
                }
            });
        }
    }

    static final class WholeOrder extends OnATable {
        WholeOrder() {
            super(new TableInMemory() {
                @Override
                Order written(OrderKey key, Order now, OrderChange change) {
                    return change.after();
                }
            });
        }
    }

    /** As a column with a collation that ignores case. */
    static final class TokenWithoutCase extends OnATable {
        TokenWithoutCase() {
            super(new TableInMemory() {
                @Override
                boolean isSame(Optional<LockToken> stored, Optional<LockToken> expected) {
                    return stored.orElseThrow()
                            .text()
                            .equalsIgnoreCase(expected.orElseThrow().text());
                }
            });
        }
    }

    static final class NoStoreException extends OnATable {
        NoStoreException() {
            super(new TableInMemory());
        }

        @Override
        RuntimeException notAnswered(IOException failure) {
            return new UncheckedIOException(failure);
        }

        @Override
        RuntimeException unknown(IOException failure) {
            return new UncheckedIOException(failure);
        }
    }

    static final class SoftDeleteIgnored extends OnATable {
        SoftDeleteIgnored() {
            super(new TableInMemory() {
                @Override
                boolean isSoftDeleted(Order now) {
                    return false;
                }
            });
        }
    }

    static class CheckThenWrite extends OnATable {
        CheckThenWrite() {
            super(new TableInMemory() {
                @Override
                public WriteOutcome apply(OrderChange change) {
                    return checkAndWrite(change);
                }
            });
        }
    }

    /** As a database, whose answers take some time. */
    static final class SlowCheckThenWrite extends OnATable {
        SlowCheckThenWrite() {
            super(new TableInMemory() {
                @Override
                public WriteOutcome apply(OrderChange change) {
                    return checkAndWrite(change);
                }

                @Override
                void beforeTheWrite() {
                    LockSupport.parkNanos(1_000_000);
                }
            });
        }
    }

    /** Reads an order, and writes all of it that this domain knows. */
    static final class UnknownAttributeRemoved extends OrderRepositoryContract {

        private final InMemoryOrders stored = new InMemoryOrders();
        private final Map<OrderKey, String> attributes = new HashMap<>();

        @Override
        protected OrderRepository orders() {
            return new OrderRepository() {
                @Override
                public Optional<Order> find(OrderKey key) {
                    return stored.find(key);
                }

                @Override
                public WriteOutcome apply(OrderChange change) {
                    WriteOutcome outcome = stored.apply(change);
                    attributes.remove(change.before().key());
                    return outcome;
                }
            };
        }

        @Override
        protected void put(Order order) {
            stored.put(order);
        }

        @Override
        protected void putUnreadable(OrderKey key, boolean active) {
            stored.put(UnreadableOrder.builder(key, Optional.of("EXPIRED"), List.of(SampleOrders.UNKNOWN_STATUS))
                    .active(active)
                    .build());
        }

        @Override
        protected void remove(OrderKey key) {
            stored.remove(key);
        }

        @Override
        protected Object anUnknownValue() {
            return "p-1";
        }

        @Override
        protected Optional<UnknownAttribute> unknownAttribute() {
            return Optional.of(new UnknownAttribute() {
                @Override
                public void set(OrderKey key, String value) {
                    attributes.put(key, value);
                }

                @Override
                public Optional<String> get(OrderKey key) {
                    return Optional.ofNullable(attributes.get(key));
                }
            });
        }

        @Override
        protected Optional<OrderRepository> ordersOfAnUnavailableStore() {
            return Optional.empty();
        }

        @Override
        protected Optional<OrderRepository> ordersThatLoseTheResponse() {
            return Optional.empty();
        }
    }
}
