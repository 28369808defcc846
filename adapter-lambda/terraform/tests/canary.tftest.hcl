# The canary: a scheduled request that changes nothing.

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

run "has_no_canary_by_default" {
  assert {
    condition = (
      length(aws_cloudwatch_event_rule.canary) == 0
      && length(aws_cloudwatch_event_connection.canary) == 0
      && length(aws_iam_role.canary) == 0
      && length(aws_cloudwatch_metric_alarm.canary) == 0
      && length(aws_cloudwatch_metric_alarm.no_requests) == 0
    )
    error_message = "Without the variable there must be no canary: its alarm would ring without requests."
  }
}

run "sends_a_request_that_changes_nothing" {
  variables {
    required_scope = "orders/write"
    canary = {
      client_id = "4abcdefghijklmnopqrstuvwxy"
      token_url = "https://bbws.auth.af-south-1.amazoncognito.com/oauth2/token"
    }
    permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
  }

  assert {
    condition = (
      aws_cloudwatch_event_rule.canary["canary"].schedule_expression == "rate(1 minute)"
      && aws_cloudwatch_event_target.canary["canary"].rule == "update_order-dev-canary"
      && aws_cloudwatch_event_target.canary["canary"].arn == aws_cloudwatch_event_api_destination.canary["canary"].arn
      && one(aws_cloudwatch_event_target.canary["canary"].retry_policy).maximum_retry_attempts == 0
    )
    error_message = "The canary must send one request each minute."
  }

  assert {
    condition = (
      aws_cloudwatch_event_api_destination.canary["canary"].http_method == "PUT"
      && aws_cloudwatch_event_api_destination.canary["canary"].invocation_endpoint == "https://anapi.execute-api.af-south-1.amazonaws.com/dev/v1.0/orders/canary-no-such-order"
      && output.canary_order_id == "canary-no-such-order"
      && can(regex("^[A-Za-z0-9_-]{1,128}$", output.canary_order_id))
    )
    error_message = "The request must be valid, and for an order that does not exist."
  }

  assert {
    condition = (
      data.aws_cognito_user_pool_client.canary["canary"].user_pool_id == "af-south-1_Pool"
      && data.aws_cognito_user_pool_client.canary["canary"].client_id == "4abcdefghijklmnopqrstuvwxy"
      && aws_cloudwatch_event_connection.canary["canary"].authorization_type == "OAUTH_CLIENT_CREDENTIALS"
      && one(one(aws_cloudwatch_event_connection.canary["canary"].auth_parameters).oauth).authorization_endpoint == var.canary.token_url
      && { for parameter in one(one(one(aws_cloudwatch_event_connection.canary["canary"].auth_parameters).oauth).oauth_http_parameters).body : parameter.key => parameter.value } == {
        grant_type = "client_credentials"
        scope      = "orders/write"
      }
    )
    error_message = "The token must be that of the app client, with the scope of the API."
  }

  assert {
    condition = (
      jsondecode(aws_iam_role_policy.canary["canary"].policy).Statement == [{
        Sid      = "SendRequest"
        Effect   = "Allow"
        Action   = ["events:InvokeApiDestination"]
        Resource = ["arn:aws:events:af-south-1:123456789012:api-destination/a-destination/0a1b2c3d-0000-0000-0000-000000000000"]
      }]
      && jsondecode(aws_iam_role.canary["canary"].assume_role_policy).Statement[0].Principal == { Service = "events.amazonaws.com" }
      && aws_iam_role.canary["canary"].permissions_boundary == "arn:aws:iam::123456789012:policy/boundary"
    )
    error_message = "The role must allow this request only."
  }

  assert {
    condition = (
      aws_cloudwatch_log_metric_filter.this["CanaryResponses"].pattern == "{ ($.orderId = \"canary-no-such-order\") && ($.statusCode = 404) }"
      && aws_cloudwatch_log_metric_filter.this["CanaryResponses"].log_group_name == "/aws/lambda/update_order-dev"
      && aws_cloudwatch_metric_alarm.canary["canary"].namespace == "BBWS/Orders/dev"
      && aws_cloudwatch_metric_alarm.canary["canary"].metric_name == "CanaryResponses"
      && aws_cloudwatch_metric_alarm.no_requests["canary"].metric_name == "ApiRequests"
      && alltrue([
        for alarm in [aws_cloudwatch_metric_alarm.canary["canary"], aws_cloudwatch_metric_alarm.no_requests["canary"]] :
        alarm.comparison_operator == "LessThanThreshold" && alarm.threshold == 1 && alarm.treat_missing_data == "breaching"
        && alarm.period == 300 && alarm.evaluation_periods == 3
      ])
    )
    error_message = "A canary without a correct response, and an API without requests, must raise an alarm, also without data."
  }

  assert {
    condition = (
      output.page_names.canary == "update_order-dev-canary"
      && output.ticket_names.no-requests == "update_order-dev-no-requests"
      && endswith(aws_cloudwatch_metric_alarm.canary["canary"].alarm_description, "/docs/runbook.md#canary")
      && endswith(aws_cloudwatch_metric_alarm.no_requests["canary"].alarm_description, "/docs/runbook.md#no-requests")
    )
    error_message = "The failed canary must be a page, the missing requests a ticket, with their sections in the runbook."
  }
}
