locals {
  openapi = templatefile("${path.module}/../openapi.yaml", {
    function_invoke_arn = aws_lambda_alias.live.invoke_arn
    user_pool_arn       = var.user_pool_arn
    cors_allow_origin   = var.cors_allow_origin
  })

  # A Cognito authorizer takes ID tokens, which have no scopes. Only where the method asks for a scope does it take access
  # tokens instead. So a scope that the function asks for must be asked for here, too, or nobody would get through.
  openapi_security = replace(local.openapi, "- cognito: []", "- cognito: ${jsonencode(compact([var.required_scope]))}")

  # As JSON without comments, so that rewording a comment deploys nothing.
  openapi_body = jsonencode(yamldecode(local.openapi_security))
}

resource "aws_api_gateway_rest_api" "orders" {
  name        = "orders-${var.environment}"
  description = "The order service (${var.environment})"
  body        = local.openapi_body

  # The file is the whole truth: what vanishes from it vanishes from the API, which a merge would leave in place.
  put_rest_api_mode = "overwrite"
  fail_on_warnings  = var.api_fail_on_warnings

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

# A deployment is a snapshot of the API; the stage goes on to the next one before the old one is deleted.
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

  # Nothing personal: no claim, no address of the caller, no user agent. And no path but its pattern, since an order's id
  # in a log without a tenant helps nobody; awsRequestId leads to the function's line, which has both.
  # All values are text, for a value that API Gateway does not have becomes a bare - and would break the JSON.
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

  # The first is for accounts that cannot log yet; the second so that no request meets an API that may not call the function.
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
    # The execution log shows tokens and bodies when its trace is on, and lies in a group that is kept for ever.
    logging_level      = "OFF"
    data_trace_enabled = false
  }
}
