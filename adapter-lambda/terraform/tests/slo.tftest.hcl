# The objectives and their alarms.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  environment              = "dev"
  user_pool_arn            = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path                 = "tests/placeholder.zip"
  slo_availability_percent = 99.9
  slo_latency_percent      = 99
  slo_latency_ms           = 1000
}

run "watches_how_fast_the_budget_is_spent" {
  # Rounded, because 100 - 99.9 is not exactly 0.1.
  assert {
    condition = {
      for name, alarm in aws_cloudwatch_metric_alarm.slo_availability :
      name => "${alarm.alarm_name} > ${format("%.2f", alarm.threshold)} ${one(distinct([for query in alarm.metric_query : one(query.metric).period if length(query.metric) == 1]))} s"
      } == {
      availability-hour-long   = "update_order-dev-slo-availability-hour-long > 1.44 3600 s"
      availability-hour-short  = "update_order-dev-slo-availability-hour-short > 1.44 300 s"
      availability-hours-long  = "update_order-dev-slo-availability-hours-long > 0.60 21600 s"
      availability-hours-short = "update_order-dev-slo-availability-hours-short > 0.60 1800 s"
      availability-day-long    = "update_order-dev-slo-availability-day-long > 0.30 86400 s"
      availability-day-short   = "update_order-dev-slo-availability-day-short > 0.30 7200 s"
    }
    error_message = "The thresholds must be 14.4, 6 and 3 times the budget, each in a long and in a short window."
  }

  assert {
    condition = {
      for name, alarm in aws_cloudwatch_metric_alarm.slo_latency :
      name => "${format("%.1f", alarm.threshold)} ${one(distinct([for query in alarm.metric_query : one(query.metric).period if length(query.metric) == 1]))} s"
      } == {
      latency-hour-long   = "14.4 3600 s"
      latency-hour-short  = "14.4 300 s"
      latency-hours-long  = "6.0 21600 s"
      latency-hours-short = "6.0 1800 s"
      latency-day-long    = "3.0 86400 s"
      latency-day-short   = "3.0 7200 s"
    }
    error_message = "The thresholds must be 14.4, 6 and 3 times the budget, each in a long and in a short window."
  }

  # CloudWatch evaluates at most a day, in periods of multiples of a minute.
  assert {
    condition = alltrue(flatten([
      for alarm in concat(values(aws_cloudwatch_metric_alarm.slo_availability), values(aws_cloudwatch_metric_alarm.slo_latency)) : [
        for query in alarm.metric_query : one(query.metric).period <= 86400 && one(query.metric).period % 60 == 0 && alarm.evaluation_periods == 1 if length(query.metric) == 1
      ]
    ]))
    error_message = "A window is longer than CloudWatch allows."
  }

  assert {
    condition = {
      for name, alarm in aws_cloudwatch_metric_alarm.slo_availability :
      name => one([for query in alarm.metric_query : query.expression if query.return_data == true])
      if startswith(name, "availability-hour-")
      } == {
      availability-hour-long  = "IF(failures >= 5, 100 * failures / requests, 0)"
      availability-hour-short = "IF(failures >= 1, 100 * failures / requests, 0)"
    }
    error_message = "A long window must count from five failures on: one failed request at night must not be a page."
  }

  assert {
    condition = {
      for query in aws_cloudwatch_metric_alarm.slo_availability["availability-hour-long"].metric_query :
      query.id => "${one(query.metric).namespace} ${one(query.metric).metric_name} ${one(query.metric).stat}" if length(query.metric) == 1
      } == {
      failures = "BBWS/Orders/dev ApiFailures Sum"
      requests = "BBWS/Orders/dev ApiRequests Sum"
    }
    error_message = "The availability must be that of the responses which clients receive."
  }

  assert {
    condition = (
      one([for query in aws_cloudwatch_metric_alarm.slo_latency["latency-day-long"].metric_query : query.expression if query.return_data == true])
      == "IF(requests * (100 - fast) / 100 >= 5, 100 - fast, 0)"
      && {
        for query in aws_cloudwatch_metric_alarm.slo_latency["latency-day-long"].metric_query :
        query.id => "${one(query.metric).metric_name} ${jsonencode(one(query.metric).dimensions)} ${one(query.metric).stat}" if length(query.metric) == 1
        } == {
        fast     = "Latency {\"ApiName\":\"update_order-dev\",\"Method\":\"PUT\",\"Resource\":\"/v1.0/orders/{orderId}\",\"Stage\":\"dev\"} PR(:1000)"
        requests = "Latency {\"ApiName\":\"update_order-dev\",\"Method\":\"PUT\",\"Resource\":\"/v1.0/orders/{orderId}\",\"Stage\":\"dev\"} SampleCount"
      }
    )
    error_message = "The share of the slow responses must be 100 % less the share of those within the time."
  }

  # API Gateway has such a metric only for a path and a method of the API, and only with detailed metrics.
  assert {
    condition = (
      can(jsondecode(local.openapi_body).paths[local.put_dimensions.Resource][lower(local.put_dimensions.Method)])
      && one(aws_api_gateway_method_settings.all.settings).metrics_enabled
    )
    error_message = "The latency must be that of the PUT alone: preflights are answered fast, and would hide slow requests."
  }

  assert {
    condition = (
      aws_cloudwatch_composite_alarm.slo_page["availability"].alarm_rule == join("", [
        "(ALARM(\"update_order-dev-slo-availability-hour-long\") AND ALARM(\"update_order-dev-slo-availability-hour-short\")) OR ",
        "(ALARM(\"update_order-dev-slo-availability-hours-long\") AND ALARM(\"update_order-dev-slo-availability-hours-short\"))",
      ])
      && aws_cloudwatch_composite_alarm.slo_ticket["latency"].alarm_rule == (
        "ALARM(\"update_order-dev-slo-latency-day-long\") AND ALARM(\"update_order-dev-slo-latency-day-short\")"
      )
    )
    error_message = "A window must ring only together with its short one; an hour and six hours are pages, a day is a ticket."
  }

  # CloudWatch rejects a rule with an unknown alarm.
  assert {
    condition = length(setsubtract(
      flatten([for alarm in concat(values(aws_cloudwatch_composite_alarm.slo_page), values(aws_cloudwatch_composite_alarm.slo_ticket)) : regexall("\"([^\"]+)\"", alarm.alarm_rule)]),
      [for alarm in concat(values(aws_cloudwatch_metric_alarm.slo_availability), values(aws_cloudwatch_metric_alarm.slo_latency)) : alarm.alarm_name]
    )) == 0
    error_message = "A rule names an alarm that does not exist."
  }
}
