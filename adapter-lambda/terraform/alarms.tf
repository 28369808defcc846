# Each rate covers five minutes. A numerator without data counts as 0: the metrics of the service are part of a request's
# log line, and a function that crashes writes none. A denominator without data is not replaced: without requests there
# is no rate, and missing data raises no alarm.

locals {
  orders_namespace = "BBWS/Orders"

  orders_dimensions = {
    Service     = "order-lambda"
    Environment = var.environment
  }

  # All versions together, like the metrics of the service.
  function_dimensions = { FunctionName = aws_lambda_function.update_order.function_name }

  history_dimensions = {
    Service     = "order-history"
    Environment = var.environment
  }

  history_function_dimensions = { FunctionName = aws_lambda_function.record_order_history.function_name }

  api_dimensions = {
    ApiName = aws_api_gateway_rest_api.orders.name
    Stage   = aws_api_gateway_stage.orders.stage_name
  }

  alarms = {
    error_rate = aws_cloudwatch_metric_alarm.error_rate
    conflicts  = aws_cloudwatch_metric_alarm.conflicts
    duration   = aws_cloudwatch_metric_alarm.duration
    throttles  = aws_cloudwatch_metric_alarm.throttles
    api_5xx    = aws_cloudwatch_metric_alarm.api_5xx

    history_failed = aws_cloudwatch_metric_alarm.history_failed
    history_age    = aws_cloudwatch_metric_alarm.history_age
    events_failed  = aws_cloudwatch_metric_alarm.events_failed
    events_delay   = aws_cloudwatch_metric_alarm.events_delay
  }
}

# A warning, not an error: the topics may not exist yet.
check "prod_alarms_have_a_topic" {
  assert {
    condition     = var.environment != "prod" || length(var.alarm_topic_arns) > 0
    error_message = "The alarms of prod notify no topic: alarm_topic_arns is empty."
  }
}

