# The objectives: the share of the requests that succeed, and the share that is answered in time, as clients see them. An alarm
# is raised if the budget of 30 days is spent too fast, in a long window (it is no short peak) and in a short one (it still
# goes on). The rates are those of Google's workbook on site reliability engineering: 2 % of the budget in an hour, 5 % in six
# hours, 10 % in a day.

locals {
  slo_windows = {
    hour-long   = { seconds = 3600, burn = 14.4 }
    hour-short  = { seconds = 300, burn = 14.4 }
    hours-long  = { seconds = 21600, burn = 6 }
    hours-short = { seconds = 1800, burn = 6 }
    day-long    = { seconds = 86400, burn = 3 }
    day-short   = { seconds = 7200, burn = 3 }
  }

  slo_objectives = {
    availability = var.slo_availability_percent
    latency      = var.slo_latency_percent
  }

  slo_alarms = merge([for objective, percent in local.slo_objectives : {
    for window, rate in local.slo_windows : "${objective}-${window}" => {
      objective = objective
      seconds   = rate.seconds
      threshold = rate.burn * (100 - percent)
    }
  }]...)

  # A window counts from a number of failures on: at night one failed request would be a large share. The short window need not.
  slo_minimum = { for name, alarm in local.slo_alarms : name => endswith(name, "-long") ? var.slo_minimum_failures : 1 }

  slo_descriptions = {
    availability = "Too many requests fail: the objective is ${var.slo_availability_percent} % of the responses without 5xx."
    latency      = "Too many requests are slow: the objective is ${var.slo_latency_percent} % of the responses within ${var.slo_latency_ms} ms."
  }

  slo_pages   = { for objective, alarm in aws_cloudwatch_composite_alarm.slo_page : "slo_${objective}" => alarm }
  slo_tickets = { for objective, alarm in aws_cloudwatch_composite_alarm.slo_ticket : "slo_${objective}_slow" => alarm }
}

resource "aws_cloudwatch_metric_alarm" "slo_availability" {
  for_each = { for name, alarm in local.slo_alarms : name => alarm if alarm.objective == "availability" }

  alarm_name          = "${local.name}-slo-${each.key}"
  alarm_description   = "Part of the alarms ${local.name}-slo-availability, and no reason to act. ${var.runbook_url}#slo-availability"
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "share"
    label       = "Responses with 5xx, %"
    expression  = "IF(failures >= ${local.slo_minimum[each.key]}, 100 * failures / requests, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { failures = local.log_metrics.ApiFailures, requests = local.log_metrics.ApiRequests }

    content {
      id = metric_query.key

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        stat        = "Sum"
        period      = each.value.seconds
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "slo_latency" {
  for_each = { for name, alarm in local.slo_alarms : name => alarm if alarm.objective == "latency" }

  alarm_name          = "${local.name}-slo-${each.key}"
  alarm_description   = "Part of the alarms ${local.name}-slo-latency, and no reason to act. ${var.runbook_url}#slo-latency"
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "share"
    label       = "Responses slower than ${var.slo_latency_ms} ms, %"
    expression  = "IF(requests * (100 - fast) / 100 >= ${local.slo_minimum[each.key]}, 100 - fast, 0)"
    return_data = true
  }

  # PR is the percentile rank: the share of the values within the range.
  dynamic "metric_query" {
    for_each = { fast = "PR(:${var.slo_latency_ms})", requests = "SampleCount" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/ApiGateway"
        metric_name = "Latency"
        dimensions  = local.put_dimensions
        stat        = metric_query.value
        period      = each.value.seconds
      }
    }
  }
}

resource "aws_cloudwatch_composite_alarm" "slo_page" {
  for_each = local.slo_descriptions

  alarm_name        = "${local.name}-slo-${each.key}"
  alarm_description = "${each.value} In an hour 2 %, or in six hours 5 % of the budget of 30 days is spent, and it goes on. ${var.runbook_url}#slo-${each.key}"
  alarm_actions     = var.page_topic_arns
  ok_actions        = var.page_topic_arns

  alarm_rule = join(" OR ", [for window in ["hour", "hours"] :
    "(ALARM(\"${local.name}-slo-${each.key}-${window}-long\") AND ALARM(\"${local.name}-slo-${each.key}-${window}-short\"))"
  ])

  # The rule names the alarms as text.
  depends_on = [aws_cloudwatch_metric_alarm.slo_availability, aws_cloudwatch_metric_alarm.slo_latency]
}

resource "aws_cloudwatch_composite_alarm" "slo_ticket" {
  for_each = local.slo_descriptions

  alarm_name        = "${local.name}-slo-${each.key}-slow"
  alarm_description = "${each.value} In a day 10 % of the budget of 30 days is spent, and it goes on. ${var.runbook_url}#slo-${each.key}-slow"
  alarm_rule        = "ALARM(\"${local.name}-slo-${each.key}-day-long\") AND ALARM(\"${local.name}-slo-${each.key}-day-short\")"
  alarm_actions     = var.ticket_topic_arns
  ok_actions        = var.ticket_topic_arns

  depends_on = [aws_cloudwatch_metric_alarm.slo_availability, aws_cloudwatch_metric_alarm.slo_latency]
}
