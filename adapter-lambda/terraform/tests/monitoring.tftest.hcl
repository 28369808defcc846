# Alarms, dashboard and saved queries.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  environment       = "dev"
  user_pool_arn     = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path          = "tests/placeholder.zip"
  page_topic_arns   = ["arn:aws:sns:af-south-1:123456789012:on-call"]
  ticket_topic_arns = ["arn:aws:sns:af-south-1:123456789012:tickets"]
}

run "has_the_agreed_thresholds" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.error_rate.threshold == 5
      && aws_cloudwatch_metric_alarm.error_rate.comparison_operator == "GreaterThanThreshold"
      && aws_cloudwatch_metric_alarm.error_rate.evaluation_periods == 1
      && alltrue([for query in aws_cloudwatch_metric_alarm.error_rate.metric_query : one(query.metric).period == 300 && one(query.metric).stat == "Sum" if length(query.metric) == 1])
    )
    error_message = "The alarm must be raised above 5 % in 5 minutes."
  }

  assert {
    condition = one([for query in aws_cloudwatch_metric_alarm.error_rate.metric_query : query.expression if query.return_data == true]) == (
      "IF(invocations >= 20, 100 * (errors + failures) / invocations, 0)"
    )
    error_message = "The rate must add the errors of Lambda and the failures of the handler, without a function for missing values: each has a value in a minute in which every request crashes."
  }

  assert {
    condition = { for query in aws_cloudwatch_metric_alarm.error_rate.metric_query : query.id => "${one(query.metric).namespace} ${one(query.metric).metric_name} ${jsonencode(one(query.metric).dimensions)}" if length(query.metric) == 1 } == {
      errors      = "AWS/Lambda Errors {\"FunctionName\":\"update_order-dev\"}"
      invocations = "AWS/Lambda Invocations {\"FunctionName\":\"update_order-dev\"}"
      failures    = "BBWS/Orders/dev FailedResponses null"
    }
    error_message = "The rate must cover this function and this environment."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.conflicts.threshold == 10
      && aws_cloudwatch_metric_alarm.conflicts.comparison_operator == "GreaterThanThreshold"
      && aws_cloudwatch_metric_alarm.conflicts.evaluation_periods == 1
      && alltrue([for query in aws_cloudwatch_metric_alarm.conflicts.metric_query : one(query.metric).period == 300 && one(query.metric).stat == "Sum" if length(query.metric) == 1])
    )
    error_message = "The alarm must be raised above 10 % in 5 minutes."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.conflicts.metric_query : query.expression if query.return_data == true]) == "IF(requests >= 20, 100 * FILL(conflicts, 0) / requests, 0)"
    error_message = "The rate must be relative to the requests."
  }

  assert {
    condition = { for query in aws_cloudwatch_metric_alarm.conflicts.metric_query : query.id => "${one(query.metric).namespace} ${one(query.metric).metric_name} ${jsonencode(one(query.metric).dimensions)}" if length(query.metric) == 1 } == {
      conflicts = "BBWS/Orders OptimisticLockConflict {\"Environment\":\"dev\",\"Service\":\"order-lambda\"}"
      requests  = "BBWS/Orders Requests {\"Environment\":\"dev\",\"Service\":\"order-lambda\"}"
    }
    error_message = "The rate must cover the conflicts of this environment."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.duration.threshold == 5000
      && aws_cloudwatch_metric_alarm.duration.comparison_operator == "GreaterThanThreshold"
      && aws_cloudwatch_metric_alarm.duration.evaluation_periods == 1
      && one([for query in aws_cloudwatch_metric_alarm.duration.metric_query : query.expression if query.return_data == true]) == "IF(invocations >= 20, duration, 0)"
    )
    error_message = "The alarm must be raised above 5000 ms."
  }

  assert {
    condition = { for query in aws_cloudwatch_metric_alarm.duration.metric_query : query.id => "${one(query.metric).namespace} ${one(query.metric).metric_name} ${one(query.metric).stat} ${one(query.metric).period}" if length(query.metric) == 1 } == {
      duration    = "AWS/Lambda Duration p95 300"
      invocations = "AWS/Lambda Invocations Sum 300"
    }
    error_message = "The duration must be the p95 that Lambda measures in 5 minutes."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.throttles.namespace == "AWS/Lambda"
      && aws_cloudwatch_metric_alarm.throttles.metric_name == "Throttles"
      && aws_cloudwatch_metric_alarm.throttles.dimensions == tomap({ FunctionName = "update_order-dev" })
      && aws_cloudwatch_metric_alarm.throttles.statistic == "Sum"
      && aws_cloudwatch_metric_alarm.throttles.period == 300
      && aws_cloudwatch_metric_alarm.throttles.threshold == 0
    )
    error_message = "The alarm must be raised at the first throttle."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.api_5xx.namespace == "BBWS/Orders/dev"
      && aws_cloudwatch_metric_alarm.api_5xx.metric_name == "ApiFailures"
      && aws_cloudwatch_metric_alarm.api_5xx.statistic == "Sum"
      && aws_cloudwatch_metric_alarm.api_5xx.period == 300
      && aws_cloudwatch_metric_alarm.api_5xx.threshold == 5
    )
    error_message = "The alarm must be raised above five 5xx responses in 5 minutes."
  }

  assert {
    condition = output.page_names == {
      denied              = "update_order-dev-denied"
      no-route            = "update_order-dev-no-route"
      slo-availability    = "update_order-dev-slo-availability"
      slo-latency         = "update_order-dev-slo-latency"
      history-failed      = "record_order_history-dev-failed"
      history-overdue     = "record_order_history-dev-overdue"
      history-dropped     = "record_order_history-dev-dropped"
      history-undelivered = "record_order_history-dev-undelivered"
      history-stopped     = "record_order_history-dev-stopped"
    }
    error_message = "Exactly these alarms must call the person on duty."
  }

  assert {
    condition = output.ticket_names == {
      error-rate            = "update_order-dev-error-rate"
      conflicts             = "update_order-dev-conflicts"
      duration              = "update_order-dev-duration"
      throttles             = "update_order-dev-throttles"
      api-5xx               = "update_order-dev-api-5xx"
      slo-availability-slow = "update_order-dev-slo-availability-slow"
      slo-latency-slow      = "update_order-dev-slo-latency-slow"
      history-age           = "record_order_history-dev-age"
      history-retries       = "record_order_history-dev-retries"
      events-failed         = "order-events-dev-failed"
      events-delay          = "order-events-dev-delay"
    }
    error_message = "Exactly these alarms must wait until working hours."
  }

  assert {
    condition = alltrue(flatten([
      for topic, alarms in { "arn:aws:sns:af-south-1:123456789012:on-call" = local.pages, "arn:aws:sns:af-south-1:123456789012:tickets" = local.tickets } : [
        for section, alarm in alarms :
        alarm.alarm_actions == toset([topic]) && alarm.ok_actions == toset([topic])
      ]
    ]))
    error_message = "A page must notify the topics for pages, and a ticket those for tickets, when it starts and when it ends."
  }

  assert {
    condition = alltrue([
      for section, alarm in local.alarms :
      endswith(alarm.alarm_description, " https://github.com/bbws/order-service/blob/main/docs/runbook.md#${replace(section, "_", "-")}")
      && length(alarm.alarm_description) <= 1024
    ])
    error_message = "The description of each alarm must end with the URL of its section in the runbook."
  }

  assert {
    condition = alltrue([
      for alarm in concat(values(aws_cloudwatch_metric_alarm.slo_availability), values(aws_cloudwatch_metric_alarm.slo_latency), [aws_cloudwatch_metric_alarm.orders_change, aws_cloudwatch_metric_alarm.nothing_recorded]) :
      length(coalesce(alarm.alarm_actions, [])) == 0 && strcontains(alarm.alarm_description, "no reason to act. https://")
    ])
    error_message = "A part of another alarm must send no notification, and refer to the alarm."
  }

  # Alarms of single metrics and expressions. A composite alarm has no data.
  assert {
    condition = alltrue([
      for section, alarm in local.alarms : alarm.treat_missing_data == "notBreaching" if can(alarm.treat_missing_data)
    ])
    error_message = "Each alarm must be OK without traffic."
  }

  assert {
    condition = { for name, filter in aws_cloudwatch_log_metric_filter.this : name => "${filter.log_group_name} ${filter.pattern}" } == {
      FailedResponses = "/aws/lambda/update_order-dev { $.statusCode >= 500 }"
      Changes         = "/aws/lambda/update_order-dev { $.message = \"Order updated\" }"
      ApiRequests     = "/aws/apigateway/update_order-dev { ($.httpMethod != \"OPTIONS\") || ($.status != \"204\") }"
      ApiFailures     = "/aws/apigateway/update_order-dev { $.status = \"5*\" }"
      ApiDenied       = "/aws/apigateway/update_order-dev { ($.status = \"401\") || ($.status = \"403\") }"
      ApiNoRoute      = "/aws/apigateway/update_order-dev { ($.status = \"404\") && ($.awsRequestId = \"-\") }"
    }
    error_message = "There must be exactly these metrics of the logs."
  }

  assert {
    condition = alltrue([
      for name, filter in aws_cloudwatch_log_metric_filter.this :
      one(filter.metric_transformation).namespace == "BBWS/Orders/dev"
      && one(filter.metric_transformation).name == name
      && one(filter.metric_transformation).value == "1"
      && one(filter.metric_transformation).default_value == "0"
      && length(coalesce(one(filter.metric_transformation).dimensions, {})) == 0
    ])
    error_message = "Each metric of a log must be 0 where no line matches; with dimensions CloudWatch allows no such value."
  }

  # The fields must be in the access log.
  assert {
    condition = alltrue([
      for field in ["httpMethod", "status", "awsRequestId"] :
      can(jsondecode(one(aws_api_gateway_stage.orders.access_log_settings).format)[field])
    ])
    error_message = "The metrics of the access log need the method, the status and the id of the invocation."
  }

  # The pattern of ApiRequests excludes this status.
  assert {
    condition = alltrue([
      for path in values(jsondecode(local.openapi_body).paths) :
      path.options["x-amazon-apigateway-integration"].responses.default.statusCode == "204" if can(path.options)
    ])
    error_message = "A preflight that succeeds must be answered with 204."
  }

  assert {
    condition = {
      for name, alarm in { denied = aws_cloudwatch_metric_alarm.denied, no_route = aws_cloudwatch_metric_alarm.no_route } :
      name => "${one([for query in alarm.metric_query : query.expression if query.return_data == true])} > ${alarm.threshold}, ${alarm.evaluation_periods} periods"
      } == {
      denied   = "IF(requests >= 20, 100 * denied / requests, 0) > 50, 3 periods"
      no_route = "IF(requests >= 20, 100 * unrouted / requests, 0) > 50, 3 periods"
    }
    error_message = "More than half of the responses in 15 minutes must raise the alarms."
  }

  assert {
    condition = output.release_alarm_names == [
      "update_order-dev-error-rate", "update_order-dev-api-5xx", "update_order-dev-duration", "update_order-dev-slo-availability"
    ]
    error_message = "These alarms must undo a release."
  }

  assert {
    condition     = aws_cloudwatch_dashboard.orders.dashboard_name == "update_order-dev-af-south-1"
    error_message = "The name of the dashboard must contain the region: dashboards are global in an account."
  }

  assert {
    condition = alltrue([
      for title in ["Alarms", "Requests by status code", "Errors by code", "Rejected requests and lost races, % of the requests", "Latency, ms", "DynamoDB throttles", "Instances", "Lost responses of DynamoDB"] :
      contains([for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : widget.properties.title], title)
    ])
    error_message = "A graph is missing."
  }

  assert {
    condition = length(setsubtract(
      [
        "BBWS/Orders Requests", "BBWS/Orders Success", "BBWS/Orders Refusals", "BBWS/Orders Failures",
        "BBWS/Orders OptimisticLockConflict", "BBWS/Orders OwnWriteRecovered", "BBWS/Orders ColdStart", "BBWS/Orders Latency",
        "BBWS/Orders Primed", "BBWS/Orders PrimingMillis",
        "AWS/Lambda Errors", "AWS/Lambda Throttles", "AWS/Lambda Duration", "AWS/Lambda ConcurrentExecutions",
        "AWS/ApiGateway Count", "AWS/ApiGateway 4XXError", "AWS/ApiGateway 5XXError",
        "AWS/DynamoDB ThrottledRequests", "AWS/DynamoDB ReadThrottleEvents", "AWS/DynamoDB WriteThrottleEvents",
      ],
      flatten([
        for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : [
          for metric in widget.properties.metrics : "${metric[0]} ${metric[1]}" if length(metric) > 1
        ] if widget.type == "metric"
      ])
    )) == 0
    error_message = "The dashboard must show every metric."
  }

  # Namespace, name, pairs of dimensions, and the options at the end.
  assert {
    condition = alltrue(flatten([
      for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : [
        for metric in widget.properties.metrics : (
          length(metric) == 1
          ? can(metric[0].expression)
          : (length(metric) % 2 == 1 && can(keys(metric[length(metric) - 1]))) || (length(metric) % 2 == 0 && !can(keys(metric[length(metric) - 1])))
        )
      ] if widget.type == "metric"
    ]))
    error_message = "A metric does not have the form that a dashboard requires."
  }

  assert {
    condition = alltrue(flatten([
      for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : [
        for metric in widget.properties.metrics : contains(
          can(regex("^Order (history|events): ", widget.properties.title))
          ? [["Environment", "dev", "Service", "order-history"]]
          : [["Environment", "dev", "Service", "order-lambda"]],
          slice(metric, 2, 6)
        )
        if length(metric) > 1 && try(metric[0] == "BBWS/Orders", false)
      ] if widget.type == "metric"
    ]))
    error_message = "The metrics of the service must be those of this environment."
  }

  assert {
    condition = alltrue(flatten([
      for code in ["VALIDATION_ERROR", "INVALID_ORDER_STATE", "FORBIDDEN", "ORDER_NOT_FOUND", "OPTIMISTIC_LOCK_FAILURE", "PRECONDITION_FAILED", "ORDER_TOO_LARGE", "METHOD_NOT_ALLOWED", "UNSUPPORTED_MEDIA_TYPE", "PRECONDITION_REQUIRED"] :
      strcontains(aws_cloudwatch_dashboard.orders.dashboard_body, "\"BBWS/Orders\",\"Refusals\",\"Environment\",\"dev\",\"Service\",\"order-lambda\",\"code\",\"${code}\"")
    ]))
    error_message = "The dashboard must show every code."
  }

  assert {
    condition = one([
      for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : [
        for metric in widget.properties.metrics : metric[length(metric) - 1].label if try(metric[length(metric) - 1].visible, true)
      ] if widget.properties.title == "Requests by status code"
    ]) == ["200", "400", "403", "404", "405", "409", "412", "413", "415", "428", "500"]
    error_message = "The dashboard must show every status code of the function."
  }

  assert {
    condition = alltrue([
      for percentile in ["p50", "p95", "p99"] :
      anytrue(flatten([
        for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : [
          for metric in widget.properties.metrics : metric[1] == "Latency" && metric[length(metric) - 1].stat == percentile
        ] if widget.properties.title == "Latency, ms"
      ]))
    ])
    error_message = "The dashboard must show the percentiles of the latency."
  }

  assert {
    condition = alltrue([
      for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets :
      widget.x + widget.width <= 24 && try(widget.properties.region, "af-south-1") == "af-south-1"
    ])
    error_message = "A graph is outside the page or has another region."
  }

  assert {
    condition = length(distinct([
      for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : "${widget.x} ${widget.y}"
    ])) == length(jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets)
    error_message = "Two graphs overlap."
  }

  assert {
    condition     = output.dashboard_url == "https://af-south-1.console.aws.amazon.com/cloudwatch/home?region=af-south-1#dashboards/dashboard/update_order-dev-af-south-1"
    error_message = "The URL of the dashboard is wrong."
  }

  assert {
    condition = { for query in aws_cloudwatch_query_definition.function : query.name => split("\n", query.query_string)[0] } == {
      "update_order-dev/lock-failures"          = "filter @message like /Optimistic lock failure/"
      "update_order-dev/conflicts-in-5-minutes" = "filter statusCode = 409"
      "update_order-dev/order-trail"            = "filter orderId = \"ORDER_ID\""
      "update_order-dev/slowest-requests"       = "filter ispresent(durationMs)"
      "update_order-dev/failures"               = "filter statusCode >= 500 or @message like /Task timed out|Runtime exited|Runtime\\.|OutOfMemoryError|INIT_REPORT.*Status: (error|timeout)/"
    }
    error_message = "The five queries must exist."
  }

  assert {
    condition = (
      strcontains(aws_cloudwatch_query_definition.function["lock-failures"].query_string, "orderId, tenantId")
      && strcontains(aws_cloudwatch_query_definition.function["conflicts-in-5-minutes"].query_string, "stats count() by bin(5m)")
      && strcontains(aws_cloudwatch_query_definition.function["failures"].query_string, "stackTrace")
    )
    error_message = "A query does not return its fields."
  }

  assert {
    condition     = alltrue([for query in aws_cloudwatch_query_definition.function : query.log_group_names == tolist(["/aws/lambda/update_order-dev"])])
    error_message = "The queries must search the log of the function."
  }
}

run "ignores_rates_of_few_requests" {
  variables {
    alarm_minimum_requests = 7
    alarm_api_5xx_count    = 0
    runbook_url            = "https://wiki.example.com/orders"
  }

  assert {
    condition = alltrue([
      for query in concat(
        tolist(aws_cloudwatch_metric_alarm.error_rate.metric_query),
        tolist(aws_cloudwatch_metric_alarm.conflicts.metric_query),
        tolist(aws_cloudwatch_metric_alarm.duration.metric_query),
      ) : can(regex("^IF\\((invocations|requests) >= 7, ", query.expression)) if query.return_data == true
    ])
    error_message = "The rates and the duration must be evaluated from 7 requests on."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.api_5xx.threshold == 0
    error_message = "The number of 5xx responses must be the one that is set."
  }

  assert {
    condition     = alltrue([for alarm in local.alarms : strcontains(alarm.alarm_description, " https://wiki.example.com/orders#")])
    error_message = "The URL of the runbook must be the one that is set."
  }
}
