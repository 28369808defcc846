# A request each minute, from EventBridge, with a token of an app client, to an order that does not exist: the response is 404,
# and nothing can change. It passes the authorizer, the function and the read of the table, so its 404 in the log of the
# function proves all of them. Without a canary, a service that no client can reach looks like a night without customers.

locals {
  canary = var.canary == null ? {} : { canary = var.canary }

  # No service creates an order with this id, and the tenant of the app client has no orders.
  canary_order_id = "canary-no-such-order"

  canary_pages   = { for name, alarm in aws_cloudwatch_metric_alarm.canary : name => alarm }
  canary_tickets = { for name, alarm in aws_cloudwatch_metric_alarm.no_requests : "no_requests" => alarm }
}

# The secret is in the state, which is encrypted, and in no variable.
data "aws_cognito_user_pool_client" "canary" {
  for_each = local.canary

  user_pool_id = split("/", var.user_pool_arn)[1]
  client_id    = each.value.client_id
}

resource "aws_cloudwatch_event_connection" "canary" {
  for_each = local.canary

  name               = "${local.name}-canary"
  description        = "The app client of the canary."
  authorization_type = "OAUTH_CLIENT_CREDENTIALS"

  auth_parameters {
    oauth {
      authorization_endpoint = each.value.token_url
      http_method            = "POST"

      client_parameters {
        client_id     = each.value.client_id
        client_secret = data.aws_cognito_user_pool_client.canary[each.key].client_secret
      }

      oauth_http_parameters {
        body {
          key   = "grant_type"
          value = "client_credentials"
        }

        body {
          key   = "scope"
          value = var.required_scope
        }
      }
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "canary" {
  for_each = local.canary

  name                             = "${local.name}-canary"
  description                      = "An order that does not exist."
  connection_arn                   = aws_cloudwatch_event_connection.canary[each.key].arn
  http_method                      = "PUT"
  invocation_endpoint              = "${local.api_url}/v1.0/orders/${local.canary_order_id}"
  invocation_rate_limit_per_second = 1
}

resource "aws_cloudwatch_event_rule" "canary" {
  for_each = local.canary

  name                = "${local.name}-canary"
  description         = "Sends a request that changes nothing to the order service."
  schedule_expression = "rate(1 minute)"
}

resource "aws_cloudwatch_event_target" "canary" {
  for_each = local.canary

  rule     = aws_cloudwatch_event_rule.canary[each.key].name
  arn      = aws_cloudwatch_event_api_destination.canary[each.key].arn
  role_arn = aws_iam_role.canary[each.key].arn
  input    = jsonencode({ status = "paid" })

  # The next request comes in a minute.
  retry_policy {
    maximum_retry_attempts       = 0
    maximum_event_age_in_seconds = 60
  }
}

resource "aws_iam_role" "canary" {
  for_each = local.canary

  name                 = "${local.name}-canary-${var.region}"
  description          = "Permissions of the canary of the order service."
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "events.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "canary" {
  for_each = local.canary

  name = "${local.name}-canary"
  role = aws_iam_role.canary[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "SendRequest"
      Effect   = "Allow"
      Action   = ["events:InvokeApiDestination"]
      Resource = [aws_cloudwatch_event_api_destination.canary[each.key].arn]
    }]
  })
}

resource "aws_cloudwatch_metric_alarm" "canary" {
  for_each = local.canary

  alarm_name          = "${local.name}-canary"
  alarm_description   = "The canary got no correct response for 15 minutes. Its request passes the user pool, the API, the function and the table: one of them does not work, and probably for customers too. ${var.runbook_url}#canary"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 3
  treat_missing_data  = "breaching"
  alarm_actions       = var.page_topic_arns
  ok_actions          = var.page_topic_arns

  namespace   = local.log_metrics.CanaryResponses.namespace
  metric_name = local.log_metrics.CanaryResponses.name
  statistic   = "Sum"
  period      = 300
}

resource "aws_cloudwatch_metric_alarm" "no_requests" {
  for_each = local.canary

  alarm_name          = "${local.name}-no-requests"
  alarm_description   = "The API got no request for 15 minutes, not even that of the canary. The canary is stopped, or the API cannot be reached. ${var.runbook_url}#no-requests"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 3
  treat_missing_data  = "breaching"
  alarm_actions       = var.ticket_topic_arns
  ok_actions          = var.ticket_topic_arns

  namespace   = local.log_metrics.ApiRequests.namespace
  metric_name = local.log_metrics.ApiRequests.name
  statistic   = "Sum"
  period      = 300
}
