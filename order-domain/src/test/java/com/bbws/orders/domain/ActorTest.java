package com.bbws.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActorTest {

    private static final String SMILE = "\uD83D\uDE00";

    @ParameterizedTest
    @ValueSource(strings = {"a", "alice@example.com", "cli:thandi", "Zoë van der Merwe", "李雷", SMILE, "a  b"})
    void keepsAPrintableName(String name) {
        assertThat(Actor.of(name)).contains(new Actor(name));
    }

    @ParameterizedTest
    @CsvSource({
        "'  alice  ',            alice",
        "'alice\n',              alice",
        "'al\u0000i\tc\r\ne',    alice",
        "'al\u200Bice\uFEFF',    alice",
        "'\u202Eecila',          ecila",
        "'al\u2028i\u2029ce',    alice",
        "'al\uE000ice',          alice",
        "'al\uFFFFice',          alice",
        "'al\uD83Dice',          alice",
        "'\u0001 alice \u0001',  alice",
        "'a  b',                 'a  b'",
        "'\u00A0al\u2007ice\u202F', 'al ice'"
    })
    void removesCharactersThatAreNotPrintable(String name, String cleaned) {
        assertThat(Actor.of(name)).contains(new Actor(cleaned));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0", "\n", "\u0000", "\u200B", " \u0001 ", "\uD83D"})
    void isEmptyIfNoPrintableCharacterRemains(String name) {
        assertThat(Actor.of(name)).isEmpty();
    }

    @Test
    void keepsANameOfTheMaximumLength() {
        String longest = "x".repeat(256);

        assertThat(Actor.of(longest)).contains(new Actor(longest));
    }

    @Test
    void cutsALongerName() {
        assertThat(Actor.of("x".repeat(255) + "yz")).contains(new Actor("x".repeat(255) + "y"));
    }

    @Test
    void cutsBeforeASurrogatePairThatDoesNotFit() {
        assertThat(Actor.of("x".repeat(255) + SMILE)).contains(new Actor("x".repeat(255)));
    }

    @Test
    void keepsASurrogatePairThatFits() {
        assertThat(Actor.of("x".repeat(254) + SMILE + "y")).contains(new Actor("x".repeat(254) + SMILE));
    }

    @Test
    void doesNotEndWithASpaceAfterCutting() {
        assertThat(Actor.of("x".repeat(255) + " y")).contains(new Actor("x".repeat(255)));
    }

    @Test
    void countsOnlyPrintableCharacters() {
        assertThat(Actor.of("\u0000".repeat(1_000) + "alice")).contains(new Actor("alice"));
    }

    @ParameterizedTest
    @CsvSource({
        "alice@example.com,             alice@example.com",
        "cli:root,                      root",
        "CLI:root,                      root",
        "Cli: root,                     root",
        "' cli:root',                   root",
        "'\u00A0cli:root',              root",
        "cli:cli:root,                  root",
        "'cli: cli:\u0000cli:root',     root",
        "'c\u200Bli:root',              root",
        "'cli\u0000:root',              root",
        "client,                        client",
        "my cli:root,                   my cli:root",
        "cli,                           cli"
    })
    void removesTheOperatorPrefixFromTheNameInAToken(String claim, String name) {
        assertThat(Actor.fromToken(claim)).contains(new Actor(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "cli:", " cli: ", "cli:CLI:", "cli:\u0000"})
    void isEmptyIfTheTokenHasOnlyTheOperatorPrefix(String claim) {
        assertThat(Actor.fromToken(claim)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " alice", "alice ", "al\nice", "al\u200Bice", "al\uD83Dice"})
    void rejectsANameThatIsNotClean(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Actor(name))
                .withMessage("not a clean actor name: use Actor.of");
    }

    @Test
    void rejectsANameThatIsTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Actor("x".repeat(257)));
    }

    @Test
    void rejectsNull() {
        assertThatNullPointerException().isThrownBy(() -> new Actor(null)).withMessage("name");
    }

    @Test
    void hasAnActorForUnknownNames() {
        assertThat(Actor.SYSTEM).isEqualTo(new Actor("system"));
    }

    @Test
    void hidesItsNameInLogs() {
        assertThat(new Actor("thandi@example.com")).hasToString("Actor[…]");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 20260105)
    void neverRejectsAName(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = aText(random);

            Optional<Actor> actor = Actor.of(text);

            assertThat(actor.map(Actor::name).orElse("nothing")).as("%s", text).hasSizeBetween(1, 256);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 20260105)
    void neverReturnsAnOperatorForAToken(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String claim = aText(random);

            Optional<Actor> actor = Actor.fromToken(claim);

            assertThat(actor.map(Actor::name).orElse("nothing")).as("%s", claim).doesNotStartWithIgnoringCase("cli:");
        }
    }

    private static String aText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            switch (random.nextInt(6)) {
                case 0 -> text.append("cli:");
                case 1 -> text.append(" CLI:");
                case 2 -> text.append("x".repeat(random.nextInt(Actor.MAX_LENGTH)));
                case 3 -> text.append(SMILE);
                case 4 -> text.append((char) random.nextInt(0x300));
                default -> text.append((char) random.nextInt(Character.MAX_VALUE + 1));
            }
        }
        return text.toString();
    }
}
