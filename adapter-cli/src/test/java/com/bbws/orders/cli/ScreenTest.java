package com.bbws.orders.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {

    @Test
    void overwritesAfterAReturn() {
        assertThat(Screen.of("abcdef\rAB\r\nnext", 80)).containsExactly("ABcdef", "next");
    }

    @Test
    void clearsTheLineOfTheCursorAndNoOther() {
        assertThat(Screen.of("12345678\r\u001b[Kab", 5)).containsExactly("12345", "ab");
    }

    @Test
    void staysInTheLineUntilThereIsMoreThanFits() {
        assertThat(Screen.of("12345\r\u001b[Kab", 5)).containsExactly("ab");
    }

    @Test
    void seesNoColors() {
        assertThat(Screen.of("\u001b[36mpaid\u001b[0m ", 80)).containsExactly("paid");
    }
}
