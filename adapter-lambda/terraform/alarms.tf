# Rates are of what happened in five minutes. A metric that has no data in them counts as none where it is counted: the
# service's own metrics come with a request's log line, which a function that crashes never writes. What is divided by is
# never filled in: without requests there is no rate, and no data is no alarm.

locals {
  orders_namespace = "BBWS/Orders"

  orders_dimensions = {
    Service     = "order-lambda"
    Environment = var.environment
  }

  # Of all versions, as the service's own metrics are.
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
  }
}

# A warning, and no refusal: the topics may not be there yet.
check "somebody_is_told" {
  assert {
    condition     = var.environment != "prod" || length(var.alarm_topic_arns) > 0
    error_message = "The alarms of prod tell nobody: alarm_topic_arns is empty."
  }
}

resource "aws_cloudwatch_metric_alarm" "error_rate" {
  alarm_name          = "${local.name}-error-rate"
  alarm_description   = "More than 5 % of the requests failed for 5 minutes. Run the saved query ${local.name}/failures; if a deployment has just been made, roll back. See docs/operations.md."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  # What Lambda counts (crashes, timeouts) and what the handler answers 500 are never the same request.
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
  alarm_description   = "More than 10 % of the requests lost the race for their order for 5 minutes. The callers were told and nothing is broken, but somebody writes the same orders again and again: find out which with the saved query ${local.name}/lock-failures. See docs/operations.md."
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

# By Lambda's clock, not the handler's: it counts the requests that were cut off, too.
resource "aws_cloudwatch_metric_alarm" "duration" {
  alarm_name          = "${local.name}-duration"
  alarm_description   = "The slowest 5 % of the requests took more than 5 s for 5 minutes. Run the saved query ${local.name}/slowest-requests and look at DynamoDB on the dashboard. See docs/operations.md."
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
  alarm_description   = "Lambda turned requests away for want of instances, and their callers got an error. Look at the concurrency on the dashboard; raise reserved_concurrency, or the account's quota. See docs/operations.md."
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

# What callers see, whoever is at fault: also that API Gateway may not call the function, or waits for it in vain. A number
# and no rate, so that a few in a hundred do not go on unseen.
resource "aws_cloudwatch_metric_alarm" "api_5xx" {
  alarm_name          = "${local.name}-api-5xx"
  alarm_description   = "Callers got more than ${var.alarm_api_5xx_count} answers of 5xx within 5 minutes. If the alarm ${local.name}-error-rate is silent, it is not the function: query the log ${aws_cloudwatch_log_group.api.name} for integrationError. See docs/operations.md."
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

# A message stays until somebody takes it out, and so does the alarm.
resource "aws_cloudwatch_metric_alarm" "history_failed" {
  alarm_name          = "${local.history_name}-failed"
  alarm_description   = "Changes of orders were given up and are missing in the orders' history. Customers notice nothing, and the orders are as they should be. Run the saved query ${local.history_name}/failures, mend the cause, and have the records read again that the messages in the queue ${aws_sqs_queue.history_failed.name} name: the stream keeps them for a day after the change. Then delete the messages. See docs/operations.md."
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

# Of the batches that Lambda sends, failed ones included. Without changes there is none, and no data is no alarm; nor is a
# mapping that somebody has disabled.
resource "aws_cloudwatch_metric_alarm" "history_age" {
  alarm_name          = "${local.history_name}-age"
  alarm_description   = "The history of orders is more than ${var.alarm_history_age_seconds} s behind the orders. Customers notice nothing, and it catches up by itself once the cause is gone; but a change that gets ${var.history_max_record_age_seconds} s old is given up. Run the saved query ${local.history_name}/failures, and look at DynamoDB on the dashboard. See docs/operations.md."
  comparison_operator = "GreaterThanThreshold"
  # Lambda counts in milliseconds.
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