resource "aws_cloudwatch_metric_alarm" "error_rate" {
  alarm_name          = "${local.name}-error-rate"
  alarm_description   = "More than 5 % of the requests failed within 5 minutes. After a recent deployment, roll back. Otherwise run the saved query ${local.name}/failures. See docs/operations.md."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  # A request counts once: Lambda counts crashes and timeouts, the handler counts its responses with status 500.
  metric_query {
    id          = "rate"
    label       = "Failed requests, %"
    expression  = "IF(invocations >= ${var.alarm_minimum_requests}, 100 * (FILL(errors, 0) + FILL(failures, 0)) / invocations, 0)"
    return_data = true
  }

  metric_query {
    id = "errors"

    metric {
      namespace   = "AWS/Lambda"
      metric_name = "Errors"
      dimensions  = local.function_dimensions
      stat        = "Sum"
      period      = 300
    }
  }

  metric_query {
    id = "failures"

    metric {
      namespace   = local.orders_namespace
      metric_name = "Failures"
      dimensions  = local.orders_dimensions
      stat        = "Sum"
      period      = 300
    }
  }

  metric_query {
    id = "invocations"

    metric {
      namespace   = "AWS/Lambda"
      metric_name = "Invocations"
      dimensions  = local.function_dimensions
      stat        = "Sum"
      period      = 300
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "conflicts" {
  alarm_name          = "${local.name}-conflicts"
  alarm_description   = "More than 10 % of the requests lost a race with another write of the same order within 5 minutes. The clients received 409 or 412, and no data is damaged. Find the orders that are written too often with the saved query ${local.name}/lock-failures. See docs/operations.md."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  metric_query {
    id          = "rate"
    label       = "Lost races, %"
    expression  = "IF(requests >= ${var.alarm_minimum_requests}, 100 * FILL(conflicts, 0) / requests, 0)"
    return_data = true
  }

  metric_query {
    id = "conflicts"

    metric {
      namespace   = local.orders_namespace
      metric_name = "OptimisticLockConflict"
      dimensions  = local.orders_dimensions
      stat        = "Sum"
      period      = 300
    }
  }

  metric_query {
    id = "requests"

    metric {
      namespace   = local.orders_namespace
      metric_name = "Requests"
      dimensions  = local.orders_dimensions
      stat        = "Sum"
      period      = 300
    }
  }
}

# The duration that Lambda measures, not the handler: it includes requests that timed out.
resource "aws_cloudwatch_metric_alarm" "duration" {
  alarm_name          = "${local.name}-duration"
  alarm_description   = "The slowest 5 % of the requests took more than 5 s within 5 minutes. Run the saved query ${local.name}/slowest-requests and check DynamoDB on the dashboard. See docs/operations.md."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5000
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  metric_query {
    id          = "slow"
    label       = "Duration p95, ms"
    expression  = "IF(invocations >= ${var.alarm_minimum_requests}, duration, 0)"
    return_data = true
  }

  metric_query {
    id = "duration"

    metric {
      namespace   = "AWS/Lambda"
      metric_name = "Duration"
      dimensions  = local.function_dimensions
      stat        = "p95"
      period      = 300
    }
  }

  metric_query {
    id = "invocations"

    metric {
      namespace   = "AWS/Lambda"
      metric_name = "Invocations"
      dimensions  = local.function_dimensions
      stat        = "Sum"
      period      = 300
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "throttles" {
  alarm_name          = "${local.name}-throttles"
  alarm_description   = "Lambda rejected requests because the concurrency limit was reached, and their clients received an error. Check the concurrency on the dashboard, then raise reserved_concurrency or the quota of the account. See docs/operations.md."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  namespace   = "AWS/Lambda"
  metric_name = "Throttles"
  dimensions  = local.function_dimensions
  statistic   = "Sum"
  period      = 300
}

# The responses that clients receive, also if API Gateway times out or has no permission to call the function. A count, not a
# rate, so that a small share of failures raises the alarm too.
resource "aws_cloudwatch_metric_alarm" "api_5xx" {
  alarm_name          = "${local.name}-api-5xx"
  alarm_description   = "Clients received more than ${var.alarm_api_5xx_count} responses with status 5xx within 5 minutes. If the alarm ${local.name}-error-rate is OK, the function is not the cause: search the log ${aws_cloudwatch_log_group.api.name} for integrationError. See docs/operations.md."
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.alarm_api_5xx_count
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  namespace   = "AWS/ApiGateway"
  metric_name = "5XXError"
  dimensions  = local.api_dimensions
  statistic   = "Sum"
  period      = 300
}

# The alarm lasts until the messages are deleted.
resource "aws_cloudwatch_metric_alarm" "history_failed" {
  alarm_name          = "${local.history_name}-failed"
  alarm_description   = "Changes are missing from the history of orders: recording them failed too often, and they were given up. Customers are not affected, and the orders are correct. 1. Run the saved query ${local.history_name}/failures. 2. Correct the cause. 3. Read the stream again, which keeps a record for one day. 4. Delete the messages in the queue ${aws_sqs_queue.history_failed.name}. See docs/operations.md."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  namespace   = "AWS/SQS"
  metric_name = "ApproximateNumberOfMessagesVisible"
  dimensions  = { QueueName = aws_sqs_queue.history_failed.name }
  statistic   = "Maximum"
  period      = 300
}

# The age of the batches that Lambda sends, including those that fail. Without changes, or with a disabled mapping, there is
# no data and so no alarm.
resource "aws_cloudwatch_metric_alarm" "history_age" {
  alarm_name          = "${local.history_name}-age"
  alarm_description   = "The history of orders is more than ${var.alarm_history_age_seconds} s behind the orders. Customers are not affected, and the history catches up when the cause is corrected. But a change older than ${var.history_max_record_age_seconds} s is given up. Run the saved query ${local.history_name}/failures and check DynamoDB on the dashboard. See docs/operations.md."
  comparison_operator = "GreaterThanThreshold"
  # The metric is in milliseconds.
  threshold          = var.alarm_history_age_seconds * 1000
  evaluation_periods = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topic_arns
  ok_actions         = var.alarm_topic_arns

  namespace   = "AWS/Lambda"
  metric_name = "IteratorAge"
  dimensions  = local.history_function_dimensions
  statistic   = "Maximum"
  period      = 300
}

# Without published events there is no data and so no alarm.
resource "aws_cloudwatch_metric_alarm" "events_failed" {
  alarm_name          = "${local.events_name}-failed"
  alarm_description   = "Events of orders were not published within 5 minutes. Other services receive them later: Lambda sends the changes again, and no event is lost until the alarm ${local.history_name}-failed. Orders and requests are not affected. If the alarm lasts, run the saved query ${local.history_name}/failures. See docs/operations.md."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  namespace   = local.orders_namespace
  metric_name = "EventsFailed"
  dimensions  = local.history_dimensions
  statistic   = "Sum"
  period      = 300
}

# The promise is a minute. Each batch reports its slowest event.
resource "aws_cloudwatch_metric_alarm" "events_delay" {
  alarm_name          = "${local.events_name}-delay"
  alarm_description   = "An event of an order was published more than 60 s after the change, within 5 minutes. No event is lost. The alarm is expected while the stream is read again. Otherwise compare the age of the oldest change on the dashboard: if it rises, the function fails or gets too many changes. See docs/operations.md."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 60000
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  namespace   = local.orders_namespace
  metric_name = "EventDelayMillis"
  dimensions  = local.history_dimensions
  statistic   = "Maximum"
  period      = 300
}
