locals {
  openapi = templatefile("${path.module}/../openapi.yaml", {
    function_invoke_arn = aws_lambda_alias.live.invoke_arn
    user_pool_arn       = var.user_pool_arn
    cors_allow_origin   = local.cors_allow_origin
  })

  # A Cognito authorizer accepts ID tokens, which have no scopes. It accepts access tokens only if the method requires a scope.
  # So a scope that the function requires must be required here too; otherwise every request is rejected.
  openapi_security = replace(local.openapi, "- cognito: []", "- cognito: ${jsonencode(compact([var.required_scope]))}")

  # As JSON without comments, so that rewording a comment deploys nothing.
  openapi_body = jsonencode(yamldecode(local.openapi_security))
}

resource "aws_api_gateway_rest_api" "orders" {
  # The metrics of all APIs of one name are merged. The account has this name once, because it is the function's.
  name        = local.name
  description = "The order service (${var.environment})"
  body        = local.openapi_body

  # The file defines the whole API: what is removed from the file is removed from the API. A merge would keep it.
  put_rest_api_mode = "overwrite"
  fail_on_warnings  = var.api_fail_on_warnings

  disable_execute_api_endpoint = try(var.domain.only, false)

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

# A deployment is a snapshot of the API. The stage switches to the new one before the old one is deleted.
resource "aws_api_gateway_deployment" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id

  triggers = {
    body = sha256(local.openapi_body)
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "orders" {
  rest_api_id          = aws_api_gateway_rest_api.orders.id
  deployment_id        = aws_api_gateway_deployment.orders.id
  stage_name           = var.environment
  description          = "The order service (${var.environment})"
  xray_tracing_enabled = true

  # No personal data: no claim, no IP address, no user agent. The path is logged as its pattern only, because an order id
  # without its tenant is of no use; awsRequestId leads to the line of the function, which has both.
  # All values are text, because a missing value becomes a bare - and would make the JSON invalid.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api.arn
    format = jsonencode({
      requestTime       = "$context.requestTime"
      requestId         = "$context.requestId"
      extendedRequestId = "$context.extendedRequestId"
      xrayTraceId       = "$context.xrayTraceId"
      httpMethod        = "$context.httpMethod"
      resourcePath      = "$context.resourcePath"
      stage             = "$context.stage"
      status            = "$context.status"
      responseType      = "$context.error.responseType"
      responseLength    = "$context.responseLength"
      latencyMs         = "$context.responseLatency"
      integrationMs     = "$context.integration.latency"
      lambdaStatus      = "$context.integration.integrationStatus"
      functionStatus    = "$context.integration.status"
      integrationError  = "$context.integration.error"
      awsRequestId      = "$context.integration.requestId"
    })
  }

  # The first is for accounts that cannot log yet. The second ensures that the API may call the function from its first request.
  depends_on = [aws_api_gateway_account.this, aws_lambda_permission.api]
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.orders.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled        = true
    throttling_rate_limit  = var.throttling_rate_limit
    throttling_burst_limit = var.throttling_burst_limit
    # The execution log shows tokens and bodies when its trace is on, and its log group never expires.
    logging_level      = "OFF"
    data_trace_enabled = false
  }
}
