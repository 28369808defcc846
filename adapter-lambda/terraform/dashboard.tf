locals {
  # The form of a metric on a dashboard: namespace, name, then the names and values of the dimensions alternately.
  orders_path           = flatten([for name, value in local.orders_dimensions : [name, value]])
  history_path          = flatten([for name, value in local.history_dimensions : [name, value]])
  function_path         = flatten([for name, value in local.function_dimensions : [name, value]])
  history_function_path = flatten([for name, value in local.history_function_dimensions : [name, value]])
  api_path              = flatten([for name, value in local.api_dimensions : [name, value]])
  put_path              = flatten([for name, value in local.put_dimensions : [name, value]])

  orders = { for metric in [
    "Requests", "Success", "Refusals", "Failures", "OptimisticLockConflict", "OwnWriteRecovered", "ColdStart", "Latency",
    "Primed", "PrimingMillis"
  ] : metric => concat([local.orders_namespace, metric], local.orders_path) }

  refusals = { for code in [
    "VALIDATION_ERROR", "INVALID_ORDER_STATE", "FORBIDDEN", "ORDER_NOT_FOUND", "OPTIMISTIC_LOCK_FAILURE", "PRECONDITION_FAILED",
    "ORDER_TOO_LARGE", "METHOD_NOT_ALLOWED", "UNSUPPORTED_MEDIA_TYPE", "PRECONDITION_REQUIRED"
  ] : code => concat(local.orders.Refusals, ["code", code]) }

  # The page has 24 columns; a graph has 12 columns and 6 rows. The order here is the order on the page.
  graphs = [
    {
      # From metrics, not from the log, so the graph costs nothing. Each code has one status; only 400 has two codes.
      title   = "Requests by status code"
      stacked = true
      metrics = [
        concat(local.orders.Success, [{ label = "200" }]),
        concat(local.refusals.VALIDATION_ERROR, [{ id = "invalid", visible = false }]),
        concat(local.refusals.INVALID_ORDER_STATE, [{ id = "state", visible = false }]),
        [{ id = "s400", expression = "FILL(invalid, 0) + FILL(state, 0)", label = "400" }],
        concat(local.refusals.FORBIDDEN, [{ label = "403" }]),
        concat(local.refusals.ORDER_NOT_FOUND, [{ label = "404" }]),
        concat(local.refusals.METHOD_NOT_ALLOWED, [{ label = "405" }]),
        concat(local.refusals.OPTIMISTIC_LOCK_FAILURE, [{ label = "409" }]),
        concat(local.refusals.PRECONDITION_FAILED, [{ label = "412" }]),
        concat(local.refusals.ORDER_TOO_LARGE, [{ label = "413" }]),
        concat(local.refusals.UNSUPPORTED_MEDIA_TYPE, [{ label = "415" }]),
        concat(local.refusals.PRECONDITION_REQUIRED, [{ label = "428" }]),
        concat(local.orders.Failures, [{ label = "500" }]),
      ]
    },
    {
      title = "Errors by code"
      metrics = concat(
        [for code, metric in local.refusals : concat(metric, [{ label = code }])],
        [concat(local.orders.Failures, [{ label = "INTERNAL_ERROR" }])],
        [concat(["AWS/Lambda", "Errors"], local.function_path, [{ label = "crash or timeout" }])],
      )
    },
    {
      title = "Rejected requests and lost races, % of the requests"
      metrics = [
        concat(local.orders.Requests, [{ id = "requests", visible = false }]),
        concat(local.orders.Refusals, [{ id = "refusals", visible = false }]),
        concat(local.orders.OptimisticLockConflict, [{ id = "conflicts", visible = false }]),
        [{ id = "conflictRate", expression = "100 * FILL(conflicts, 0) / requests", label = "conflicts" }],
        [{ id = "refusalRate", expression = "100 * FILL(refusals, 0) / requests", label = "rejected, conflicts included" }],
      ]
      line = { label = "alarm for conflicts", value = aws_cloudwatch_metric_alarm.conflicts.threshold }
    },
    {
      title = "Latency, ms"
      metrics = concat(
        [for percentile in ["p50", "p95", "p99"] : concat(local.orders.Latency, [{ stat = percentile, label = percentile }])],
        [concat(["AWS/Lambda", "Duration"], local.function_path, [{ stat = "p95", label = "p95, measured by Lambda" }])],
        [concat(["AWS/ApiGateway", "Latency"], local.put_path, [{ stat = "p95", label = "p95, measured by API Gateway" }])],
      )
      line = { label = "alarm for p95, measured by Lambda", value = aws_cloudwatch_metric_alarm.duration.threshold }
    },
    {
      title = "API Gateway"
      metrics = [for metric, label in { Count = "requests", "4XXError" = "4xx", "5XXError" = "5xx" } :
        concat(["AWS/ApiGateway", metric], local.api_path, [{ label = label }])
      ]
    },
    {
      title = "Instances"
      metrics = [
        concat(local.orders.ColdStart, [{ label = "cold starts" }]),
        concat(local.orders.Primed, [{ label = "primed" }]),
        concat(local.orders.PrimingMillis, [{ stat = "p95", label = "p95 of the priming, ms" }]),
        concat(["AWS/Lambda", "ConcurrentExecutions"], local.function_path, [{ stat = "Maximum", label = "maximum concurrency" }]),
        concat(["AWS/Lambda", "Throttles"], local.function_path, [{ label = "rejected by Lambda" }]),
      ]
    },
    {
      title = "DynamoDB throttles"
      metrics = concat(
        [for operation in ["GetItem", "UpdateItem"] :
          ["AWS/DynamoDB", "ThrottledRequests", "TableName", local.table_name, "Operation", operation, { label = operation }]
        ],
        [for metric in ["ReadThrottleEvents", "WriteThrottleEvents"] :
          ["AWS/DynamoDB", metric, "TableName", local.table_name, { label = "${metric}, all services" }]
        ],
        # A throttled index throttles the writes to the table.
        [for index in ["OrdersByDateIndex", "OrderByIdIndex"] :
          ["AWS/DynamoDB", "WriteThrottleEvents", "TableName", local.table_name, "GlobalSecondaryIndexName", index, { label = index }]
        ],
      )
    },
    {
      title = "Lost responses of DynamoDB"
      metrics = [
        concat(local.orders.OwnWriteRecovered, [{ label = "own writes recovered" }]),
        concat(local.orders.OptimisticLockConflict, [{ label = "conflicts" }]),
      ]
    },
    {
      title = "Order history: age of the oldest change not yet recorded, s"
      metrics = [
        concat(["AWS/Lambda", "IteratorAge"], local.history_function_path, [{ id = "age", stat = "Maximum", visible = false }]),
        [{ id = "seconds", expression = "age / 1000", label = "age" }],
      ]
      line = { label = "alarm for the age", value = aws_cloudwatch_metric_alarm.history_age.threshold / 1000 }
    },
    {
      title = "Order history: changes"
      metrics = [for counted in [
        ["RevisionsRecorded", "recorded"],
        ["RevisionsRepeated", "sent again, already recorded"],
        ["RevisionsUnreadable", "recorded, but the order cannot be read"],
        ["RecordsSkipped", "skipped, not an order"],
        ["RecordsFailed", "failed"],
      ] : concat([local.orders_namespace, counted[0]], local.history_path, [{ label = counted[1] }])]
    },
    {
      title = "Order events: messages"
      metrics = concat(
        [for counted in [["EventsPublished", "published"], ["EventsFailed", "not published, sent again"]] :
          concat([local.orders_namespace, counted[0]], local.history_path, [{ label = counted[1] }])
        ],
        [for metric, label in {
          NumberOfNotificationsDelivered   = "delivered to subscribers"
          NumberOfNotificationsFailed      = "not delivered to a subscriber"
          NumberOfNotificationsFilteredOut = "not wanted by the filter of a subscriber"
        } : ["AWS/SNS", metric, "TopicName", local.events_name, { label = label }]],
      )
    },
    {
      # Each batch reports its slowest event, so the percentiles are those of batches, not of events.
      title = "Order events: time from the change to the publication, ms"
      metrics = [for stat in ["p50", "p95", "Maximum"] :
        concat([local.orders_namespace, "EventDelayMillis"], local.history_path, [{ stat = stat, label = stat }])
      ]
      line = { label = "alarm for the delay", value = aws_cloudwatch_metric_alarm.events_delay.threshold }
    },
    {
      title = "Denied and unknown paths, % of the responses"
      metrics = [
        [local.log_metrics.ApiRequests.namespace, "ApiRequests", { id = "requests", visible = false }],
        [local.log_metrics.ApiDenied.namespace, "ApiDenied", { id = "denied", visible = false }],
        [local.log_metrics.ApiNoRoute.namespace, "ApiNoRoute", { id = "unrouted", visible = false }],
        [{ id = "deniedShare", expression = "100 * denied / requests", label = "401 and 403" }],
        [{ id = "unroutedShare", expression = "100 * unrouted / requests", label = "404 of API Gateway" }],
      ]
      line = { label = "alarms", value = aws_cloudwatch_metric_alarm.denied.threshold }
    },
    {
      title = "Order history: records of the stream"
      metrics = [for metric, label in {
        PolledEventCount                        = "read"
        FilteredOutEventCount                   = "not an order, skipped by the filter"
        InvokedEventCount                       = "sent to the function"
        FailedInvokeEventCount                  = "failed, sent again"
        DroppedEventCount                       = "dropped"
        OnFailureDestinationDeliveredEventCount = "given up, in the queue"
        } : concat(["AWS/Lambda", metric], flatten([for name, value in local.mapping_dimensions : [name, value]]), [{ label = label }])
      ]
    },
  ]

  widgets = concat(
    [{
      type   = "alarm"
      x      = 0
      y      = 0
      width  = 24
      height = 2
      properties = {
        title  = "Alarms"
        alarms = [for alarm in local.alarms : alarm.arn]
      }
    }],
    [for number, graph in local.graphs : {
      type   = "metric"
      x      = number % 2 * 12
      y      = 2 + floor(number / 2) * 6
      width  = 12
      height = 6
      properties = merge(
        {
          title   = graph.title
          region  = var.region
          view    = "timeSeries"
          stacked = try(graph.stacked, false)
          period  = 300
          stat    = "Sum"
          metrics = graph.metrics
          yAxis   = { left = { min = 0, showUnits = false } }
        },
        { for line in try([graph.line], []) : "annotations" => { horizontal = [line] } },
      )
    }],
    # The access log also has the requests that never reach the function: 401, 413, 429, and the 5xx of API Gateway.
    [{
      type   = "log"
      x      = 0
      y      = 2 + ceil(length(local.graphs) / 2) * 6
      width  = 24
      height = 6
      properties = {
        title  = "Responses to clients, including those of API Gateway"
        region = var.region
        view   = "table"
        query  = "SOURCE '${aws_cloudwatch_log_group.api.name}' | stats count() as requests by status, responseType, integrationError | sort status asc"
      }
    }],
  )
}

# Dashboards are global in an account: without the region, that of a second region would overwrite this one.
resource "aws_cloudwatch_dashboard" "orders" {
  dashboard_name = "${local.name}-${var.region}"
  dashboard_body = jsonencode({ widgets = local.widgets })
}
