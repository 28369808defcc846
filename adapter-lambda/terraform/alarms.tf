# The alarms of requests. A page calls the person on duty: customers are affected, or data is lost unless a person acts today.
# A ticket waits until working hours. Alarms of the history and the events: alarms_history.tf; of the objectives: slo.tf; of
# the canary: canary.tf.
#
# A share is evaluated from a minimum number of requests on, so that one failed request of three raises no alarm. Without
# requests there is no data and no alarm; the canary (canary.tf) notices that.

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

  # The metrics of a REST API have no dimension with its id, only its name. The name of this one is that of the function, which
  # the account has once.
  api_dimensions = {
    ApiName = aws_api_gateway_rest_api.orders.name
    Stage   = aws_api_gateway_stage.orders.stage_name
  }

  # Without the preflights, which API Gateway answers fast and without the function.
  put_dimensions = merge(local.api_dimensions, { Resource = "/v1.0/orders/{orderId}", Method = "PUT" })

  # By the section of the runbook.
  pages = merge(
    {
      denied   = aws_cloudwatch_metric_alarm.denied
      no_route = aws_cloudwatch_metric_alarm.no_route
    },
    local.history_pages,
    local.slo_pages,
    local.canary_pages,
  )

  tickets = merge(
    {
      error_rate = aws_cloudwatch_metric_alarm.error_rate
      conflicts  = aws_cloudwatch_metric_alarm.conflicts
      duration   = aws_cloudwatch_metric_alarm.duration
      throttles  = aws_cloudwatch_metric_alarm.throttles
      api_5xx    = aws_cloudwatch_metric_alarm.api_5xx
    },
    local.history_tickets,
    local.slo_tickets,
    local.canary_tickets,
  )

  alarms = merge(local.pages, local.tickets)
}

resource "aws_cloudwatch_metric_alarm" "error_rate" {
  alarm_name          = "${local.name}-error-rate"
  alarm_description   = "More than 5 % of the requests failed within 5 minutes. After a recent deployment, roll back. Otherwise run the saved query ${local.name}/failures. ${var.runbook_url}#error-rate"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.ticket_topic_arns
  ok_actions          = var.ticket_topic_arns

  # A request counts once: Lambda counts crashes and timeouts, the log has the responses with status 500. All three metrics have
  # a value in each minute with a request, also if every request crashes (log_metrics.tf).
  metric_query {
    id          = "rate"
    label       = "Failed requests, %"
    expression  = "IF(invocations >= ${var.alarm_minimum_requests}, 100 * (errors + failures) / invocations, 0)"
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
      namespace   = local.log_metrics.FailedResponses.namespace
      metric_name = local.log_metrics.FailedResponses.name
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
  alarm_description   = "More than 10 % of the requests lost a race with another write of the same order within 5 minutes. The clients received 409 or 412, and no data is damaged. Find the orders that are written too often with the saved query ${local.name}/lock-failures. ${var.runbook_url}#conflicts"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.ticket_topic_arns
  ok_actions          = var.ticket_topic_arns

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
  alarm_description   = "The slowest 5 % of the requests took more than 5 s within 5 minutes. Run the saved query ${local.name}/slowest-requests and check DynamoDB on the dashboard. ${var.runbook_url}#duration"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5000
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.ticket_topic_arns
  ok_actions          = var.ticket_topic_arns

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
  alarm_description   = "Lambda rejected requests because the concurrency limit was reached, and their clients received an error. Check the concurrency on the dashboard, then raise reserved_concurrency or the quota of the account. ${var.runbook_url}#throttles"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.ticket_topic_arns
  ok_actions          = var.ticket_topic_arns

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
  alarm_description   = "Clients received more than ${var.alarm_api_5xx_count} responses with status 5xx within 5 minutes. If the alarm ${local.name}-error-rate is OK, the function is not the cause: search the log ${aws_cloudwatch_log_group.api.name} for integrationError. ${var.runbook_url}#api-5xx"
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.alarm_api_5xx_count
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.ticket_topic_arns
  ok_actions          = var.ticket_topic_arns

  namespace   = local.log_metrics.ApiFailures.namespace
  metric_name = local.log_metrics.ApiFailures.name
  statistic   = "Sum"
  period      = 300
}

# No user can log in, or none may write: API Gateway or the function answers 401 or 403. A single client without a token, or a
# scanner, is a small share where there is traffic.
resource "aws_cloudwatch_metric_alarm" "denied" {
  alarm_name          = "${local.name}-denied"
  alarm_description   = "More than 50 % of the responses were 401 or 403 for 15 minutes. Clients cannot log in, their tokens have changed, or the user pool, the required group or the required scope is wrong. ${var.runbook_url}#denied"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 50
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.page_topic_arns
  ok_actions          = var.page_topic_arns

  metric_query {
    id          = "share"
    label       = "Responses 401 and 403, %"
    expression  = "IF(requests >= ${var.alarm_minimum_requests}, 100 * denied / requests, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { denied = local.log_metrics.ApiDenied, requests = local.log_metrics.ApiRequests }

    content {
      id = metric_query.key

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        stat        = "Sum"
        period      = 300
      }
    }
  }
}

# Clients call a path that does not exist: a domain name, a stage or a path of the API is wrong. An order that does not exist
# is another 404, which the function sends.
resource "aws_cloudwatch_metric_alarm" "no_route" {
  alarm_name          = "${local.name}-no-route"
  alarm_description   = "More than 50 % of the responses were 404 from API Gateway for 15 minutes: the path or the method does not exist. The API, its stage or its domain name has changed, or a client has. ${var.runbook_url}#no-route"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 50
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.page_topic_arns
  ok_actions          = var.page_topic_arns

  metric_query {
    id          = "share"
    label       = "Responses 404 of API Gateway, %"
    expression  = "IF(requests >= ${var.alarm_minimum_requests}, 100 * unrouted / requests, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { unrouted = local.log_metrics.ApiNoRoute, requests = local.log_metrics.ApiRequests }

    content {
      id = metric_query.key

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        stat        = "Sum"
        period      = 300
      }
    }
  }
}
