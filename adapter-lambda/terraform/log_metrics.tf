# Metrics from the logs. In contrast to a metric with dimensions, each has a value in every minute with a line in its log, 0 if
# no line matches: so the alarms need no function for missing values. Their namespace is that of the environment.

locals {
  log_metrics = { for name, metric in local.log_filters : name => { name = name, namespace = "${local.orders_namespace}/${var.environment}" } }

  log_filters = merge({
    # Of the function. A crash or a timeout has lines of Lambda, but no line of the function.
    FailedResponses = { log = aws_cloudwatch_log_group.function.name, pattern = "{ $.statusCode >= 500 }" }
    Changes         = { log = aws_cloudwatch_log_group.function.name, pattern = "{ $.message = \"Order updated\" }" }

    # Of the access log, whose values are text: what clients received. API Gateway's own metrics merge APIs of one name, and
    # count some responses with 5xx as 4xx.
    # Not the preflights of browsers that succeed: each is a second line for one PUT, and would halve the shares. One that fails
    # is counted, because its PUT is not sent.
    ApiRequests = { log = aws_cloudwatch_log_group.api.name, pattern = "{ ($.httpMethod != \"OPTIONS\") || ($.status != \"204\") }" }
    ApiFailures = { log = aws_cloudwatch_log_group.api.name, pattern = "{ $.status = \"5*\" }" }
    ApiDenied   = { log = aws_cloudwatch_log_group.api.name, pattern = "{ ($.status = \"401\") || ($.status = \"403\") }" }
    # Without an invocation: the function answers 404 for an order that does not exist.
    ApiNoRoute = { log = aws_cloudwatch_log_group.api.name, pattern = "{ ($.status = \"404\") && ($.awsRequestId = \"-\") }" }
    }, { for name in keys(local.canary) : "CanaryResponses" => {
      log     = aws_cloudwatch_log_group.function.name
      pattern = "{ ($.orderId = \"${local.canary_order_id}\") && ($.statusCode = 404) }"
  } })
}

resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each = local.log_filters

  name           = each.key
  log_group_name = each.value.log
  pattern        = each.value.pattern

  metric_transformation {
    namespace     = local.log_metrics[each.key].namespace
    name          = each.key
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}
