package com.bbws.orders.domain.testing;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints the number of skipped tests and the reasons at the end of a test run. JUnit loads it as a service. */
public final class SkipSummary implements TestExecutionListener {

    private final Map<String, Long> testsByReason = new ConcurrentSkipListMap<>();
    private TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
    }

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        add(skipped, reason);
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            add(finished, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
        }
    }

    /** A parameterized test counts once, because JUnit does not report the number of its invocations. */
    private void add(TestIdentifier skipped, String reason) {
        long tests = skipped.isTest()
                ? 1
                : plan.getDescendants(skipped).stream()
                        .filter(descendant -> plan.getChildren(descendant).isEmpty())
                        .count();
        // JUnit puts its own text before a reason: "Assumption failed: " or "… ==> ".
        testsByReason.merge(reason.replaceFirst("^(Assumption failed: |.* ==> )", ""), Math.max(1, tests), Long::sum);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        if (!testsByReason.isEmpty()) {
            System.out.println(testsByReason.entrySet().stream()
                    .map(skipped -> skipped.getValue() + " (" + skipped.getKey() + ")")
                    .collect(joining(", ", "Skipped tests: ", "")));
        }
    }
}
